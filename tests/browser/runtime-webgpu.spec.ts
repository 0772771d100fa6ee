/** Training on WebGPU, through a software adapter: a step takes a hundred times longer than on a card, so steps are few. */
import { expect, test } from '@playwright/test';
import { CHROMIUM_FLAGS, requireChromium, SOFTWARE_WEBGPU_FLAGS } from '../../scripts/browser.ts';
import {
  beforeWorker,
  expectState,
  expectStep,
  lab,
  openLab,
  PATIENCE,
  press,
  watchRequests,
} from './runtime.ts';

test.use({
  launchOptions: { executablePath: requireChromium(), args: [...CHROMIUM_FLAGS, ...SOFTWARE_WEBGPU_FLAGS] },
});
test.describe.configure({ timeout: 600_000 });

const SLOW = { timeout: 400_000 };

/** Long enough that the first validation, which would take minutes here, never comes: the run is stopped before. */
const LONG = '/laboratorio/treinar/?passos=5000&lote=1&posto=1';

test('a simulated card is not chosen by itself, and fetches no larger build', async ({ page }) => {
  const asked = watchRequests(page);
  await openLab(page);
  await press(page, 'Treinar');
  await expectState(page, 'pronto');
  await expect(lab(page)).toHaveAttribute('data-dispositivo', 'wasm');
  await expect(page.locator('[data-runtime]')).toContainText('simulado pelo processador');
  expect(asked.filter((path) => path.endsWith('.wasm')).join()).not.toContain('jspi');
});

test('trains on WebGPU when the reader chooses it; a lost card is told of, and training goes on elsewhere', async ({
  page,
}) => {
  await beforeWorker(
    page,
    `const request = GPUAdapter.prototype.requestDevice;
     GPUAdapter.prototype.requestDevice = async function (...a) { return (self.card = await request.apply(this, a)); }`,
  );
  await openLab(page, LONG);
  await page.getByLabel('Calcular com').selectOption('webgpu');
  await press(page, 'Treinar');
  await expectStep(page, 2, SLOW);
  await expect(lab(page)).toHaveAttribute('data-dispositivo', 'webgpu');
  expect(Number(await lab(page).getAttribute('data-perda'))).toBeGreaterThan(0);
  const panel = page.locator('[data-runtime]');
  await expect(panel).toContainText('É o que você escolheu.');
  await expect(panel).toContainText(/WebAssembly [\d.,]+ ms, WebGPU [\d.,]+ ms/);

  await page.workers()[0]?.evaluate(() => {
    const card: unknown = Reflect.get(self, 'card');
    if (!(card instanceof GPUDevice)) throw new Error('there is no card');
    card.destroy();
  });
  await expect(page.getByRole('alert').first()).toContainText('A placa de vídeo foi fechada', PATIENCE);
  await expectState(page, 'erro');
  await page.getByLabel('Calcular com').selectOption('wasm');
  await press(page, 'Treinar');
  await expectStep(page, 3);
  await expect(lab(page)).toHaveAttribute('data-dispositivo', 'wasm');
});
