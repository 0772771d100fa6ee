/**
 * How long a search takes and how much it fetches, in a Chromium, on the built site and on a generated one.
 * First: from the key that opens the dialog to the drawn results. Later: from a query typed to its drawn results.
 * Every visit is a first one; in half of them the search begins while the copy for offline use is being fetched.
 * Run: npm run build && npm run bench:search [-- 1000] (the generated site is built into .cache/bench-search)
 */
import { resolve } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { CHROMIUM_FLAGS, requireChromium } from '../../../scripts/browser.ts';
import { serveFolder } from '../../../scripts/serve.ts';
import { build, generateSite } from '../site/generated.ts';

const PORT = 4341;
const VISITS = 8;
/** The service worker begins to fetch 3 s after the page. */
const INSTALLING_MS = 3300;
const FIRST = 'quantizacao';
const LATER = [
  'lora',
  'o que é posto',
  'diferença entre lora e qlora',
  'finetunning',
  'delta w = ba',
  '65b memoria',
  'esquecimento catastrofico',
  'banco nega emprestimo decisao automatizada',
  'otimisador paginado',
  'laboratorio de memoria',
];
const sections = Number(process.argv[2] ?? 1000);

interface Visit {
  first: number;
  later: number[];
  /** Bytes on the wire since the dialog was asked for, until all results had been drawn. */
  bytes: number;
}

/** Runs inside the page: opens the dialog, types, and waits for the drawn list. */
async function measureInPage({ first, later }: { first: string; later: string[] }) {
  const drawn = () =>
    new Promise<void>((done) => {
      const look = () => {
        const isReady = document.querySelector('dialog ol[data-pronto] > li') !== null;
        if (isReady) done();
        else setTimeout(look, 0);
      };
      look();
    });
  const type = (input: HTMLInputElement, text: string) => {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const start = performance.now();
  document.dispatchEvent(new KeyboardEvent('keydown', { key: '/' }));
  const input = await new Promise<HTMLInputElement>((done) => {
    const look = () => {
      const found = document.querySelector<HTMLInputElement>('dialog[open] input[type="search"]');
      if (found) done(found);
      else setTimeout(look, 0);
    };
    look();
  });
  type(input, first);
  await drawn();
  const firstTime = performance.now() - start;
  const laterTimes: number[] = [];
  for (const query of later) {
    await new Promise((rest) => setTimeout(rest, 100));
    const typed = performance.now();
    type(input, query);
    await drawn();
    laterTimes.push(performance.now() - typed);
  }
  return { first: firstTime, later: laterTimes };
}

async function visit(browser: Browser, waitMs: number): Promise<Visit> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://localhost:${PORT}/aulas/`, { waitUntil: 'networkidle' });
  await page.waitForTimeout(waitMs);
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  let bytes = 0;
  client.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const times = await page.evaluate(measureInPage, { first: FIRST, later: LATER });
  await page.waitForLoadState('networkidle');
  await context.close();
  return { ...times, bytes };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

async function measureSite(name: string, folder: string): Promise<void> {
  const server = await serveFolder(folder, '/', PORT);
  const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_FLAGS });
  const visits: Visit[] = [];
  try {
    for (let count = 0; count < VISITS; count++)
      visits.push(await visit(browser, (count % 2) * INSTALLING_MS));
  } finally {
    await browser.close();
    server.close();
  }
  const first = visits.map((each) => each.first);
  const later = visits.flatMap((each) => each.later);
  const kilobytes = Math.max(...visits.map(({ bytes }) => bytes)) / 1000;
  const round = (value: number): number => Number(value.toFixed(1));
  console.log(
    JSON.stringify({
      kind: 'search',
      site: name,
      firstBestMs: round(Math.min(...first)),
      firstMedianMs: round(quantile(first, 0.5)),
      laterMedianMs: round(quantile(later, 0.5)),
      later90Ms: round(quantile(later, 0.9)),
      kilobytes: round(kilobytes),
      searches: 1 + LATER.length,
    }),
  );
}

const generated = resolve(`.cache/bench-search/${sections}`);
generateSite(generated, sections);
const { seconds, pages } = build(generated);
console.log(`site gerado: ${pages} páginas em ${seconds.toFixed(0)} s`);
await measureSite('site real', 'dist');
await measureSite(`site gerado, ${sections} seções`, `${generated}/dist`);
