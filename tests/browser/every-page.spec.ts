/** What must hold on every page of the build: accessible in both themes, still, clean under the CSP, fit for 360 px. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { builtPages, SITES } from './sites.ts';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/** Pages share a tab in groups: opening one for each costs more than the checks. */
const GROUP_SIZE = 12;
const GROUP_TIMEOUT_MS = 900_000;

/** Violations as short lines, so that a failure reads without opening a report. */
async function violations(axe: AxeBuilder): Promise<string[]> {
  // The site has no frames, so the one-pass mode is enough; it spares a second tab for each analysis.
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, target }) => `${id}: ${target} ${html.slice(0, 120)}`),
  );
}

/** What Playwright writes because `playwright.config.ts` blocks service workers in these tests. */
const BLOCKED_BY_CONFIGURATION = 'Service Worker registration blocked by Playwright';

/** Collects whatever the page complains of: errors, warnings, CSP violations, requests to other hosts. */
async function listenTo(page: Page, complaints: string[]): Promise<void> {
  page.on('console', (message) => {
    const isOurs = message.text() !== BLOCKED_BY_CONFIGURATION;
    if (isOurs && (message.type() === 'error' || message.type() === 'warning'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const local = request.url().startsWith(SITES.root.origin) || request.url().startsWith('data:');
    if (!local) complaints.push(`third party: ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      console.error(`CSP ${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
}

/**
 * A preloaded face that a busy machine delivers between the first paint and the end of its block period moves some lines
 * by a fraction of a pixel. This is a tenth of what is held to be good, and far below any shift that an eye could see.
 */
const SHIFT_ALLOWED = 0.01;

/** Cumulative layout shift since navigation. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let moved = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) moved += 'value' in entry ? Number(entry.value) : 0;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => setTimeout(() => resolve(moved), 50));
      }),
  );
}

/** Boxes that scroll by themselves and that the keyboard cannot reach: neither they nor anything in them takes the focus. */
function unreachableScrollers(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const FOCUSABLE = '[tabindex="0"], a[href], button, input, select, textarea, summary';
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((node) => {
        const { overflowX, overflowY } = getComputedStyle(node);
        const sideways = /auto|scroll/.test(overflowX) && node.scrollWidth > node.clientWidth + 1;
        const down = /auto|scroll/.test(overflowY) && node.scrollHeight > node.clientHeight + 1;
        return node.checkVisibility() && (sideways || down);
      })
      .filter((node) => !node.matches(FOCUSABLE) && node.querySelector(FOCUSABLE) === null)
      .map((node) => node.outerHTML.slice(0, 120));
  });
}

const pages = builtPages(SITES.root);
for (let start = 0; start < pages.length; start += GROUP_SIZE) {
  const group = pages.slice(start, start + GROUP_SIZE);
  test(`pages ${group[0]} … ${group.at(-1)}`, async ({ page }) => {
    test.setTimeout(GROUP_TIMEOUT_MS);
    const complaints: string[] = [];
    await listenTo(page, complaints);
    for (const path of group) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(path);
      expect.soft(await layoutShift(page), `${path}: layout shift`).toBeLessThan(SHIFT_ALLOWED);
      const light = await violations(new AxeBuilder({ page }).withTags(STANDARDS));
      expect.soft(light, `${path}: axe, light`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 360, height: 740 });
      const dark = await violations(new AxeBuilder({ page }).withTags(STANDARDS));
      expect.soft(dark, `${path}: axe, dark, 360 px`).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft(overflow, `${path}: horizontal scroll at 360 px`).toBe(0);
      expect.soft(await unreachableScrollers(page), `${path}: boxes that scroll without focus`).toEqual([]);
      expect.soft(complaints.splice(0), `${path}: complaints`).toEqual([]);
    }
  });
}
