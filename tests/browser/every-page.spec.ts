/** What must hold on every page of the build: accessible in both themes, still, clean under the CSP, fit for 360 px. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { builtPages, SITES } from './sites.ts';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/** The rules whose outcome depends on colours: only these can differ in the dark. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Violations as short lines, so that a failure reads without opening a report. */
async function violations(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, target }) => `${id}: ${target} ${html.slice(0, 120)}`),
  );
}

for (const path of builtPages(SITES.root)) {
  test(`page ${path}`, async ({ page }) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
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

    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(path);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if ('value' in entry) sum += Number(entry.value);
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
        }),
    );
    expect(shift, 'cumulative layout shift').toBe(0);

    expect(await violations(new AxeBuilder({ page }).withTags(STANDARDS)), 'axe, light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(new AxeBuilder({ page }).withRules(COLOUR_RULES)), 'axe, dark').toEqual([]);

    await page.setViewportSize({ width: 360, height: 740 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, 'horizontal scroll at 360 px').toBe(0);
    expect(complaints).toEqual([]);
  });
}
