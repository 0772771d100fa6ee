import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { SITES } from './sites.ts';

test('the dialog opens with "/" and Ctrl+K, searches without accents, and Esc gives the focus back', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/aulas/');
  expect(asked.filter((url) => /pagefind|indice\.json/.test(url))).toEqual([]);

  const opener = page.getByRole('link', { name: 'Buscar' });
  await opener.focus();
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog', { name: 'Busca' });
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('quantizacao');
  const results = dialog.locator('ol[data-resultados][data-pronto] > li');
  await expect(results.first()).toContainText(/quantiza/i);
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(dialog).toBeVisible();
});

test('arrow keys walk the results and Enter follows one', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('searchbox', { name: 'Buscar no site' }).last()).toBeFocused();
  await page.keyboard.type('LoRA');
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('ol[data-pronto] > li').first()).toHaveAttribute(
    'data-url',
    '/glossario/lora/',
  );
  await page.keyboard.press('ArrowDown');
  await expect(dialog.locator('.resultado-titulo a').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/glossario\/lora\/$/);
  await expect(page.getByRole('main')).toContainText('LoRA');
});

test('the search page is a plain form with a stable list', async ({ page }) => {
  await page.goto('/');
  await page.locator('main form[role=search] input').fill('lora');
  await page.locator('main form[role=search] button').click();
  await expect(page).toHaveURL(/\/busca\/\?q=lora$/);
  const list = page.locator('ol[data-resultados][data-pronto]');
  await expect(list.locator('> li').first()).toBeVisible();
  for (const item of await list.locator('> li').all()) {
    expect(await item.getAttribute('data-tipo')).toMatch(
      /^(secao|conceito|formula|questao|laboratorio|pagina|referencia)$/,
    );
    const path = (await item.getAttribute('data-url')) ?? '';
    expect(path).toMatch(/^\/[a-z]/);
    const response = await page.request.get(path);
    expect(response.status(), path).toBe(200);
    const fragment = path.split('#')[1];
    if (fragment) expect(await response.text()).toContain(`id="${fragment}"`);
  }
});

test('filters narrow the list and live in the address', async ({ page }) => {
  await page.goto('/busca/?q=lora&tipo=secao');
  const items = page.locator('ol[data-resultados][data-pronto] > li');
  await expect(items.first()).toBeVisible();
  const kinds = await items.evaluateAll((nodes) => [
    ...new Set(nodes.map((node) => node.getAttribute('data-tipo'))),
  ]);
  expect(kinds).toEqual(['secao']);
  await page.getByText('Conceito', { exact: true }).first().click();
  await expect(page).toHaveURL(/tipo=conceito/);
});

test('synonyms and English names of the glossary find the concept', async ({ page }) => {
  await page.goto('/busca/?q=rank');
  const first = page.locator('ol[data-resultados][data-pronto] > li').first();
  await expect(first).toHaveAttribute('data-tipo', 'conceito');
  await expect(first).toHaveAttribute('data-url', /^\/glossario\/posto\//);
});

test('the definition is the answer, and every result shows the words that it was found by', async ({
  page,
}) => {
  await page.goto('/busca/?q=o+que+e+esquecimento+catastrofico');
  const items = page.locator('ol[data-resultados][data-pronto] > li');
  await expect(items.first()).toHaveClass(/resposta/);
  await expect(items.first()).toContainText('Perda de habilidades antigas');
  await expect(items.first().locator('.etiqueta')).toHaveText('Conceito');
  for (const item of await items.all()) await expect(item.locator('mark').first()).toBeAttached();
});

test('misspelt words are mended, and the mending is said', async ({ page }) => {
  await page.goto('/busca/?q=esplicabilidde');
  const first = page.locator('ol[data-resultados][data-pronto] > li').first();
  await expect(first).toHaveAttribute('data-url', '/glossario/explicabilidade/');
  await expect(page.getByRole('status')).toContainText('para “explicabilidade”');
});

test('a phrase between quotation marks is looked for in the whole text', async ({ page }) => {
  await page.goto('/aulas/19-peft/lora-vantagens/');
  const sentence = (await page.locator('.prosa > p').nth(1).textContent()) ?? '';
  const phrase = sentence
    .replace(/^[^a-zà-ú]+/i, '')
    .split(/[^\p{L} ]/u)[0]
    ?.trim()
    .split(' ')
    .slice(0, 5)
    .join(' ');
  expect(phrase?.split(' ').length).toBeGreaterThan(2);
  await page.goto(`/busca/?q=${encodeURIComponent(`"${phrase}"`)}`);
  const first = page.locator('ol[data-resultados][data-pronto] > li').first();
  await expect(first).toHaveAttribute('data-url', /^\/aulas\/19-peft\/lora-vantagens\//);
});

test('Enter in the dialog opens the first result', async ({ page }) => {
  await page.goto('/aulas/');
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog').getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('gradient checkpointing');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/glossario\/recomputacao-de-ativacoes\/$/);
});

test('nothing found is said, with the nearest names', async ({ page }) => {
  await page.goto('/busca/?q=zzzzqqqq');
  await expect(page.locator('ol[data-pronto] > li')).toHaveCount(3);
  await expect(page.getByRole('status')).toContainText('Nada encontrado');
});

test('search works under a sub-path', async ({ page }) => {
  const { origin, base } = SITES.subPath;
  await page.goto(`${origin}${base}busca/?q=lora`);
  const first = page.locator('ol[data-resultados][data-pronto] > li').first();
  await expect(first.locator('a').first()).toHaveAttribute('href', new RegExp(`^${base}`));
  await expect(first).toHaveAttribute('data-url', /^\/(?!ajuste-fino)/);
  await first.locator('a').first().click();
  await expect(page.getByRole('main')).toContainText(/LoRA/i);
});
