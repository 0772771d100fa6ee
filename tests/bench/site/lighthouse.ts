/**
 * Lighthouse (phone and computer) on one page of each kind of the built site, as a static host serves it: one JSON line
 * a page and device. Run: npm run build && npm run bench:lighthouse [-- /aulas/19-peft/lora-matematica/]
 */
import lighthouse, { desktopConfig } from 'lighthouse';
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, requireChromium } from '../../../scripts/browser.ts';
import { serveFolder } from '../../../scripts/serve.ts';

const PORT = 4335;
const DEBUG_PORT = 4336;
const KINDS = [
  '/',
  '/aulas/19-peft/lora-matematica/',
  '/glossario/lora/',
  '/questoes/',
  '/laboratorio/memoria/',
  '/laboratorio/treinar/',
];
const DEVICES = [
  ['celular', undefined],
  ['computador', desktopConfig],
] as const;
const METRICS = {
  firstContentfulPaintMs: 'first-contentful-paint',
  largestContentfulPaintMs: 'largest-contentful-paint',
  totalBlockingTimeMs: 'total-blocking-time',
  cumulativeLayoutShift: 'cumulative-layout-shift',
} as const;

const asked = process.argv.slice(2);
const server = await serveFolder('dist', '/', PORT);
const browser = await chromium.launch({
  executablePath: requireChromium(),
  args: [...CHROMIUM_FLAGS, `--remote-debugging-port=${DEBUG_PORT}`],
});
try {
  for (const page of asked.length > 0 ? asked : KINDS) {
    for (const [device, config] of DEVICES) {
      const url = `http://localhost:${PORT}${page}`;
      const result = await lighthouse(url, { port: DEBUG_PORT, logLevel: 'error' }, config);
      if (!result) throw new Error('O Lighthouse não devolveu resultado.');
      const { categories, audits } = result.lhr;
      const scores = Object.values(categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]);
      const metrics = Object.entries(METRICS).map(([name, id]) => {
        const value = audits[id]?.numericValue ?? null;
        return [name, value === null || name === 'cumulativeLayoutShift' ? value : Math.round(value)];
      });
      const weighed = Object.values(categories).flatMap(({ auditRefs }) => auditRefs);
      const below = weighed.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9);
      const faults = [...new Set(below.map(({ id }) => id))];
      const line = {
        kind: 'lighthouse',
        page,
        device,
        ...Object.fromEntries([...scores, ...metrics]),
        faults,
      };
      console.log(JSON.stringify(line));
    }
  }
} finally {
  await browser.close();
  server.close();
}
