/** The site without a network, and from one version to the next. */

import { globSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { serveFolder } from '../../scripts/serve.ts';
import { manifestOf, workerScript } from '../../src/offline/integration.ts';
import { expectState, expectStep, LAB, lab, openLab, PATIENCE, press } from './runtime.ts';
import { SITES } from './sites.ts';

test.use({ serviceWorkers: 'allow' });
test.slow();

const PORT = SITES.root.port + 50;

/** Waits until the reading part is kept and the worker answers for the page. */
async function visitOnce(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.evaluate(async () => {
    const { serviceWorker } = navigator;
    await serviceWorker.ready;
    if (serviceWorker.controller) return;
    await new Promise((resolve) =>
      serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
  });
}

for (const site of Object.values(SITES)) {
  test(`reads lessons, glossary and questions without a network under ${site.base}`, async ({
    page,
    context,
  }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await visitOnce(page, `${site.origin}${site.base}`);
    await context.setOffline(true);
    for (const [path, heading] of [
      ['aulas/19-peft/lora-matematica/', /LoRA/],
      ['glossario/lora/', 'adaptação de baixo posto'],
      ['questoes/', /questões/i],
    ] as const) {
      await page.goto(`${site.origin}${site.base}${path}`);
      await expect(page.locator('h1')).toHaveText(heading);
    }
    await page.goto(`${site.origin}${site.base}nao-existe/`);
    await expect(page.locator('h1')).toHaveText('Esta página não está guardada neste aparelho.');
    expect(errors).toEqual([]);
  });
}

test('searches without a network', async ({ page, context }) => {
  await visitOnce(page, SITES.root.origin);
  await context.setOffline(true);
  await page.goto(`${SITES.root.origin}/glossario/`);
  await page.keyboard.press('/');
  await page.getByRole('searchbox').last().fill('posto');
  await expect(page.getByRole('dialog').getByText('Posto').first()).toBeVisible();
});

test.describe('training', () => {
  // A port each: the origin must be the same when the network comes back.
  test.describe.configure({ timeout: 900_000 });
  const FEW = `${LAB}&lote=4`;
  let server: Server | undefined;

  /** A host whose files the browser's own cache may not keep: what works without it, the site has kept. */
  async function connect(port: number): Promise<void> {
    server = await serveFolder(SITES.root.folder, '/', port, { 'Cache-Control': 'no-store' });
  }

  async function disconnect(): Promise<void> {
    const open = server;
    server = undefined;
    open?.closeAllConnections();
    if (open) await new Promise((resolve) => open.close(resolve));
  }

  test.afterEach(disconnect);

  /** Trains the short run. @returns its last loss, to the last digit */
  async function train(page: Page): Promise<string> {
    await press(page, 'Treinar');
    await expectState(page, 'pronto');
    await expect(lab(page)).toHaveAttribute('data-passo', '20');
    return (await lab(page).getAttribute('data-perda')) ?? '';
  }

  /** Starts the run and waits for its first step. */
  async function begin(page: Page): Promise<void> {
    await press(page, 'Treinar');
    await expectStep(page, 1);
  }

  test('what a first visit fetched trains without a network, to the same loss', async ({ page }) => {
    const here = `http://localhost:${PORT + 1}`;
    await connect(PORT + 1);
    // Before the service worker is there: it learns of the laboratory's script later.
    await openLab(page, here + FEW);
    const loss = await train(page);
    expect(Number(loss)).toBeGreaterThan(0);
    await expect.poll(() => keptScripts(page), PATIENCE).toHaveLength(1);
    await disconnect();
    await openLab(page, here + FEW);
    expect(await train(page)).toBe(loss);
  });

  test('a lab never used says so without a network, and a damaged model is fetched when there is one', async ({
    page,
  }) => {
    const here = `http://localhost:${PORT + 2}`;
    const alert = page.getByRole('alert').first();
    await connect(PORT + 2);
    await visitOnce(page, here);
    await disconnect();
    await openLab(page, here + FEW);
    await expect(page.getByText('parâmetros treináveis').first()).toBeVisible();
    await press(page, 'Treinar');
    await expect(alert).toContainText('O programa que faz as contas não chegou a este aparelho.', PATIENCE);
    await expect(alert).toContainText('Confira a conexão');
    await expectState(page, 'erro');
    await connect(PORT + 2);
    await begin(page);

    await damageKeptModel(page);
    await disconnect();
    await openLab(page, here + FEW);
    await press(page, 'Treinar');
    await expect(alert).toContainText('O download de model.safetensors foi interrompido', PATIENCE);
    await connect(PORT + 2);
    await begin(page);
    await disconnect();
    await openLab(page, here + FEW);
    await begin(page);
  });

  for (const [visit, port] of [
    ['first', PORT + 3],
    ['later', PORT + 4],
  ] as const)
    test(`a slow download shows how far it is, and one that breaks in the middle is tried again (${visit} visit)`, async ({
      page,
    }) => {
      let cut = () => {};
      const held = new Promise<void>((resolve) => {
        cut = resolve;
      });
      let broken = 0;
      let half = Number.POSITIVE_INFINITY;
      // Passes the site on, but holds the first .wasm half-way and then breaks the connection.
      server = createServer(async (request, response) => {
        const answer = await fetch(SITES.root.origin + request.url);
        const body = Buffer.from(await answer.arrayBuffer());
        const type = answer.headers.get('content-type') ?? '';
        response.writeHead(answer.status, { 'Content-Type': type, 'Content-Length': body.length });
        if (!request.url?.endsWith('.wasm') || broken++ > 0) {
          response.end(body);
          return;
        }
        half = Math.floor(body.length / 2);
        response.write(body.subarray(0, half));
        await held;
        response.destroy();
      });
      await new Promise<void>((resolve) => server?.listen(port, 'localhost', resolve));
      const here = `http://localhost:${port}`;
      // The service worker is there before the laboratory asks for anything.
      if (visit === 'later') await visitOnce(page, here);
      await openLab(page, here + FEW);
      await press(page, 'Treinar');
      const bar = page.getByRole('progressbar', { name: 'Baixando o programa e o modelo' });
      const loaded = () => bar.evaluate((one) => (one instanceof HTMLProgressElement ? one.value : 0));
      await expect.poll(async () => (await loaded()) >= half, PATIENCE).toBe(true);
      cut();
      const alert = page.getByRole('alert').first();
      await expect(alert).toContainText(/\.wasm foi interrompido \([1-9][\d,]* MB de 14,2 MB\)/, PATIENCE);
      await begin(page);
      expect(broken).toBe(2);
    });
});

/** Scripts of laboratories that the service worker keeps. */
function keptScripts(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const keys = await Promise.all(
      (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
    );
    return keys.flat().flatMap(({ url }) => (url.includes('/_astro/worker-') ? [url] : []));
  });
}

/** Everything that the browser keeps of the site, sorted. */
function keptKeys(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const keys = await Promise.all(caches_.map((cache) => cache.keys()));
    return keys.flatMap((list) => list.map(({ url }) => url)).sort();
  });
}

/** Changes a byte of the model that the browser keeps. */
async function damageKeptModel(page: Page): Promise<void> {
  const damaged = await page.evaluate(async () => {
    let count = 0;
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (!request.url.includes('/base/model.safetensors')) continue;
        const bytes = new Uint8Array(
          (await (await cache.match(request))?.arrayBuffer()) ?? new ArrayBuffer(),
        );
        bytes[1000] = (bytes[1000] ?? 0) ^ 255;
        await cache.put(request, new Response(bytes));
        count += 1;
      }
    }
    return count;
  });
  expect(damaged).toBe(1);
}

test.describe('versions', () => {
  // They publish on one port.
  test.describe.configure({ mode: 'serial' });
  let folder: string;
  let server: Server;
  const origin = `http://localhost:${PORT}`;
  const version = (page: Page) => page.locator('meta[name="versao-de-teste"]').getAttribute('content');

  /** Publishes the site with a mark in its first page, and code that runs before the service worker's own. */
  async function publish(mark: string, before = ''): Promise<void> {
    const file = join(folder, 'index.html');
    const html = (await readFile(file, 'utf8')).replace(/<meta name="versao-de-teste"[^>]*>/, '');
    await writeFile(file, html.replace('<head>', `<head><meta name="versao-de-teste" content="${mark}">`));
    await writeFile(join(folder, 'sw.js'), before + (await workerScript(await manifestOf(folder, '/'))));
  }

  /** Has the browser look for a new version. @returns what became of it */
  function update(page: Page): Promise<string> {
    return page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      // A worker that fails at once may be gone by the time the update is told of.
      const found = new Promise<ServiceWorker | null>((resolve) =>
        registration.addEventListener('updatefound', () => resolve(registration.installing), { once: true }),
      );
      await registration.update();
      const worker = registration.installing ?? registration.waiting ?? (await found);
      if (!worker) return 'none';
      if (worker.state === 'installing')
        await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
      return worker.state;
    });
  }

  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ajuste-fino-'));
    await cp(SITES.root.folder, folder, { recursive: true });
    await publish('1');
    server = await serveFolder(folder, '/', PORT);
  });

  test.afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });

  test('goes on with the old version until the reader accepts the new one', async ({ page }) => {
    await visitOnce(page, origin);
    expect(await version(page)).toBe('1');
    await publish('2');
    await page.reload();
    expect(await version(page)).toBe('1');
    const notice = page.getByRole('status').filter({ hasText: 'Há uma versão nova do site.' });
    await expect(notice).toBeVisible({ timeout: 60_000 });
    await page.reload();
    expect(await version(page)).toBe('1');
    await notice.getByRole('button', { name: 'Atualizar' }).press('Enter');
    await expect.poll(() => version(page).catch(() => null), { timeout: 60_000 }).toBe('2');
  });

  test('tells a page that is open since the first visit that another tab took the new one', async ({
    page,
    context,
  }) => {
    await visitOnce(page, origin);
    await publish('2');
    const other = await context.newPage();
    await other.goto(origin);
    const notice = other.getByRole('status').filter({ hasText: 'Há uma versão nova do site.' });
    await notice.getByRole('button', { name: 'Atualizar' }).click({ timeout: 60_000 });
    await expect.poll(() => version(other).catch(() => null), { timeout: 60_000 }).toBe('2');
    await page
      .getByRole('status')
      .filter({ hasText: 'O site foi atualizado em outra aba.' })
      .getByRole('button', { name: 'Recarregar' })
      .press('Enter');
    await expect.poll(() => version(page).catch(() => null), { timeout: 60_000 }).toBe('2');
  });

  test('keeps the old version whole when the new one arrives broken', async ({ page, context }) => {
    await visitOnce(page, origin);
    await publish('2');
    // A host that mixes two versions: the list says one thing, the file another.
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>mistura</title>');
    expect(await update(page)).toBe('redundant');
    await context.setOffline(true);
    await page.goto(origin);
    expect(await version(page)).toBe('1');
  });

  /** (Chromium's own limit on the room of a site does not reach a private profile.) */
  const FULL = `Cache.prototype.put = async () => { throw new DOMException('full', 'QuotaExceededError'); };`;

  test('keeps the old version whole, and says why, when there is no room for the new one', async ({
    page,
    context,
  }) => {
    await visitOnce(page, origin);
    const before = await keptKeys(page);
    for (const name of ['novo', 'outro'])
      await writeFile(join(folder, `${name}.html`), `<title>${name}</title>`);
    // One of its files still fits.
    await publish(
      '2',
      `{ const put = Cache.prototype.put; ${FULL} const refuse = Cache.prototype.put; let left = 1;
      Cache.prototype.put = function (...all) { return left-- > 0 ? put.apply(this, all) : refuse(); }; }`,
    );
    expect(await update(page)).toBe('redundant');
    await expect(page.getByRole('status').filter({ hasText: 'falta espaço neste aparelho' })).toContainText(
      'Esta continua inteira.',
    );
    expect(await keptKeys(page)).toEqual(before);
    await context.setOffline(true);
    for (const path of ['/', '/aulas/19-peft/lora-matematica/', '/questoes/', '/glossario/lora/']) {
      await page.goto(origin + path);
      await expect(page.locator('h1')).not.toHaveText('Esta página não está guardada neste aparelho.');
    }
    await page.goto(origin);
    expect(await version(page)).toBe('1');

    await context.setOffline(false);
    await publish('2');
    expect(await update(page)).toBe('installed');
    await page
      .getByRole('status')
      .filter({ hasText: 'Há uma versão nova do site.' })
      .getByRole('button', { name: 'Atualizar' })
      .click();
    await expect.poll(() => version(page).catch(() => null)).toBe('2');
  });

  test('with no room at all the site works online, a laboratory too, and the page says what is missing', async ({
    page,
  }) => {
    const worker = globSync(join(folder, '_astro/worker-*.js'))[0] ?? '';
    await writeFile(worker, `${FULL}\n${await readFile(worker, 'utf8')}`);
    await publish('1', FULL);
    await page.goto(origin);
    const notice = page.getByRole('status').filter({ hasText: 'Falta espaço neste aparelho' });
    await expect(notice).toContainText('Com rede tudo funciona');
    expect(await keptKeys(page)).toEqual([]);
    await notice.getByRole('button', { name: 'Depois' }).click();
    await openLab(page, `${origin}${LAB}&lote=4`);
    await press(page, 'Treinar');
    await expectStep(page, 1);
    expect(await keptKeys(page)).toEqual([]);
    // Told once a visit.
    await expect(notice).toHaveCount(0);
  });
});

test('describes the installed site', async ({ page, request }) => {
  await page.goto(`${SITES.subPath.origin}${SITES.subPath.base}`);
  const link = await page.locator('link[rel="manifest"]').getAttribute('href');
  const response = await request.get(new URL(link ?? '', page.url()).href);
  const manifest = await response.json();
  expect(manifest).toMatchObject({ lang: 'pt-BR', start_url: SITES.subPath.base, scope: SITES.subPath.base });
  for (const { src } of manifest.icons) {
    expect((await request.get(new URL(src, page.url()).href)).ok()).toBe(true);
  }
});
