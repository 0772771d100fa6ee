import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, requireChromium } from './scripts/browser.ts';
import { SITES } from './tests/browser/sites.ts';

/** Browser tests run against the built site (`npm run build`), as a static host would serve it. */
export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  reporter: [['dot'], ['./tests/browser/skipped.ts']],
  forbidOnly: true,
  // What goes wrong shows as a state, never as a moment: a busy machine may take its time.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: {
    baseURL: SITES.root.origin,
    locale: 'pt-BR',
    // Only the tests of the offline site want it: elsewhere it would fetch the whole site once a test.
    serviceWorkers: 'block',
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: requireChromium(), args: CHROMIUM_FLAGS },
  },
  webServer: Object.values(SITES).map(({ folder, base, port, origin }) => ({
    command: `node scripts/serve.ts ${folder} ${base} ${port}`,
    url: `${origin}${base}`,
    reuseExistingServer: false,
  })),
});
