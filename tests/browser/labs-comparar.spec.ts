/** Journeys through the comparison: three methods in turn, a table that sorts, a conclusion with its noise. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const PAGE = '/laboratorio/comparar/';
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

const lab = (page: Page) => page.locator('.lab');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function open(page: Page, query: string): Promise<void> {
  await page.goto(PAGE + query);
  await expect(button(page, 'Comparar')).toHaveAttribute('aria-disabled', 'false');
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).include('.lab').withTags(STANDARDS).setLegacyMode().analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target} ${html.slice(0, 120)}`),
  );
}

test('methods are matched, run in turn, tabled and told apart only beyond noise', async ({ page }) => {
  test.setTimeout(900_000);
  await open(page, '?passos=8&lote=2');
  const entries = page.locator('.comparar-lista li');
  await expect(entries).toHaveCount(3);
  await expect(entries.nth(0)).toContainText('Prefix-Tuning, 3 vetores: 1.152 parâmetros');
  await button(page, 'Comparar').focus();
  await page.keyboard.press('Enter');
  await expect(lab(page)).toHaveAttribute('data-estado', 'pronto', { timeout: 600_000 });

  const table = page.getByRole('region', { name: 'Resultados por método' });
  await expect(table.locator('tbody tr')).toHaveCount(4);
  const parameters = page.getByRole('columnheader', { name: 'Parâmetros' });
  await parameters.getByRole('button').click();
  await expect(parameters).toHaveAttribute('aria-sort', 'descending');
  await expect(table.locator('tbody tr').nth(1)).toContainText('Adapter-Tuning');
  await parameters.getByRole('button').click();
  await expect(parameters).toHaveAttribute('aria-sort', 'ascending');
  await expect(table.locator('tbody tr').nth(3)).toContainText('Adapter-Tuning');

  const conclusion = page.locator('.comparar-conclusao');
  await expect(conclusion).toContainText('a maior média é de');
  await expect(conclusion).toContainText('Com uma semente só');
  // One chart holds all three curves.
  await expect(page.locator('.grafico').first().locator('.grafico-legenda li')).toHaveCount(3);
  expect(await violations(page)).toEqual([]);
});

test('by a common rank the sizes differ, a phone holds it all, and a link carries it', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, '?igualar=posto&posto=2&metodos=prefix+prompt+adapter+lora+ia3+full');
  const entries = page.locator('.comparar-lista li');
  await expect(entries).toHaveCount(6);
  await expect(entries.nth(1)).toContainText('Prompt-Tuning, 2 vetores: 192 parâmetros');
  await page.getByLabel('Prompt-Tuning').uncheck();
  await expect(entries).toHaveCount(5);
  await expect(page).toHaveURL(/metodos=prefix\+adapter\+lora\+ia3\+full&igualar=posto&posto=2$/);
  expect(await violations(page)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});
