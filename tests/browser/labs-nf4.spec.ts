/** Journeys through "NF4: quatro bits por peso": by keyboard alone, real weights quantised in the tab. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const PAGE = '/laboratorio/nf4/';
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/** The runtime is 14 MB of WebAssembly to compile, on a machine that may be busy. */
const RUN = { timeout: 240_000 };

test.describe.configure({ timeout: 600_000 });

const lab = (page: Page) => page.locator('.lab');
const result = (page: Page) => page.locator('[data-resultado]');
const quantize = (page: Page) => page.getByRole('button', { name: 'Quantizar' });

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(PAGE + query);
  await expect(quantize(page)).toBeEnabled();
}

async function violations(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).include('.lab').withTags(STANDARDS).setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target} ${html.slice(0, 120)}`),
  );
}

test('the keyboard alone quantises the base, follows a weight, changes the format, measures the model', async ({
  page,
}) => {
  const heavy: string[] = [];
  page.on('request', (request) => {
    if (/\.wasm|worker|modelos/.test(request.url())) heavy.push(request.url());
  });
  await open(page);
  await expect(page.getByText('4 + 8/64 + 32/(64 × 256) = 4,126953125 bits')).toBeVisible();
  await expect(page.getByRole('row', { name: /LLaMA-65B/ })).toContainText('34,5 GB');
  expect(heavy).toEqual([]);

  await quantize(page).press('Enter');
  await expect(result(page)).toContainText(/q_proj da camada 1, .*NF4, blocos de 64.*erro relativo de/, RUN);
  await page.getByLabel('Peso número').fill('2');
  await expect(page.locator('.jornada')).toContainText('Linha 1, coluna 2.');
  await expect(page.locator('.jornada')).toContainText('Dois pesos por byte');
  await page.getByRole('button', { name: 'O maior do bloco' }).press('Enter');
  await expect(page.locator('.jornada')).toContainText(/z = w ÷ s = −?1/);
  await page.getByLabel('Peso número').fill('3');

  // Once started, a change is enough.
  await page.getByRole('radio', { name: 'INT8' }).focus();
  await page.keyboard.press('Space');
  await expect(result(page)).toContainText('INT8, blocos de 64', RUN);
  await expect(page.getByRole('row', { name: /INT8 \(escolhido\)/ })).toBeVisible();
  await expect(page).toHaveURL(/\?tipo=int8&peso=3$/);

  await page.getByLabel('Começo da frase').fill('O menino');
  await page.getByRole('button', { name: 'Medir no modelo inteiro' }).press('Enter');
  await expect(page.locator('[data-modelo]')).toContainText(/INT8.*a perplexidade (sobe|desce)/, RUN);
  await expect(page.getByRole('row', { name: /base, sem quantizar/ })).toBeVisible();
});

test('drawn weights, and a hostile link', async ({ page }) => {
  await open(page, '?pesos=atipicos&atipicos=4&fator=50&bloco=4096&tipo=fp9&camada=-3');
  await expect(page.getByText('Tipo numérico: “fp9” não é uma das opções')).toBeVisible();
  await expect(page.getByText('Camada: vai de 1 a 64')).toBeVisible();
  await quantize(page).press('Enter');
  await expect(result(page)).toContainText('4096 pesos sorteados, em NF4, blocos de 4096', RUN);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`accessible with everything open: ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await open(page, '?pesos=caudas&tipo=int4&bloco=7');
      await quantize(page).press('Enter');
      await expect(lab(page)).toHaveAttribute('data-estado', 'pronto', RUN);
      for (const summary of await page.locator('.lab summary').all()) await summary.press('Enter');
      expect(await violations(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    });
  }
}

test('in the lesson the lab comes when it is reached, runs there, and leaves the address alone', async ({
  page,
}) => {
  await page.goto('/aulas/19-peft/qlora-quantizacao/');
  await lab(page).scrollIntoViewIfNeeded();
  await expect(quantize(page)).toBeEnabled();
  await quantize(page).press('Enter');
  await expect(result(page)).toContainText('erro relativo de', RUN);
  await expect(page).toHaveURL(/\/qlora-quantizacao\/$/);
});
