/** Journeys through a training run on WebAssembly: the curve, the reader's hand, and everything that may break. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { expect, type Page, test } from '@playwright/test';
import { serveFolder } from '../../scripts/serve.ts';
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
  restAt,
  watchPolicy,
  watchRequests,
} from './runtime.ts';
import { SITES } from './sites.ts';

test.describe.configure({ timeout: 600_000 });

/** Whatever a run needs beyond the page: the runtime, the model and the worker's code. */
const NEEDED_BY_RUNS = /\.wasm$|\/modelos\/|\/_astro\/(worker|ort)[^/]*\.js$/;

const alert = (page: Page) => page.getByRole('alert').first();

test('fetches nothing before the start, trains 20 steps, and the loss falls within the policy', async ({
  page,
}) => {
  const breaches = await watchPolicy(page);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const asked = watchRequests(page);
  await openLab(page);
  expect(asked.filter((path) => NEEDED_BY_RUNS.test(path))).toEqual([]);

  await press(page, 'Treinar');
  await expectState(page, 'pronto');
  await expect(lab(page)).toHaveAttribute('data-passo', '20');
  await expect(lab(page)).toHaveAttribute('data-dispositivo', 'wasm');
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Curva (.csv)')]);
  const [, ...rows] = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  const losses = rows.map((row) => Number(row.split(',')[1]));
  expect(losses).toHaveLength(20);
  expect(Math.min(...losses.slice(-3))).toBeLessThan(0.7 * (losses[0] ?? 0));

  const fetched = asked.filter((path) => path.endsWith('.wasm'));
  expect(fetched).toHaveLength(1);
  expect(fetched[0]).not.toContain('jspi');
  await expect(page.locator('[data-runtime="pronto"]')).toContainText('WebAssembly, uma linha de execução');
  expect(await breaches()).toEqual([]);
  expect(errors).toEqual([]);
});

test('the same seed gives the same curve to the bit, another seed another', async ({ page }) => {
  const curve = async (seed: number): Promise<string> => {
    await openLab(page, `${LAB}&semente=${seed}`);
    await press(page, 'Treinar');
    await expectState(page, 'pronto');
    return (await lab(page).getAttribute('data-perda')) ?? '';
  };
  const first = await curve(5);
  expect(Number(first)).toBeGreaterThan(0);
  expect(await curve(5)).toBe(first);
  expect(await curve(6)).not.toBe(first);
});

test('pauses, steps, goes on and stops, each at once', async ({ page }) => {
  await openLab(page, '/laboratorio/treinar/?passos=5000');
  await press(page, 'Treinar');
  await expectStep(page, 1);
  await press(page, 'Pausar');
  await expectState(page, 'pausado');
  const paused = Number(await lab(page).getAttribute('data-passo'));
  await press(page, 'Um passo');
  await expect(lab(page)).toHaveAttribute('data-passo', String(paused + 1), PATIENCE);
  await expectState(page, 'pausado');
  await press(page, 'Continuar');
  await expectStep(page, paused + 3);
  await press(page, 'Parar');
  await expectState(page, 'pronto');
  expect(Number(await lab(page).getAttribute('data-passo'))).toBeLessThan(5000);
});

test('uses threads where the host isolates the page', async ({ page }) => {
  const port = SITES.root.port + 70;
  const server = await serveFolder(SITES.root.folder, '/', port, {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  });
  try {
    await openLab(page, `http://localhost:${port}/laboratorio/treinar/?passos=5000`);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    test.skip(
      (await page.evaluate(() => navigator.hardwareConcurrency)) < 2,
      'mais de uma linha de execução pede dois processadores, e esta máquina tem um',
    );
    await press(page, 'Treinar');
    // Threads that wait for each other crawl on a busy machine: one step shows that they work.
    await expectStep(page, 1);
    await expect(page.locator('[data-runtime="pronto"]')).toContainText(
      /WebAssembly, [2-4] linhas de execução/,
    );
  } finally {
    await page.close();
    server.closeAllConnections();
    server.close();
  }
});

test('a download can be cancelled, and breaks off with an explanation; the next try works', async ({
  page,
}) => {
  await openLab(page);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.context().route(/\.wasm$/, async (route) => {
    await held;
    await route.abort().catch(() => {});
  });
  await press(page, 'Treinar');
  await press(page, 'Cancelar o download');
  await expect(page.locator('[data-runtime]')).toHaveAttribute('data-runtime', 'parado');
  release();
  await page.context().unroute(/\.wasm$/);
  await expect(page.getByText('Você cancelou o download.')).toBeVisible();

  await page.context().route(/\.wasm$/, (route) => route.abort('connectionreset'));
  await press(page, 'Treinar');
  await expect(alert(page)).toContainText('foi interrompido', PATIENCE);
  await expect(alert(page)).toContainText('Confira a conexão');
  await page.context().unroute(/\.wasm$/);

  await press(page, 'Treinar');
  await expectState(page, 'pronto');
  await expect(lab(page)).toHaveAttribute('data-passo', '20');
});

test('when the model alone is cancelled, with the device ready, the next try fetches it', async ({
  page,
}) => {
  const { promise: deviceReady, resolve: goOn } = Promise.withResolvers<void>();
  let answers = 0;
  // Passes the site on, but of the first model only a half, once the device is ready.
  const server = createServer(async (request, response) => {
    const answer = await fetch(SITES.root.origin + request.url);
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, {
      'Content-Type': answer.headers.get('content-type') ?? '',
      'Content-Length': body.length,
    });
    if (!request.url?.endsWith('/model.safetensors') || answers++ > 0) {
      response.end(body);
      return;
    }
    await deviceReady;
    response.write(body.subarray(0, Math.floor(body.length / 2)));
  });
  const port = SITES.root.port + 60;
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  try {
    await openLab(page, `http://localhost:${port}${LAB}`);
    await press(page, 'Treinar');
    await expect(page.locator('[data-runtime]')).toHaveAttribute('data-runtime', 'pronto', PATIENCE);
    goOn();
    await press(page, 'Cancelar o download');
    await expect(page.getByText('Você cancelou o download.')).toBeVisible(PATIENCE);
    await press(page, 'Treinar');
    await expectState(page, 'pronto');
    expect(answers).toBe(2);
  } finally {
    await page.close();
    server.closeAllConnections();
    server.close();
  }
});

test('a damaged copy of the model is noticed and fetched anew', async ({ page }) => {
  let answers = 0;
  await page.context().route(/\/model\.safetensors$/, async (route) => {
    answers += 1;
    const response = await route.fetch();
    const body = await response.body();
    if (answers === 1) body[1000] = (body[1000] ?? 0) ^ 255;
    await route.fulfill({ response, body });
  });
  await openLab(page);
  await press(page, 'Treinar');
  await expectState(page, 'pronto');
  expect(answers).toBe(2);
});

test('a worker that dies is noticed, told of, and replaced', async ({ page }) => {
  await openLab(page, '/laboratorio/treinar/?passos=5000');
  await press(page, 'Treinar');
  await expectStep(page, 2);
  const [worker] = page.workers();
  if (!worker) throw new Error('there is no worker');
  await worker.evaluate(() => self.close());
  await expect(alert(page)).toContainText('O processo que fazia as contas parou', PATIENCE);
  await expectState(page, 'erro');
  await press(page, 'Treinar');
  await expectStep(page, 1);
  await expectState(page, 'treinando');
});

test('a run that a reload cut short goes on to the very end that it would have had', async ({ page }) => {
  const address = '/laboratorio/treinar/?passos=40&semente=7';
  await openLab(page, address);
  await press(page, 'Treinar');
  await expectState(page, 'pronto');
  const uninterrupted = await lab(page).getAttribute('data-perda');
  expect(Number(uninterrupted)).toBeGreaterThan(0);

  await beforeWorker(page, restAt(3));
  await openLab(page, address);
  await press(page, 'Treinar');
  await expectStep(page, 3);
  await press(page, 'Pausar');
  await expectState(page, 'pausado');
  // Pausing keeps the run; the page says nothing of it, so it is the reload that waits.
  await expect.poll(() => checkpointSteps(page), PATIENCE).toBeGreaterThanOrEqual(3);
  await page.unrouteAll();
  await openLab(page, address);
  await press(page, 'Continuar o treino interrompido');
  await expectState(page, 'pronto');
  await expect(lab(page)).toHaveAttribute('data-passo', '40');
  await expect(lab(page)).toHaveAttribute('data-perda', uninterrupted ?? '');
});

test('blocked storage is told of, and the run goes on', async ({ page }) => {
  await beforeWorker(
    page,
    `Object.defineProperty(self, 'indexedDB', { get() { throw new DOMException('blocked', 'SecurityError'); } });
     ${restAt(1)}`,
  );
  await openLab(page);
  await press(page, 'Treinar');
  await expectStep(page, 1);
  await press(page, 'Pausar');
  await expect(page.getByText('O navegador não deixa este site guardar dados')).toBeVisible(PATIENCE);
  await press(page, 'Continuar');
  await expectState(page, 'pronto');
  await expect(lab(page)).toHaveAttribute('data-passo', '20');
});

test('the heap of WebAssembly stays as it is over a thousand steps', async ({ page }) => {
  await beforeWorker(
    page,
    `const Memory = WebAssembly.Memory;
     self.memories = [];
     WebAssembly.Memory = class extends Memory { constructor(d) { super(d); self.memories.push(this); } }`,
  );
  await openLab(page, '/laboratorio/treinar/?passos=1000&lote=2&posto=1');
  await press(page, 'Treinar');
  await expectStep(page, 150);
  const heap = (): Promise<number> | undefined =>
    page.workers()[0]?.evaluate(() => {
      const memories: unknown = Reflect.get(self, 'memories');
      return Array.isArray(memories)
        ? memories.reduce(
            (sum, memory) => sum + (memory instanceof WebAssembly.Memory ? memory.buffer.byteLength : 0),
            0,
          )
        : 0;
    });
  const before = await heap();
  expect(before).toBeGreaterThan(2 ** 20);
  await expectState(page, 'pronto');
  await expect(lab(page)).toHaveAttribute('data-passo', '1000');
  expect(await heap()).toBe(before);
});
