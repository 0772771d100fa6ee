/** Finds the browsers for the tests and the benchmarks, and installs them where it can. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

interface Browser {
  readonly name: string;
  /** Environment variable that points to one. */
  readonly variable: string;
  readonly commands: readonly string[];
  readonly macOs: readonly string[];
  readonly debianPackage: string;
}

const CHROMIUM: Browser = {
  name: 'Chromium',
  variable: 'CHROMIUM_PATH',
  commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  macOs: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  debianPackage: 'chromium',
};

const FIREFOX: Browser = {
  name: 'Firefox',
  variable: 'FIREFOX_PATH',
  commands: ['firefox', 'firefox-esr'],
  macOs: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  debianPackage: 'firefox-esr',
};

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

/** @throws Error when the browser's variable is set but no file is there */
function find({ variable, commands, macOs }: Browser): string | undefined {
  const asked = process.env[variable];
  if (asked) {
    if (!existsSync(asked)) throw new Error(`${variable} aponta para "${asked}", que não existe.`);
    return asked;
  }
  for (const command of commands) {
    const found = onPath(command);
    if (found) return found;
  }
  return macOs.find((path) => existsSync(path));
}

/**
 * Path of an installed Chromium: `CHROMIUM_PATH`, then Playwright's own, then the system's; undefined if there is none.
 * @throws Error when `CHROMIUM_PATH` is set but no file is there.
 */
export function findChromium(): string | undefined {
  const own = chromium.executablePath();
  return !process.env[CHROMIUM.variable] && own && existsSync(own) ? own : find(CHROMIUM);
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

function installWithApt({ name, debianPackage }: Browser): boolean {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return false;
  console.log(`Nenhum ${name} encontrado: instalando…`);
  tryRun('apt-get', ['update', '-qq']);
  return tryRun('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage]);
}

function howToInstall({ name, debianPackage, variable }: Browser): string {
  return `instale um ${name} (por exemplo, "sudo apt install ${debianPackage}") ou aponte ${variable} para ele.`;
}

/**
 * Path of a Chromium, installing one if the machine has none (apt as root, else Playwright's download).
 * @throws Error with one sentence on what to do when neither is possible.
 */
export function requireChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (!installWithApt(CHROMIUM)) tryRun('npx', ['playwright', 'install', 'chromium']);
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(`Os testes de navegador precisam de um navegador: ${howToInstall(CHROMIUM)}`);
}

/** Path of a Firefox, installing one with apt where that is possible; else undefined, after saying what to do. */
export function firefoxIfPossible(): string | undefined {
  const found = find(FIREFOX);
  if (found) return found;
  installWithApt(FIREFOX);
  const installed = find(FIREFOX);
  if (!installed) console.log(`Os testes no Firefox ficam de fora: ${howToInstall(FIREFOX)}`);
  return installed;
}
