/** Finds a Chromium for the browser tests and the benchmarks, and installs one where it can. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MACOS_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Flags that keep Chromium quiet and let it run as root in a container. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Flags that give a software WebGPU adapter on machines without a GPU. */
export const SOFTWARE_WEBGPU_FLAGS = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];

function onPath(name: string): string | undefined {
  const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout?.trim();
  return found || undefined;
}

/**
 * Path of an installed Chromium: `CHROMIUM_PATH`, then Playwright's own, then the system's; undefined if there is none.
 * @throws Error when `CHROMIUM_PATH` is set but no file is there.
 */
export function findChromium(): string | undefined {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked) {
    if (!existsSync(asked)) throw new Error(`CHROMIUM_PATH aponta para "${asked}", que não existe.`);
    return asked;
  }
  const own = chromium.executablePath();
  if (own && existsSync(own)) return own;
  for (const name of SYSTEM_NAMES) {
    const found = onPath(name);
    if (found) return found;
  }
  return MACOS_PATHS.find((path) => existsSync(path));
}

function tryRun(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * Path of a Chromium, installing one if the machine has none (apt as root, else Playwright's download).
 * @throws Error with one sentence on what to do when neither is possible.
 */
export function requireChromium(): string {
  const found = findChromium();
  if (found) return found;
  console.log('Nenhum Chromium encontrado: instalando…');
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    tryRun('apt-get', ['update', '-qq']);
    tryRun('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  } else {
    tryRun('npx', ['playwright', 'install', 'chromium']);
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    'Os testes de navegador precisam de um Chromium: instale um (por exemplo, "sudo apt install chromium") ou aponte CHROMIUM_PATH para ele.',
  );
}
