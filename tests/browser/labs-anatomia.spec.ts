/** Journeys through "Anatomia do Transformer": the drawing by keyboard and pointer, methods, permalink, themes, a phone. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const PAGE = '/laboratorio/anatomia/';
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(PAGE + query);
  await expect(page.locator('.lab')).toHaveAttribute('data-estado', 'pronto');
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).include('.lab').withTags(STANDARDS).setLegacyMode().analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target} ${html.slice(0, 120)}`),
  );
}

const card = (page: Page) => page.locator('.peca-ficha');
const count = (page: Page) => page.locator('.bloco-conta');

test('arrow keys walk through the block, and the card tells each part', async ({ page }) => {
  await open(page, '?modelo=llama-2-7b');
  const drawing = page.getByRole('radiogroup', { name: 'Bloco do Transformer' });
  await drawing.getByRole('radio', { name: /^Q, projeção de consulta/ }).focus();
  await expect(card(page)).toContainText('4.096 × 4.096');
  await expect(card(page)).toContainText('16.777.216 por bloco, 536.870.912 no modelo');
  await page.keyboard.press('ArrowDown');
  await expect(drawing.getByRole('radio', { name: /^K, projeção de chave/ })).toBeFocused();
  await expect(card(page).getByRole('heading')).toHaveText('K, projeção de chave');
  await page.keyboard.press('End');
  await expect(card(page).getByRole('heading')).toHaveText('Cabeça de saída');
  await page.keyboard.press('ArrowRight');
  await expect(drawing.getByRole('radio', { name: /^Incorporação/ })).toBeFocused();
  await expect(drawing.locator('[tabindex="0"]')).toHaveCount(1);
  await expect(page).toHaveURL(/peca=incorporacao/);
});

test('a method shows where it enters and how much it trains', async ({ page }) => {
  await open(page, '?modelo=llama-2-7b&posto=8');
  await expect(count(page)).toContainText('4.194.304 parâmetros treináveis');
  await expect(page.locator('[data-acrescimo]')).toHaveCount(2);
  await page.getByLabel('Método ligado').focus();
  await page.keyboard.type('(');
  await expect(count(page)).toContainText('614.400 parâmetros treináveis');
  await expect(page.locator('[data-acrescimo]')).toHaveCount(3);
  await page.getByLabel('Método ligado').selectOption('adaptador');
  await page.getByRole('radio', { name: /^O, projeção de saída.*em série/ }).click();
  await expect(card(page)).toContainText('adapter_down');
});

test('pointing shows a part without choosing it', async ({ page }) => {
  await open(page);
  await page.locator('[data-peca="descida"]').hover();
  await expect(card(page).getByRole('heading')).toHaveText('Descida da rede feed-forward');
  await page.mouse.move(2, 2);
  await expect(card(page).getByRole('heading')).toHaveText('Q, projeção de consulta');
});

test('the table says everything that the drawing says', async ({ page }) => {
  await open(page, '?modelo=llama-2-7b&metodo=completo');
  await page.getByText('Ver os dados em tabela').first().click();
  const table = page.getByRole('region', { name: /as peças/ });
  await expect(table.locator('tbody tr')).toHaveCount(17);
  await expect(table.locator('tbody tr').last()).toContainText('6.738.415.616');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`accessible: ${colorScheme}, ${width} px`, async ({ page }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await open(page, width === 360 ? '?metodo=qlora&alvos=todas&modelo=llama-2-7b' : '?metodo=prefixo');
      for (const summary of await page.locator('.lab summary').all()) await summary.click();
      expect(await violations(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    });
  }
}

test('in a lesson the drawing comes when it is reached, and leaves the address alone', async ({ page }) => {
  await page.goto('/aulas/19-peft/transformer/');
  const lab = page.locator('[data-laboratorio="anatomia"]');
  await lab.scrollIntoViewIfNeeded();
  await expect(lab).toHaveAttribute('data-estado', 'pronto');
  await lab.getByLabel('Método ligado').selectOption('prompt');
  await expect(lab.locator('[data-acrescimo="incorporacao"]')).toHaveCount(1);
  await expect(page).toHaveURL(/\/transformer\/$/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the drawing, the card and the table are there to read', async ({ page }) => {
    await page.goto(PAGE);
    await expect(page.locator('[data-peca="q"]')).toBeVisible();
    await expect(card(page)).toContainText('Q, projeção de consulta');
  });
});

test('a sentence is read on the keyboard alone: tokens, maps of every head, next token', async ({ page }) => {
  test.slow();
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (/\.wasm|\/modelos\//.test(request.url())) fetched.push(request.url());
  });
  await open(page);
  const sentence = page.getByLabel('Texto que o modelo vai ler');
  await sentence.fill('O gato subiu na mesa');
  expect(fetched).toEqual([]);
  await page.getByRole('button', { name: 'Ler a frase' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('contando o sinal de início')).toBeVisible({ timeout: 240_000 });
  await expect(page.locator('.lab')).toHaveAttribute('data-estado', 'pronto');
  await expect(page.locator('.leitura-token').first()).toHaveText('<s>');

  const heads = page.getByRole('group', { name: 'Cabeça a mostrar' }).getByRole('radio');
  await heads.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('Camada 1, cabeça 2: adaptador desligado', { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/cabeca=2/);

  const rows = page.getByRole('region', { name: 'Probabilidades do próximo token' }).locator('tbody tr');
  await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(10);
  await sentence.fill('O gato');
  await expect(page.getByText('O que está abaixo é da leitura anterior')).toBeVisible();
  for (const summary of await page.locator('.lab summary').all()) await summary.click();
  expect(await violations(page)).toEqual([]);
});

test('while the adapter is on its way the lab is busy, and the reader may call it off', async ({ page }) => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  await page.route(/adapter_model\.safetensors$/, async (route) => {
    await held;
    await route.abort().catch(() => {});
  });
  await open(page);
  const read = page.getByRole('button', { name: 'Ler a frase' });
  await read.press('Enter');
  await expect(page.locator('.lab')).toHaveAttribute('data-estado', 'carregando');
  await expect(read).toBeDisabled();
  await page.getByRole('button', { name: 'Parar' }).press('Enter');
  await expect(read).toBeEnabled();
  release();
  await expect(page.locator('.lab')).toHaveAttribute('data-estado', 'pronto');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a sentence that the model cannot hold is refused with a remedy', async ({ page }) => {
  test.slow();
  await open(page, `?frase=${encodeURIComponent('漢字'.repeat(60))}`);
  await page.getByRole('button', { name: 'Ler a frase' }).click();
  await expect(page.getByRole('alert')).toContainText('tokens, e o modelo lê no máximo', {
    timeout: 240_000,
  });
  await expect(page.locator('.lab')).toHaveAttribute('data-estado', 'erro');
});
