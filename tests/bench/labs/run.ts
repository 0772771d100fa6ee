/**
 * How fast a reader gets to train: `npm run bench:labs -- --help`. Runs the built site in Chromium, first with empty
 * caches, then again in the same profile, and prints one JSON line a visit.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { type BrowserContext, chromium, type Page, type Request } from 'playwright';
import { CHROMIUM_FLAGS, requireChromium, SOFTWARE_WEBGPU_FLAGS } from '../../../scripts/browser.ts';
import { serveFolder } from '../../../scripts/serve.ts';
import { cpuMilliseconds, cpuOfPages, cpuSnapshot } from '../kernels/cpu-time.ts';

const HELP = `Mede o laboratório "Treine um adaptador" no site construído (rode "npm run build" antes).

Uso: npm run bench:labs -- [opções]

  --steps N        passos do treino (padrão: os do laboratório, 300)
  --device D       auto, wasm ou webgpu (padrão: auto); webgpu usa um adaptador por software, muito lento
  --query TEXTO    mais parâmetros do permalink, como "metodo=prefix&lote=4"
  --later N        visitas seguintes, com o cache cheio (padrão: 2)
  --dist PASTA     site construído na raiz (padrão: dist)
  --port N         porta do servidor (padrão: 4399)

Cada linha: do clique ao primeiro passo e o treino inteiro, em ms de relógio; ms de CPU do navegador
todo, e da página e do worker até o primeiro passo e até o fim; quadros por segundo e tarefas de mais de 50 ms na página durante o treino;
bytes antes do clique (só runtime, modelo e worker) e depois dele. A penúltima linha diz em quantos ms a página obedece
a Pausar, Continuar e Parar; a última soma os arquivos da primeira visita em brotli máximo, como os enviaria o melhor
servidor.`;

/** What only a run needs; a page that has not started one must not have asked for it. */
const OF_RUNS = /\.wasm$|\/modelos\/|\/_astro\/(worker|ort)[^/]*\.js$/;

type Visit = 'primeira' | 'seguinte';

interface Options {
  readonly address: string;
  readonly device: string;
  readonly browserPid: number;
}

/** What the page saw of a run. */
interface Seen {
  readonly clickToFirstStepMs: number;
  readonly trainMs: number;
  readonly steps: number;
  readonly fps: number;
  readonly slowestFrameMs: number;
  readonly longTasks: number;
  readonly state: string;
}

/** Presses the button and watches the lab until it ends; runs in the page. */
async function pressAndWatch(): Promise<Seen> {
  const root = document.querySelector('[data-laboratorio="treinar"]');
  const button = [...document.querySelectorAll('button')].find(
    ({ textContent }) => textContent === 'Treinar',
  );
  if (!root || !button) throw new Error('Não há laboratório nesta página.');
  let longTasks = 0;
  const tasks = new PerformanceObserver((list) => {
    longTasks += list.getEntries().length;
  });
  const frames: number[] = [];
  let watching = false;
  const frame = (now: number): void => {
    if (watching) frames.push(now);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const start = performance.now();
  let firstStep = 0;
  const ended = new Promise<string>((resolve) => {
    const look = (): void => {
      const state = root.getAttribute('data-estado') ?? '';
      if (!firstStep && Number(root.getAttribute('data-passo')) >= 1) {
        firstStep = performance.now();
        watching = true;
        tasks.observe({ type: 'longtask' });
      }
      if (firstStep || state === 'erro') if (state === 'pronto' || state === 'erro') resolve(state);
    };
    new MutationObserver(look).observe(root, { attributes: true });
  });
  button.click();
  const state = await ended;
  const end = performance.now();
  tasks.disconnect();
  const gaps = frames.slice(1).map((now, i) => now - (frames[i] ?? now));
  return {
    state,
    clickToFirstStepMs: Math.round(firstStep - start),
    trainMs: Math.round(end - firstStep),
    steps: Number(root.getAttribute('data-passo')),
    fps: Number(((1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)).toFixed(1)),
    slowestFrameMs: Math.round(Math.max(0, ...gaps)),
    longTasks,
  };
}

/** Size of the files together, as the best static host would send them. Takes half a minute. */
function brotliBytes(dist: string, paths: Iterable<string>): number {
  let bytes = 0;
  for (const path of paths) {
    const file = join(dist, path);
    if (existsSync(file)) bytes += brotliCompressSync(readFileSync(file)).length;
  }
  return bytes;
}

function rounded({ page, worker }: { page: number; worker: number }) {
  return { page: Math.round(page), worker: Math.round(worker) };
}

async function transferred(requests: readonly Request[]): Promise<number> {
  const sizes = await Promise.all(requests.map((request) => request.sizes().catch(() => undefined)));
  return sizes.reduce((sum, size) => sum + Math.max(0, size?.responseBodySize ?? 0), 0);
}

/** @returns paths of the files that came after the click */
async function measureVisit(context: BrowserContext, visit: Visit, options: Options): Promise<Set<string>> {
  const { address, device, browserPid } = options;
  const page: Page = await context.newPage();
  const requests: Request[] = [];
  const watch = (request: Request) => void requests.push(request);
  context.on('requestfinished', watch);
  await page.goto(address);
  if (device !== 'auto') await page.getByLabel('Calcular com').selectOption(device);
  await page.waitForSelector('button[aria-disabled="false"] >> text="Treinar"');
  await page.waitForLoadState('networkidle');
  const bytesBefore = await transferred(requests.splice(0).filter((request) => OF_RUNS.test(request.url())));
  const cpu = cpuSnapshot(browserPid);
  const watching = page.evaluate(pressAndWatch);
  await page.waitForFunction(
    () => Number(document.querySelector('[data-laboratorio="treinar"]')?.getAttribute('data-passo')) >= 1,
  );
  const toFirstStep = rounded(cpuOfPages(cpu, cpuSnapshot(browserPid)));
  const seen = await watching;
  const cpuAfter = cpuSnapshot(browserPid);
  const cpuMs = {
    browser: Math.round(cpuMilliseconds(cpu, cpuAfter)),
    toFirstStep,
    toEnd: rounded(cpuOfPages(cpu, cpuAfter)),
  };
  const chosen = await page.locator('[data-laboratorio="treinar"]').getAttribute('data-dispositivo');
  await page.waitForLoadState('networkidle');
  context.off('requestfinished', watch);
  const bytesAfter = await transferred(requests);
  const perStep = Number((seen.trainMs / Math.max(1, seen.steps - 1)).toFixed(1));
  const report = {
    kind: 'lab',
    visit,
    device: chosen,
    ...seen,
    msPerStep: perStep,
    cpuMs,
    bytesBefore,
    bytesAfter,
  };
  console.log(JSON.stringify(report));
  await page.close();
  return new Set(requests.map((request) => new URL(request.url()).pathname));
}

/** How long the reader's hand takes to be obeyed in the middle of a run, in milliseconds. */
async function controls(context: BrowserContext, { address, device }: Options): Promise<void> {
  const page = await context.newPage();
  await page.goto(address);
  if (device !== 'auto') await page.getByLabel('Calcular com').selectOption(device);
  await page.waitForSelector('button[aria-disabled="false"] >> text="Treinar"');
  const report = await page.evaluate(async () => {
    const root = document.querySelector('[data-laboratorio="treinar"]');
    if (!root) throw new Error('Não há laboratório nesta página.');
    const until = (done: () => boolean): Promise<number> =>
      new Promise((resolve) => {
        const start = performance.now();
        const watch = new MutationObserver(() => {
          if (!done()) return;
          watch.disconnect();
          resolve(Math.round(performance.now() - start));
        });
        watch.observe(root, { attributes: true });
      });
    const press = (name: string): void => {
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)?.click();
    };
    const isIn = (state: string) => (): boolean => root.getAttribute('data-estado') === state;
    const obeyed = (name: string, state: string): Promise<number> => {
      const waited = until(isIn(state));
      press(name);
      return waited;
    };
    press('Treinar');
    await until(() => Number(root.getAttribute('data-passo')) >= 20);
    return {
      pause: await obeyed('Pausar', 'pausado'),
      resume: await obeyed('Continuar', 'treinando'),
      stop: await obeyed('Parar', 'pronto'),
    };
  });
  console.log(JSON.stringify({ kind: 'controls', ...report }));
  await page.close();
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      steps: { type: 'string' },
      device: { type: 'string', default: 'auto' },
      query: { type: 'string', default: '' },
      later: { type: 'string', default: '2' },
      dist: { type: 'string', default: 'dist' },
      port: { type: 'string', default: '4399' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { dist, device } = values;
  if (!existsSync(join(dist, 'laboratorio/treinar/index.html'))) {
    console.error(`Não há site construído em "${dist}": rode "npm run build" antes.`);
    return 2;
  }
  const server = await serveFolder(dist, '/', Number(values.port));
  const args = [...CHROMIUM_FLAGS, ...(device === 'webgpu' ? SOFTWARE_WEBGPU_FLAGS : [])];
  const browserServer = await chromium.launchServer({ executablePath: requireChromium(), args });
  try {
    const browser = await chromium.connect(browserServer.wsEndpoint());
    // The service worker fetches pages for later beside the run, which is not what is measured.
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const query = new URLSearchParams(values.query);
    if (values.steps) query.set('passos', values.steps);
    const address = `http://localhost:${values.port}/laboratorio/treinar/?${query}`;
    const options = { address, device, browserPid: browserServer.process().pid ?? 0 };
    const paths = await measureVisit(context, 'primeira', options);
    for (let i = 0; i < Number(values.later); i++) await measureVisit(context, 'seguinte', options);
    await controls(context, options);
    const brotliBytesAfter = brotliBytes(dist, paths);
    console.log(JSON.stringify({ kind: 'fetched', device, files: paths.size, brotliBytesAfter }));
  } finally {
    await browserServer.close();
    server.close();
  }
  return 0;
}

process.exitCode = await main();
