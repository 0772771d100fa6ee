/** Renews the screenshot of the README from the built site. Run: npm run build && node tests/bench/site/screenshot.ts */
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, requireChromium } from '../../../scripts/browser.ts';
import { serveFolder } from '../../../scripts/serve.ts';

const PORT = 4337;
const server = await serveFolder('dist', '/', PORT);
const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_FLAGS });
const page = await browser.newPage({ viewport: { width: 1200, height: 680 }, colorScheme: 'light' });
await page.goto(`http://localhost:${PORT}/`);
await page.screenshot({ path: 'docs/inicio.png' });
await browser.close();
server.close();
