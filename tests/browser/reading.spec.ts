import { expect, test } from '@playwright/test';
import { builtPages, SITES } from './sites.ts';

const LESSON = '/aulas/19-peft/';

test('a reader goes from home through the lesson, section by section', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: /^Começar a aula/ }).click();
  const first = page.url();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: /^Próxima/ }).click();
  await expect(page).not.toHaveURL(first);
  await page.getByRole('link', { name: /← Anterior/ }).click();
  await expect(page).toHaveURL(first);
});

test('the end of a lesson leads to the next one, and back', async ({ page }) => {
  await page.goto(`${LESSON}proximos-passos/`);
  await page.getByRole('link', { name: /^Próxima, na aula 20/ }).click();
  await expect(page).toHaveURL(/\/aulas\/20-rag\/introducao\/$/);
  await page.getByRole('link', { name: /^← Anterior, na aula 19/ }).click();
  await expect(page).toHaveURL(/\/proximos-passos\/$/);
});

test('every item of an inventory has a place, and its link reaches the mark', async ({ page }) => {
  await page.goto('/cobertura/');
  const rows = page.locator('tbody tr');
  expect(await rows.count()).toBeGreaterThan(100);
  expect(await rows.filter({ hasNot: page.locator('td a') }).count()).toBe(0);
  await page.locator('#item-s08-2 td a').first().click();
  await expect(page.locator('#s08-2')).toBeAttached();
});

test('the contents mark the heading under the reader', async ({ page }) => {
  await page.goto(`${LESSON}lora-matematica/`);
  const toc = page.getByRole('navigation', { name: 'Nesta seção' });
  const link = toc.getByRole('link').nth(3);
  await link.click();
  await expect(link).toHaveAttribute('aria-current', 'true');
  await expect(toc.locator('[aria-current]')).toHaveCount(1);
});

test('a heading links to itself', async ({ page }) => {
  await page.goto(`${LESSON}lora-matematica/`);
  const heading = page.locator('.prosa h2').first();
  await heading.hover();
  await heading.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`#${await heading.getAttribute('id')}$`));
});

test('the theme is chosen once and kept, before the first paint', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  await page.getByRole('button', { name: 'Usar tema escuro' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-tema', 'escuro');
  await page.goto('/glossario/', { waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-tema', 'escuro');
  await page.getByRole('button', { name: 'Usar tema claro' }).click();
  await expect(page.locator('html')).not.toHaveAttribute('data-tema');
});

test('the glossary narrows while typing', async ({ page }) => {
  await page.goto('/glossario/');
  const all = await page.locator('[data-termo]:visible').count();
  await page.getByRole('searchbox', { name: 'Filtrar os termos' }).fill('QUANTIZACAO');
  const some = page.locator('[data-termo]:visible');
  await expect(some.first()).toContainText(/quantização/i);
  await expect.poll(() => some.count()).toBeLessThan(all);
});

test('an unknown address leads back to the site', async ({ page }) => {
  const response = await page.goto('/nao/existe/');
  expect(response?.status()).toBe(404);
  await page.getByRole('main').getByRole('link', { name: 'Glossário' }).click();
  await expect(page).toHaveURL(/\/glossario\/$/);
});

test('the printable lesson holds every section, and paper shows text without the shell', async ({ page }) => {
  await page.goto(LESSON);
  const titles = await page.locator('.secoes a').allTextContents();
  await page.getByRole('link', { name: 'Aula inteira para imprimir' }).click();
  for (const title of titles)
    await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
  const ids = await page.locator('[id]').evaluateAll((nodes) => nodes.map((node) => node.id));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('header.topo')).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect((await page.pdf()).length).toBeGreaterThan(10_000);
});

test('on a phone every word of every figure is large enough to read', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of builtPages(SITES.root).filter((path) => /^\/aulas\/.+\/imprimir\/$/.test(path))) {
    await page.goto(path);
    const words = await page.locator('.figura > svg :is(text, tspan)').evaluateAll((nodes) =>
      nodes.flatMap((node) => {
        const scale = node instanceof SVGGraphicsElement ? node.getScreenCTM() : null;
        const size = Number.parseFloat(getComputedStyle(node).fontSize);
        return scale ? [{ word: node.textContent, pixels: size * Math.hypot(scale.a, scale.b) }] : [];
      }),
    );
    expect(words.length, path).toBeGreaterThan(0);
    expect
      .soft(
        words.filter(({ pixels }) => pixels < 11),
        path,
      )
      .toEqual([]);
  }
});

test('without JavaScript the lesson is whole and no dead control is shown', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${LESSON}lora-matematica/`);
  await expect(page.locator('.prosa h2').first()).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Nesta seção' }).getByRole('link').first()).toBeVisible();
  await expect(page.locator('[data-botao-tema]')).toBeHidden();
  await page.getByRole('link', { name: 'Buscar' }).click();
  await expect(page.getByText('A busca precisa de JavaScript')).toBeVisible();
  await context.close();
});

test('under a sub-path every request stays inside it and succeeds', async ({ page }) => {
  const { origin, base } = SITES.subPath;
  const wrong: string[] = [];
  page.on('response', (response) => {
    const inside = response.url().startsWith(`${origin}${base}`);
    if (!inside || response.status() >= 400) wrong.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(`${origin}${base}`);
  await page.getByRole('link', { name: /^Começar a aula/ }).click();
  await page.getByRole('link', { name: /^Próxima/ }).click();
  await page.getByRole('link', { name: 'Ajuste Fino', exact: true }).click();
  await expect(page).toHaveURL(`${origin}${base}`);
  expect(wrong).toEqual([]);
});
