import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_FLAGS, findChromium, SOFTWARE_WEBGPU_FLAGS } from './scripts/browser.ts';

/** onnxruntime starts slowly on a busy machine, and a golden case is twenty training steps. */
const PATIENCE = { testTimeout: 300_000, hookTimeout: 300_000 };

function chromium(args: readonly string[]) {
  const executablePath = findChromium();
  return playwright({
    launchOptions: { ...(executablePath && { executablePath }), args: [...CHROMIUM_FLAGS, ...args] },
  });
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts', 'tests/golden/*.test.ts', 'tests/fuzz/*.test.ts'],
          ...PATIENCE,
        },
      },
      {
        test: {
          name: 'firefox',
          environment: 'node',
          include: ['tests/firefox/*.test.ts'],
          ...PATIENCE,
        },
      },
      {
        // Its module finds its .wasm beside itself, so it must not be moved by pre-bundling.
        optimizeDeps: { exclude: ['onnxruntime-web'] },
        test: {
          name: 'chromium',
          include: ['tests/golden/browser/*.test.ts'],
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: chromium(SOFTWARE_WEBGPU_FLAGS),
            instances: [{ browser: 'chromium' }],
          },
          ...PATIENCE,
        },
      },
    ],
  },
});
