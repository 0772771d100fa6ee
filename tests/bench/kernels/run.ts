/**
 * Times the same training step side by side in one Chromium: `npm run bench:kernels -- --help`.
 *
 * Every row has its own page and all stay open. After warming up, the rows take turns of a few steps, round after round,
 * so that whatever else the machine does hits all alike. Pages with one thread are served without cross-origin
 * isolation, as on most static hosts; pages with more are isolated, since threads need shared memory.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright';
import { chromium } from 'playwright';
import type { InlineConfig, Plugin, PreviewServer } from 'vite';
import { build, defaultClientConditions, preview } from 'vite';
import { CHROMIUM_FLAGS, requireChromium, SOFTWARE_WEBGPU_FLAGS } from '../../../scripts/browser.ts';
import { cpuMilliseconds, cpuSnapshot } from './cpu-time.ts';
import { LIMIT_FLOPS, stepFlops } from './flops.ts';
import type { ColdStart, Turn } from './page.ts';
import { markdownReport } from './report.ts';
import type { Measurement, MemoryMeasurement, Row } from './rows.ts';
import { LIMIT, LOSS_TOLERANCE, OWN, pace, rowName, selectRows } from './rows.ts';
import { SETTINGS } from './setting.ts';
import type { SharedMemory } from './sharing.ts';

const HELP = `Compara, no mesmo Chromium, o passo de treino do Ajuste Fino com o TensorFlow.js e o jax-js.

Uso: npm run bench:kernels -- [opções]

  --settings S,M     tamanhos medidos (padrão: S,M)
  --webgpu S         tamanhos medidos também no WebGPU; "nenhum" desliga (padrão: S; sem GPU, é muito lento)
  --only TEXTO       só as linhas cujo nome contém TEXTO (por exemplo: tfjs, tuned, "wasm 2")
  --quick            poucas repetições, para conferir que tudo funciona
  --json             só as linhas JSON, sem a tabela
  --help             mostra esta ajuda

Cada medição sai como uma linha JSON; no fim, uma tabela em Markdown.
`;

interface OpenRow {
  row: Row;
  page: Page;
  cold: ColdStart;
  wall: number[];
  cpu: number[];
  losses: number[];
}

/** Isolates the pages that ask for threads; every other file may be loaded by them. */
const isolation: Plugin = {
  name: 'isolate-threaded-pages',
  configurePreviewServer(server) {
    server.middlewares.use((request, response, next) => {
      const isDocument = request.url?.startsWith('/page.html') ?? false;
      const threaded = request.url?.includes('isolated') ?? false;
      response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
      if (!isDocument || threaded) response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
      if (isDocument && threaded) response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      next();
    });
  },
};

async function serve(outDir: string): Promise<PreviewServer> {
  const shared: InlineConfig = {
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    // ONNX Runtime's WebAssembly stays in files of its own, so that its threads can start from them.
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  };
  const output = {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    // TensorFlow.js starts its threads from the text of a function, which minified names would break.
    minify: false,
    rolldownOptions: { input: join(import.meta.dirname, 'page.html') },
  };
  await build({ ...shared, build: output });
  return preview({
    ...shared,
    build: output,
    plugins: [isolation],
    preview: { port: 0, host: '127.0.0.1' },
  });
}

function addressOf(server: PreviewServer): string {
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('O servidor local do comparativo não informou o seu endereço.');
  return address;
}

/** Opens a row's page and runs its first step. */
async function openRow(page: Page, address: string, row: Row): Promise<OpenRow> {
  page.setDefaultTimeout(0);
  // TensorFlow.js starts at most half as many threads as the machine reports, jax-js as many: ask both for the same.
  const reported = row.peer.startsWith('tfjs') ? 2 * row.threads : row.threads;
  await page.addInitScript((count) => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => count });
  }, reported);
  await page.goto(`${address}page.html${row.threads > 1 ? '?isolated' : ''}`);
  await page.waitForFunction(() => 'bench' in globalThis);
  const { peer, setting, backend, threads } = row;
  const failed = new Promise<never>((_, reject) => page.once('pageerror', reject));
  const start = page.evaluate(([name, size, placement]) => globalThis.bench.start(name, size, placement), [
    peer,
    setting,
    { backend, threads },
  ] as const);
  const cold = await Promise.race([start, failed]);
  return { row, page, cold, wall: [], cpu: [], losses: [cold.loss] };
}

/** Measures on a page of its own, since a heap never shrinks. */
async function measureMemory(page: Page, address: string, setting: 'S' | 'M'): Promise<MemoryMeasurement> {
  await page.goto(`${address}page.html`);
  await page.waitForFunction(() => 'bench' in globalThis);
  const shared: SharedMemory = await page.evaluate((size) => globalThis.bench.memory(size), setting);
  await page.close();
  const result = { kind: 'memory', setting, ...shared } as const;
  console.log(JSON.stringify(result));
  return result;
}

async function takeTurn(open: OpenRow, steps: number, browserPid: number, measured: boolean): Promise<void> {
  const before = cpuSnapshot(browserPid);
  const turn: Turn = await open.page.evaluate((count) => globalThis.bench.run(count), steps);
  const cpu = cpuMilliseconds(before, cpuSnapshot(browserPid));
  open.losses.push(...turn.losses);
  if (!measured) return;
  open.wall.push(...turn.wall);
  open.cpu.push(cpu / steps);
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** Largest relative difference between the losses of a row and of the reference, over the steps that both took. */
function lossError(row: OpenRow, reference: OpenRow | undefined): number | null {
  if (row.row.peer === LIMIT || !reference) return null;
  const errors = row.losses.slice(0, reference.losses.length).map((loss, i) => {
    const expected = reference.losses[i] ?? Number.NaN;
    return Math.abs(loss - expected) / Math.abs(expected);
  });
  return Math.max(...errors);
}

function measurement(open: OpenRow, reference: OpenRow | undefined): Measurement {
  const { peer, setting } = open.row;
  const flops = peer === LIMIT ? LIMIT_FLOPS : stepFlops(SETTINGS[setting]);
  return {
    kind: 'step',
    ...open.row,
    wallMin: Math.min(...open.wall),
    wallMedian: median(open.wall),
    cpuMedian: median(open.cpu),
    gflops: flops / Math.min(...open.wall) / 1e6,
    cold: open.cold.milliseconds,
    steps: open.wall.length,
    firstLoss: open.cold.loss,
    lossError: lossError(open, reference),
    ...(open.cold.details && { details: open.cold.details }),
  };
}

/** @throws Error when an option is not understood */
function readOptions() {
  const { values } = parseArgs({
    options: {
      settings: { type: 'string', default: 'S,M' },
      webgpu: { type: 'string', default: 'S' },
      only: { type: 'string', default: '' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return { ...values, groups: values.help ? [] : selectRows(values) };
}

async function measure({ groups, quick, json }: ReturnType<typeof readOptions>): Promise<number> {
  const outDir = mkdtempSync(join(tmpdir(), 'bench-kernels-'));
  const server = await serve(outDir);
  const browserServer = await chromium.launchServer({
    executablePath: requireChromium(),
    args: [...CHROMIUM_FLAGS, ...SOFTWARE_WEBGPU_FLAGS],
  });
  const measurements: Measurement[] = [];
  const memory: MemoryMeasurement[] = [];
  try {
    const browserPid = browserServer.process().pid ?? 0;
    const address = addressOf(server);
    const browser = await chromium.connect(browserServer.wsEndpoint());
    for (const rows of groups) {
      const first = rows.find(({ peer }) => peer === OWN);
      if (first?.backend === 'wasm')
        memory.push(await measureMemory(await browser.newPage(), address, first.setting));
      const { warmUp, rounds, steps } = pace(rows, quick);
      const open: OpenRow[] = [];
      for (const row of rows) open.push(await openRow(await browser.newPage(), address, row));
      for (const one of open) await takeTurn(one, warmUp, browserPid, false);
      for (let round = 0; round < rounds; round++) {
        for (const one of open) await takeTurn(one, steps, browserPid, true);
      }
      const reference = open.find(({ row }) => row.peer !== LIMIT);
      for (const one of open) {
        const result = measurement(one, reference);
        console.log(JSON.stringify(result));
        measurements.push(result);
        await one.page.evaluate(() => globalThis.bench.stop());
        await one.page.close();
      }
    }
    if (!json) console.log(`\n${markdownReport(measurements, memory, browser.version())}`);
  } finally {
    await browserServer.close();
    await server.close();
    rmSync(outDir, { recursive: true, force: true });
  }
  const wrong = measurements.filter(({ lossError }) => lossError !== null && !(lossError <= LOSS_TOLERANCE));
  for (const row of wrong) {
    console.error(`${rowName(row)}: a perda difere da primeira linha em ${row.lossError} (relativo).`);
  }
  return wrong.length ? 1 : 0;
}

async function main(): Promise<number> {
  let options: ReturnType<typeof readOptions>;
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    return 2;
  }
  if (!options.help) return measure(options);
  console.log(HELP);
  return 0;
}

process.exitCode = await main();
