/**
 * Lighthouse (mobile and desktop) on a page with formulas of the built site, as a static host serves it.
 * Run: npm run build && npm run bench:lighthouse [-- /aulas/19-peft/lora-matematica/]
 */
import lighthouse, { desktopConfig } from 'lighthouse';
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, requireChromium } from '../../../scripts/browser.ts';
import { serveFolder } from '../../../scripts/serve.ts';

const PORT = 4335;
const DEBUG_PORT = 4336;
const DEFAULT_PAGE = '/aulas/19-peft/lora-matematica/';
const path = process.argv[2] ?? DEFAULT_PAGE;

const server = await serveFolder('dist', '/', PORT);
const browser = await chromium.launch({
  executablePath: requireChromium(),
  args: [...CHROMIUM_FLAGS, `--remote-debugging-port=${DEBUG_PORT}`],
});
let perfect = true;
try {
  for (const [name, config] of [
    ['celular', undefined],
    ['computador', desktopConfig],
  ] as const) {
    const result = await lighthouse(
      `http://localhost:${PORT}${path}`,
      { port: DEBUG_PORT, logLevel: 'error' },
      config,
    );
    if (!result) throw new Error('O Lighthouse não devolveu resultado.');
    const { categories, audits } = result.lhr;
    const scores = Object.values(categories).map(
      ({ title, score }) => [title, Math.round((score ?? 0) * 100)] as const,
    );
    console.log(`${name}: ${scores.map(([title, score]) => `${title} ${score}`).join(' · ')}`);
    const metrics = [
      'first-contentful-paint',
      'largest-contentful-paint',
      'total-blocking-time',
      'cumulative-layout-shift',
    ];
    console.log(`  ${metrics.map((id) => `${audits[id]?.title}: ${audits[id]?.displayValue}`).join(' · ')}`);
    for (const { auditRefs } of Object.values(categories)) {
      for (const { id, weight } of auditRefs) {
        const audit = audits[id];
        if (weight > 0 && audit?.score !== null && (audit?.score ?? 1) < 0.9)
          console.log(`  − ${id}: ${audit?.title}`);
      }
    }
    perfect &&= scores.every(([, score]) => score === 100);
  }
} finally {
  await browser.close();
  server.close();
}
process.exitCode = perfect ? 0 : 1;
