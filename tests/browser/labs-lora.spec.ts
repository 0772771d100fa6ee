/** Journeys through "LoRA: a camada transparente": by keyboard alone, drawn and picked targets, real training in the tab. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { beforeWorker, restAt } from './runtime.ts';

const PAGE = '/laboratorio/lora/';
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/** The runtime is 14 MB of WebAssembly to compile, on a machine that may be busy. */
const TRAINED = { timeout: 240_000 };

test.describe.configure({ timeout: 600_000 });

const lab = (page: Page) => page.locator('.lab');
const result = (page: Page) => page.locator('[data-resultado]');
const trainButton = (page: Page) => page.getByRole('button', { name: 'Treinar A e B' });

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(PAGE + query);
  await expect(page.getByRole('button', { name: /[Tt]reinar A e B/ })).toBeEnabled();
}

async function violations(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).include('.lab').withTags(STANDARDS).setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target} ${html.slice(0, 120)}`),
  );
}

test('the keyboard alone picks a figure, trains, and reaches the bound of the rank', async ({ page }) => {
  const heavy: string[] = [];
  page.on('request', (request) => {
    if (/\.wasm|worker|modelos/.test(request.url())) heavy.push(request.url());
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '?posto=4');
  await expect(result(page)).toContainText('B é zero');
  await page.getByLabel('Figura', { exact: true }).focus();
  await page.keyboard.type('diag');
  await expect(page.getByLabel('Figura', { exact: true })).toHaveValue('diagonal');
  await expect(
    page.getByText('Nenhum par de matrizes A e B de posto 4 guarda mais do que 12,5% dela'),
  ).toBeVisible();
  expect(heavy).toEqual([]);

  await trainButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(lab(page)).toHaveAttribute('data-estado', 'pronto', TRAINED);
  await expect(lab(page)).toHaveAttribute('data-passo', '300');
  // 4 of 32 equal singular values: the run gets there, and cannot pass.
  await expect(result(page)).toHaveText('Aprendidos 12,5% de ΔW; o melhor possível com posto 4 é 12,5%.');
  expect(Number(await lab(page).getAttribute('data-perda'))).toBeCloseTo(28 / 32 / 32, 4);
  await expect(page.getByText(/Medido agora.*É arredondamento/)).toBeVisible();
  await expect(page).toHaveURL(/\?figura=diagonal&posto=4$/);

  // A second run with another rank stands beside the first.
  await page.getByLabel('Posto r', { exact: true }).focus();
  await page.keyboard.press('End');
  await expect(result(page)).toContainText('B é zero');
  await trainButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(result(page)).toContainText('Aprendidos 100,0% de ΔW', TRAINED);
  await expect(page.getByText('Rodada anterior (r = 4, s = 1)')).toBeVisible();
  // Losses at another ΔW are of another scale: they do not stand beside one another.
  await page.getByLabel('Figura', { exact: true }).selectOption('disco');
  await expect(page.getByText('Rodada anterior')).toHaveCount(0);
});

test('a drawing made with the keyboard is in the link, and opens again from it', async ({ page }) => {
  await open(page, '?alvo=desenho');
  await expect(page.getByText('ΔW é zero: não há nada que aprender.')).toBeVisible();
  const board = page.getByRole('application');
  await board.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('-');
  await expect(page.getByText('linha 18, coluna 18: negativo')).toBeAttached();
  await expect(page.getByText('ΔW tem posto 2.')).toBeVisible();
  await expect(page).toHaveURL(/alvo=desenho&desenho=[a-z\d-]+$/);
  const address = page.url();

  await page.goto('about:blank');
  await page.goto(address);
  await expect(page.getByText('ΔW tem posto 2.')).toBeVisible();
  await page.getByRole('button', { name: 'Limpar o desenho' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/alvo=desenho$/);
});

test('a pointer draws too', async ({ page }) => {
  await open(page, '?alvo=desenho');
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('the board has no box');
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByText('ΔW tem posto 1.')).toBeVisible();
});

test('a hostile link is refused with its reason, and the lab goes on', async ({ page }) => {
  await open(page, '?alvo=desenho&desenho=%3Cscript%3E&posto=7&conta=xyz');
  await expect(
    page.getByText('Desenho: “<script>” não é um desenho. Está em uso o valor padrão.'),
  ).toBeVisible();
  await expect(page.getByText('Posto r: 7 não é um dos valores.')).toBeVisible();
  await expect(trainButton(page)).toBeEnabled();
});

test('the real ΔW of a full fine-tuning is measured, then fitted; pause and stop work', async ({ page }) => {
  await beforeWorker(page, restAt(1));
  await open(page, '?alvo=real&passos-completo=20&passos=2000&posto=4');
  await expect(result(page)).toContainText('ΔW ainda não existe');
  await page.getByRole('button', { name: 'Ajustar a base e treinar A e B' }).focus();
  await page.keyboard.press('Enter');
  await expect(result(page)).toContainText('Ajuste completo da base nas cláusulas de contrato', TRAINED);
  // The main button keeps the focus while its name follows the run.
  const pause = page.getByRole('button', { name: 'Pausar' });
  await expect(pause).toBeFocused(TRAINED);
  await pause.press('Enter');
  await expect(lab(page)).toHaveAttribute('data-estado', 'pausado');
  await expect(page.getByRole('button', { name: 'Continuar' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(result(page)).toContainText('Aprendidos', TRAINED);
  await expect(lab(page)).toHaveAttribute('data-estado', 'pronto', TRAINED);
  await expect(result(page)).toContainText('o melhor possível com posto 4');
});

test('the counter knows the numbers of the papers', async ({ page }) => {
  await open(page);
  await expect(page.getByText('A e B têm 0,8% dos números de W0: 125 vezes menos.')).toBeVisible();
  const matrix = page.getByLabel('Matriz', { exact: true });
  await matrix.selectOption('gpt-3');
  await expect(page.getByText('18.874.368')).toBeVisible();
  await matrix.selectOption('llama-2-70b-v');
  await page.getByLabel('Posto r da conta').fill('8');
  await expect(page.getByText('16.384.000')).toBeVisible();
  await matrix.selectOption('propria');
  await page.getByLabel('d, linhas (saída)').fill('10');
  await page.getByLabel('k, colunas (entrada)').fill('10');
  await expect(page.getByText('não há economia', { exact: false }).first()).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`accessible with everything open: ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      await open(page, '?alvo=desenho&desenho=176p&posto=7&conta=propria');
      await trainButton(page).press('Enter');
      await expect(lab(page)).toHaveAttribute('data-estado', 'pronto', TRAINED);
      for (const summary of await page.locator('.lab summary').all()) await summary.press('Enter');
      expect(await violations(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    });
  }
}

test('in the lesson the lab comes when it is reached, trains there, and leaves the address alone', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/aulas/19-peft/lora-matematica/');
  await lab(page).scrollIntoViewIfNeeded();
  await expect(trainButton(page)).toBeEnabled();
  await trainButton(page).press('Enter');
  await expect(result(page)).toContainText('o melhor possível com posto 2', TRAINED);
  await expect(page).toHaveURL(/\/lora-matematica\/$/);
});
