/** The main journeys in Firefox, driven by WebDriver BiDi, on the built site. */
import type { Server } from 'node:http';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firefoxIfPossible } from '../../scripts/browser.ts';
import { serveFolder } from '../../scripts/serve.ts';
import { SITES } from '../browser/sites.ts';

const PORT = SITES.root.port + 60;
/** A busy machine takes its time to start, fetch, compile and train. */
const PATIENCE_MS = 200_000;
const ORIGIN = `http://localhost:${PORT}`;
/**
 * Firefox lays formulas out while the page still arrives and complains of those that are there by half; the finished
 * page is checked instead.
 */
const HALF_ARRIVED = /Invalid markup: Incorrect number of children/;
/** Elements of MathML with a fixed number of children. */
const CHILDREN = { msub: 2, msup: 2, mfrac: 2, mroot: 2, munder: 2, mover: 2, msubsup: 3, munderover: 3 };
/** Where there is no Firefox, `firefoxIfPossible` has said so and how to get one. */
const executablePath = firefoxIfPossible();

describe.skipIf(!executablePath)('Firefox', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    server = await serveFolder(SITES.root.folder, '/', PORT);
    browser = await puppeteer.launch({
      browser: 'firefox',
      ...(executablePath && { executablePath }),
      extraPrefsFirefox: { 'intl.accept_languages': 'pt-BR' },
    });
  });

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  /** A fresh page, whose uncaught errors and blocked resources are faults. */
  async function open(path: string): Promise<Page> {
    await page?.close();
    page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    errors.length = 0;
    page.on('pageerror', (error) => {
      if (!HALF_ARRIVED.test(String(error))) errors.push(String(error));
    });
    page.on('console', (message) => {
      if (message.text().includes('Content-Security-Policy')) errors.push(message.text());
    });
    await page.goto(`${ORIGIN}${path}`);
    return page;
  }

  const textOf = (selector: string): Promise<string> =>
    page.$eval(selector, (node) => node.textContent?.trim() ?? '');

  /** Presses the button that is called `name`, by keyboard. */
  async function press(name: string): Promise<void> {
    const buttons = await page.$$('button:enabled');
    const names = await Promise.all(
      buttons.map((button) => button.evaluate((node) => node.textContent?.trim())),
    );
    const button = buttons[names.indexOf(name)];
    if (!button) throw new Error(`There is no button "${name}" among: ${names.join(', ')}.`);
    await button.focus();
    await page.keyboard.press('Enter');
  }

  it('shows a lesson with its formulas', async () => {
    await open('/aulas/19-peft/lora-matematica/');
    expect(await textOf('h1')).toMatch(/LoRA/);
    const drawn = await page.$$eval(
      'mjx-container svg',
      (all) => all.filter((svg) => svg.getBoundingClientRect().width > 0).length,
    );
    expect(drawn).toBeGreaterThan(10);
    for (const [name, count] of Object.entries(CHILDREN)) {
      const counts = await page.$$eval(name, (nodes) => nodes.map((node) => node.children.length));
      expect(
        counts.filter((children) => children !== count),
        name,
      ).toEqual([]);
    }
    expect(errors).toEqual([]);
  });

  it('finds a concept, typed without accents', async () => {
    await open('/');
    await page.keyboard.press('/');
    await page.waitForSelector('dialog[open] input[type="search"]:focus');
    await page.keyboard.type('quantizacao');
    const results = () =>
      page.$$eval('dialog[open] li', (items) => items.map((item) => item.textContent ?? ''));
    await expect
      .poll(results, { timeout: PATIENCE_MS })
      .toContainEqual(expect.stringMatching(/quantização/i));
    expect(errors).toEqual([]);
  });

  it('opens the commented answer of a question', async () => {
    await open('/aulas/19-peft/autoavaliacao/');
    const summary = await page.waitForSelector('.questao details summary');
    await summary?.focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.questao details[open]');
    expect(errors).toEqual([]);
  });

  it('trains an adapter on WebAssembly', async () => {
    await open('/laboratorio/treinar/?passos=20');
    // The button stands there before the page's script has taken over.
    await page.waitForSelector('[data-laboratorio="treinar"] button.cheio[aria-disabled="false"]');
    await press('Treinar');
    const lab = () =>
      page.$eval('[data-laboratorio="treinar"]', (node) => ({
        passo: node.getAttribute('data-passo'),
        perda: node.getAttribute('data-perda'),
        estado: node.getAttribute('data-estado'),
        dispositivo: node.getAttribute('data-dispositivo'),
      }));
    await expect.poll(async () => (await lab())['estado'], { timeout: PATIENCE_MS }).toBe('pronto');
    const { passo, perda, dispositivo } = await lab();
    expect({ passo, dispositivo }).toEqual({ passo: '20', dispositivo: 'wasm' });
    // The base starts above 5 on these answers; twenty steps bring it well below half of a blind guess over 1,024 tokens.
    expect(Number(perda)).toBeLessThan(Math.log(1024) / 2);
    expect(errors).toEqual([]);
  });
});
