/** The site without a network, and from one version to the next. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { serveFolder } from '../../scripts/serve.ts';
import { manifestOf, workerScript } from '../../src/offline/integration.ts';
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

test.describe('versions', () => {
  // They publish on one port.
  test.describe.configure({ mode: 'serial' });
  let folder: string;
  let server: Server;
  const origin = `http://localhost:${PORT}`;
  const version = (page: Page) => page.locator('meta[name="versao-de-teste"]').getAttribute('content');

  /** Publishes the site with a mark in its first page. */
  async function publish(mark: string): Promise<void> {
    const file = join(folder, 'index.html');
    const html = (await readFile(file, 'utf8')).replace(/<meta name="versao-de-teste"[^>]*>/, '');
    await writeFile(file, html.replace('<head>', `<head><meta name="versao-de-teste" content="${mark}">`));
    await writeFile(join(folder, 'sw.js'), await workerScript(await manifestOf(folder, '/')));
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

  test('keeps the old version whole when the new one arrives broken', async ({ page, context }) => {
    await visitOnce(page, origin);
    await publish('2');
    // A host that mixes two versions: the list says one thing, the file another.
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>mistura</title>');
    const settled = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const worker = registration.installing ?? registration.waiting;
      if (!worker) return 'none';
      while (worker.state === 'installing') await new Promise((resolve) => setTimeout(resolve, 100));
      return worker.state;
    });
    expect(settled).toBe('redundant');
    await context.setOffline(true);
    await page.goto(origin);
    expect(await version(page)).toBe('1');
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
