/** Journeys through "Treine um adaptador" on WebAssembly: train, compare, plug, take away, bring back, repeat by link. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Download, expect, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { beforeWorker, checkpointSteps, expectStep, PATIENCE, restAt } from './runtime.ts';

const PAGE = '/laboratorio/treinar/';
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/** Enough steps to see the loss fall; the journey is what is tested. */
const SHORT = '?passos=20&lote=4&alvos=q+v';

const lab = (page: Page) => page.locator('.lab');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function open(page: Page, query = SHORT): Promise<void> {
  await page.goto(PAGE + query);
  await expect(button(page, 'Treinar')).toHaveAttribute('aria-disabled', 'false');
}

async function train(page: Page): Promise<void> {
  await button(page, 'Treinar').click();
  await expect(lab(page)).toHaveAttribute('data-estado', 'pronto', PATIENCE);
}

/** Presses a button and gives the file that comes. */
async function fileOf(page: Page, name: string): Promise<Download> {
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return file;
}

async function textOf(file: Download): Promise<string> {
  return readFileSync(await file.path(), 'utf8');
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).include('.lab').withTags(STANDARDS).setLegacyMode().analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target} ${html.slice(0, 120)}`),
  );
}

test('choose by keyboard, train, and everything that follows from it', async ({ page }, info) => {
  test.setTimeout(900_000);
  await beforeWorker(page, restAt(1));
  const refused: string[] = [];
  const fetched: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
  });
  page.on('request', (request) => {
    if (/\.wasm|\/modelos\//.test(request.url())) fetched.push(request.url());
  });

  await test.step('the drawing chooses modules, and the count follows', async () => {
    await open(page);
    const drawing = page.getByRole('group', { name: 'Escolha no desenho os módulos-alvo' });
    await expect(drawing.getByRole('checkbox', { checked: true })).toHaveCount(2);
    const count = page.locator('.treinar-conta b');
    const before = Number(((await count.textContent()) ?? '').replaceAll('.', ''));
    await drawing.getByRole('checkbox', { name: 'o: saída da atenção' }).focus();
    await page.keyboard.press('Space');
    await expect(drawing.getByRole('checkbox', { checked: true })).toHaveCount(3);
    await expect(count).toHaveText(((before / 2) * 3).toLocaleString('pt-BR'));
    await page.keyboard.press('Enter');
    await expect(drawing.getByRole('checkbox', { checked: true })).toHaveCount(2);
    expect(fetched, 'nothing heavy before the reader starts').toEqual([]);
  });

  await test.step('pause holds the run, one step moves it by one, and it goes on', async () => {
    await button(page, 'Treinar').focus();
    await page.keyboard.press('Enter');
    await expectStep(page, 1);
    await button(page, 'Pausar').click();
    await expect(lab(page)).toHaveAttribute('data-estado', 'pausado', PATIENCE);
    const held = Number(await lab(page).getAttribute('data-passo'));
    expect(held, 'the run rested until then').toBe(1);
    await button(page, 'Um passo').click();
    await expect(lab(page)).toHaveAttribute('data-passo', String(held + 1), PATIENCE);
    await button(page, 'Continuar').click();
    await expect(lab(page)).toHaveAttribute('data-estado', 'pronto', PATIENCE);
    await expect(lab(page)).toHaveAttribute('data-passo', '20');
    await expect(lab(page)).toHaveAttribute('data-dispositivo', 'wasm');
  });

  await test.step('the loss falls', async () => {
    const lines = (await textOf(await fileOf(page, 'Curva (.csv)'))).trim().split('\r\n').slice(1);
    const losses = lines.map((line) => Number(line.split(',')[1]));
    expect(losses).toHaveLength(20);
    const mean = (part: readonly number[]) => part.reduce((sum, loss) => sum + loss, 0) / part.length;
    expect(mean(losses.slice(-5))).toBeLessThan(0.9 * mean(losses.slice(0, 5)));
    expect(Number(await lab(page).getAttribute('data-perda'))).toBe(losses.at(-1));
  });

  await test.step('base and adapter answer side by side, the reader’s sentence too', async () => {
    await expect(page.getByText('Acertos nestas frases')).toBeVisible(PATIENCE);
    await page.getByLabel('Escreva a sua frase').fill('O cliente pagará o aluguel até sexta.');
    await button(page, 'Perguntar').click();
    await expect(page.locator('.perguntar .resposta-dada')).toHaveCount(2, PATIENCE);
  });

  await test.step('plugged in it changes the base; unplugged the base is the same to the bit', async () => {
    const plugged = page.getByRole('switch', { name: 'Adaptador ligado' });
    await plugged.check();
    await expect(page.getByText(/^Ligado: .* perplexidade/)).toBeVisible(PATIENCE);
    await plugged.uncheck();
    await expect(page.getByText(/^Desligado: .* idênticos, bit a bit/)).toBeVisible(PATIENCE);
  });

  await test.step('merged it answers as it did beside the base', async () => {
    await button(page, 'Fundir e comparar').click();
    await expect(page.getByText(/4 matrizes mudaram\. Em 60 frases, .* igual em 60\./)).toBeVisible(PATIENCE);
  });

  const folder = info.outputPath('adaptador');
  let archive = '';
  await test.step('the exported adapter writes the same text at the command line', async () => {
    const zip = await fileOf(page, 'Adaptador (.zip)');
    archive = await zip.path();
    for (const [path, bytes] of Object.entries(unzipSync(new Uint8Array(readFileSync(archive))))) {
      const file = join(folder, path.replace(/^.*\//, ''));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
    }
    expect(JSON.parse(readFileSync(join(folder, 'adapter_config.json'), 'utf8'))).toMatchObject({
      peft_type: 'LORA',
      r: 4,
      target_modules: ['q_proj', 'v_proj'],
    });
    await page.getByLabel('Começo do texto').fill('Cláusula: O inquilino');
    await page.getByLabel('Próxima palavra').selectOption('0');
    await button(page, 'Gerar').click();
    await expect(page.locator('.gerado')).toHaveAttribute('aria-busy', 'false', PATIENCE);
    const model = ['--model', 'public/modelos/base', '--adapter', folder];
    const asked = ['--prompt', 'Cláusula: O inquilino', '--temperature', '0', '--max-tokens', '48'];
    const written = execFileSync(process.execPath, ['kernels/cli.ts', 'generate', ...model, ...asked], {
      encoding: 'utf8',
    });
    const shown = (await page.locator('.gerado > .adaptada').textContent()) ?? '';
    const text = shown.slice(shown.indexOf('O inquilino') + 'O inquilino'.length).trim();
    expect(text.length).toBeGreaterThan(5);
    expect(written).toContain(text);
  });

  await test.step('it comes back, and damaged or foreign files are refused with a reason', async () => {
    const input = page.getByLabel('Importar um adaptador');
    const zip = readFileSync(archive);
    await input.setInputFiles({ name: 'meu.zip', mimeType: 'application/zip', buffer: zip });
    await expect(page.getByText(/LoRA, importado de meu\.zip: [\d.]+ parâmetros/)).toBeVisible(PATIENCE);
    // What was written before stays under the name of who wrote it, after the text that it went on from.
    await page.getByLabel('Começo do texto').fill('Outro começo');
    await expect(page.locator('.gerado > .adaptada')).toContainText(
      /^LoRA, Cláusulas .*: Cláusula: O inquilino/,
    );
    await expect(page.locator('.perguntar .resposta-dada.adaptada .resposta-nome')).toContainText(
      /^LoRA, Cláusulas/,
    );
    await input.setInputFiles({ name: 'm.zip', mimeType: '', buffer: zip.subarray(0, 300) });
    await expect(page.getByText('não abre como .zip')).toBeVisible();
    const config = readFileSync(join(folder, 'adapter_config.json'));
    const weights = readFileSync(join(folder, 'adapter_model.safetensors'));
    await input.setInputFiles([
      { name: 'adapter_config.json', mimeType: '', buffer: config },
      { name: 'adapter_model.safetensors', mimeType: '', buffer: weights.subarray(0, weights.length / 2) },
    ]);
    await expect(page.getByText(/adapter_model\.safetensors, .* truncado/)).toBeVisible();
  });

  await test.step('the run is kept, with everything in its place for axe', async () => {
    await expect(page.getByRole('region', { name: 'Suas execuções' }).locator('tbody tr')).toHaveCount(1);
    expect(await violations(page)).toEqual([]);
    expect(refused).toEqual([]);
  });

  await test.step('after a reload the run is still there', async () => {
    await page.unrouteAll();
    await page.reload();
    await expect(page.getByRole('region', { name: 'Suas execuções' }).locator('tbody tr')).toHaveCount(1);
    await expect(page.getByLabel('Adaptador', { exact: true })).toContainText('semente 1');
  });

  await test.step('the keyboard keeps its place when the run that it erases goes', async () => {
    await page.getByRole('button', { name: /^Apagar: LoRA/ }).press('Enter');
    await expect(page.getByText('Cada treino que termina fica guardado aqui')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Suas execuções' })).toBeFocused();
  });
});

test('a link repeats the curve to the bit, and a reload in the middle goes on', async ({ page, browser }) => {
  test.setTimeout(900_000);
  await page.addInitScript(() => localStorage.setItem('af:dispositivo', 'wasm'));
  await open(page, '?tarefa=sentimento&metodo=prefix&passos=16&lote=4&semente=7');
  await train(page);
  const curve = await textOf(await fileOf(page, 'Curva (.csv)'));
  const address = page.url();
  expect(address).toContain('metodo=prefix');

  const other = await browser.newContext({ locale: 'pt-BR', serviceWorkers: 'block' });
  const again = await other.newPage();
  await again.addInitScript(() => localStorage.setItem('af:dispositivo', 'wasm'));
  await beforeWorker(again, restAt(1));
  await again.goto(address);
  await expect(button(again, 'Treinar')).toHaveAttribute('aria-disabled', 'false');
  await button(again, 'Treinar').click();
  await expectStep(again, 1);
  await button(again, 'Pausar').click();
  await expect(lab(again)).toHaveAttribute('data-estado', 'pausado', PATIENCE);
  // Pausing keeps the run, of which the page says nothing; the reload cuts it short.
  await expect.poll(() => checkpointSteps(again), PATIENCE).toBeGreaterThan(0);
  await again.unrouteAll();
  await again.reload();
  await again.getByRole('button', { name: 'Continuar o treino interrompido' }).click();
  await expect(lab(again)).toHaveAttribute('data-estado', 'pronto', PATIENCE);
  expect(await textOf(await fileOf(again, 'Curva (.csv)'))).toBe(curve);
  await other.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`accessible before the run on a phone: ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 800 });
    await open(page, '?metodo=qlora');
    for (const summary of await page.locator('.lab summary').all()) await summary.click();
    expect(await violations(page)).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });
}
