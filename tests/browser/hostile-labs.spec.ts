/** Training where the browser or the reader is unkind: no room, a hidden page, two tabs, a file of 100 MB. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { hugeFile, limitRoom, readsOf, watchReads } from './hostile.ts';
import {
  beforeWorker,
  checkpointSteps,
  expectState,
  expectStep,
  LAB,
  lab,
  openLab,
  PATIENCE,
  press,
} from './runtime.ts';

test.describe.configure({ timeout: 900_000 });

const FEW = `${LAB}&lote=4`;
const ENDLESS = '/laboratorio/treinar/?passos=5000&lote=4';

/** Code for the worker: counts the steps of which it tells the page. */
const COUNT_STEPS = `{
  const tell = self.postMessage.bind(self);
  self.stepsTold = 0;
  self.postMessage = (message, transfer) => {
    self.stepsTold += message.event?.losses?.length ?? 0;
    tell(message, transfer);
  };
}`;

async function stepsTold(page: Page): Promise<number> {
  const [worker] = page.workers();
  return Number(await worker?.evaluate(() => Reflect.get(self, 'stepsTold')));
}

const runs = (page: Page) => page.getByRole('region', { name: 'Suas execuções' }).locator('tbody tr');

/** Presses a button and reads the file that comes. */
async function fileOf(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return readFileSync(await file.path());
}

test('without room a trained adapter stays in the page and can leave; what was kept stays kept', async ({
  page,
}) => {
  const room = await limitRoom(page);
  await openLab(page, FEW);
  await press(page, 'Treinar');
  await expectState(page, 'pronto');
  await expect(runs(page)).toHaveCount(1);

  await room.fill();
  await press(page, 'Treinar');
  const notice = page.getByText('O navegador não guardou o último treino');
  await expect(notice).toBeVisible(PATIENCE);
  await expectState(page, 'pronto');
  await expect(runs(page)).toHaveCount(2);
  const files = Object.keys(unzipSync(new Uint8Array(await fileOf(page, 'Adaptador (.zip)'))));
  expect(files.map((path) => path.replace(/^.*\//, ''))).toContain('adapter_model.safetensors');

  await page.reload();
  await expect(runs(page)).toHaveCount(1);
  await press(page, 'Treinar');
  await expect(notice).toBeVisible(PATIENCE);
  await room.free();
  // With room again, whatever waited is written as soon as the reader makes some.
  await runs(page).last().getByRole('button', { name: 'Apagar' }).click();
  await expect(notice).toHaveCount(0);
  await page.reload();
  await expect(runs(page)).toHaveCount(1);
});

test('a file of 100 MB for an adapter is refused by its size, unread', async ({ page }, info) => {
  await watchReads(page);
  await openLab(page, FEW);
  const input = page.getByLabel('Importar um adaptador');
  await input.setInputFiles(await hugeFile(info.outputPath('adapter_config.json')));
  await expect(page.getByText('“adapter_config.json” tem 100 MB, e o limite é 16 MB.')).toBeVisible();
  expect(await readsOf(page)).toEqual([]);
  await expect(page.getByText('Nada foi baixado ainda.')).toBeVisible();
  await expect(page.getByLabel('Adaptador', { exact: true })).toHaveCount(0);
});

test('a hidden and frozen page loses no step of the curve', async ({ page, context }) => {
  const steps = 300;
  const address = `/laboratorio/treinar/?passos=${steps}&lote=4&semente=7`;
  await openLab(page, address);
  await press(page, 'Treinar');
  await expectState(page, 'pronto');
  const seen = String(await fileOf(page, 'Curva (.csv)'));
  expect(seen.trim().split('\n')).toHaveLength(steps + 1);

  await beforeWorker(page, COUNT_STEPS);
  await openLab(page, address);
  await press(page, 'Treinar');
  await expectStep(page, 3);
  const tools = await context.newCDPSession(page);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await tools.send('Page.setWebLifecycleState', { state: 'frozen' });
  // The worker goes on meanwhile.
  const done = await stepsTold(page);
  await expect.poll(() => stepsTold(page), PATIENCE).toBeGreaterThanOrEqual(Math.min(done + 10, steps));
  await tools.send('Page.setWebLifecycleState', { state: 'active' });
  await page.evaluate(() => {
    Reflect.deleteProperty(document, 'visibilityState');
    Reflect.deleteProperty(document, 'hidden');
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expectState(page, 'pronto');
  await expect(lab(page)).toHaveAttribute('data-passo', String(steps));
  expect(String(await fileOf(page, 'Curva (.csv)'))).toBe(seen);
});

test('two tabs train at once; the run of one is not offered by the other until it was cut short', async ({
  context,
}) => {
  const [one, other] = [await context.newPage(), await context.newPage()];
  await openLab(one, ENDLESS);
  await press(one, 'Treinar');
  await expect.poll(() => checkpointSteps(one), PATIENCE).toBeGreaterThan(0);

  await openLab(other, FEW);
  await press(other, 'Treinar');
  await expectState(other, 'pronto');
  await expect(lab(other)).toHaveAttribute('data-passo', '20');
  await expect(other.getByText('Há um treino interrompido')).toHaveCount(0);
  await expectState(one, 'treinando');

  await press(one, 'Pausar');
  await expectState(one, 'pausado');
  const steps = Number(await lab(one).getAttribute('data-passo'));
  await expect.poll(() => checkpointSteps(one), PATIENCE).toBe(steps);
  await one.close();
  await expect(other.getByText(`Há um treino interrompido no passo ${steps} de 5000`)).toBeVisible(PATIENCE);
  await press(other, 'Continuar o treino interrompido');
  await expectStep(other, steps + 1);
  await expectState(other, 'treinando');

  await press(other, 'Parar');
  await expectState(other, 'pronto');
  await press(other, 'Descartar');
  await expect(other.getByText('Há um treino interrompido')).toHaveCount(0);
  await expect.poll(() => checkpointSteps(other)).toBe(0);
});
