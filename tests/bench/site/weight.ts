/**
 * What a first visit to each kind of page of the built site fetches in Chromium, as a compressing host sends it: one JSON
 * line a page, in bytes. Run: npm run build && npm run bench:weight
 */
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, requireChromium } from '../../../scripts/browser.ts';
import { serveFolder } from '../../../scripts/serve.ts';

const PORT = 4337;
const KINDS = [
  '/',
  '/aulas/19-peft/',
  '/aulas/19-peft/lora-matematica/',
  '/aulas/19-peft/cenario/',
  '/glossario/',
  '/glossario/lora/',
  '/questoes/',
  '/laboratorio/memoria/',
  '/laboratorio/treinar/',
];

const server = await serveFolder('dist', '/', PORT);
const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_FLAGS });
try {
  for (const page of KINDS) {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const tab = await context.newPage();
    const bytes: Record<string, number> = {};
    const pending: Promise<void>[] = [];
    tab.on('requestfinished', (request) => {
      const add = async (): Promise<void> => {
        const { responseBodySize } = await request.sizes();
        const type = request.resourceType();
        bytes[type] = (bytes[type] ?? 0) + responseBodySize;
      };
      pending.push(add());
    });
    await tab.goto(`http://localhost:${PORT}${page}`, { waitUntil: 'networkidle' });
    await Promise.all(pending);
    const total = Object.values(bytes).reduce((sum, size) => sum + size, 0);
    console.log(JSON.stringify({ kind: 'weight', page, total, ...bytes }));
    await context.close();
  }
} finally {
  await browser.close();
  server.close();
}
