import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { SITES } from './sites.ts';

test('the dialog opens with "/" and Ctrl+K, searches without accents, and Esc gives the focus back', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/aulas/');
  expect(asked.filter((url) => url.includes('pagefind'))).toEqual([]);

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
    expect(await item.getAttribute('data-tipo')).toMatch(/^(secao|conceito|formula|questao|laboratorio)$/);
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

test('nothing found is said, not left blank', async ({ page }) => {
  await page.goto('/busca/?q=zzzzqqqq');
  await expect(page.locator('ol[data-pronto]')).toBeEmpty();
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
