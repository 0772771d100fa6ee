/** Zoom, text spacing and forced colours: what a reader changes in the browser must not break a page. */
import { expect, type Page, test } from '@playwright/test';
import { builtPages, SITES } from './sites.ts';

/** One page of each kind, and every laboratory and study page: there the controls are. */
const PAGES = [
  '/',
  '/aulas/',
  '/aulas/19-peft/',
  '/aulas/19-peft/lora-matematica/',
  '/aulas/19-peft/qlora-quantizacao/',
  '/glossario/',
  '/glossario/lora/',
  '/busca/',
  '/referencias/',
  ...builtPages(SITES.root).filter((path) => /^\/(?:laboratorio|questoes)\//.test(path)),
];

/** Width of a 1280 px window at a zoom of 200% and of 400% (WCAG 2.2, 1.4.4 and 1.4.10). */
const ZOOMED = { '200%': 640, '400%': 320 };

/** The largest spacing that a reader may ask for (WCAG 2.2, 1.4.12). */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }`;

/** Elements that stick out of the window to the right, outside of areas that scroll by themselves. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const scrolls = (node: Element | null): boolean =>
      node !== null && (getComputedStyle(node).overflowX !== 'visible' || scrolls(node.parentElement));
    const found = [...document.body.querySelectorAll('*')].filter(
      (node) => node.getBoundingClientRect().right > clientWidth + 1 && !scrolls(node.parentElement),
    );
    return [
      `${scrollWidth - clientWidth} px`,
      ...found.slice(0, 5).map((node) => node.outerHTML.slice(0, 120)),
    ];
  });
}

for (const [zoom, width] of Object.entries(ZOOMED)) {
  test(`nothing needs a second scroll direction at ${zoom}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 700 });
    for (const path of PAGES) {
      await page.goto(path);
      expect.soft(await overflowing(page), path).toEqual([]);
    }
  });
}

test('the largest text spacing hides nothing', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 640, height: 700 });
  for (const path of PAGES) {
    await page.goto(path);
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, SPACING);
    expect.soft(await overflowing(page), path).toEqual([]);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('main :is(button, a, label, h1, h2, h3):not(.oculto)')]
        .filter((node) => {
          const { overflowX, overflowY } = getComputedStyle(node);
          const hidesX = overflowX === 'hidden' && node.scrollWidth > node.clientWidth + 1;
          const hidesY = overflowY === 'hidden' && node.scrollHeight > node.clientHeight + 1;
          return node.checkVisibility() && (hidesX || hidesY);
        })
        .map((node) => node.outerHTML.slice(0, 120)),
    );
    expect.soft(cut, path).toEqual([]);
  }
});

test('forced colours keep focus and borders of controls', async ({ page }) => {
  test.slow();
  await page.emulateMedia({ forcedColors: 'active' });
  for (const path of PAGES) {
    await page.goto(path);
    const invisible = await page.evaluate(() => {
      const controls = document.querySelectorAll<HTMLElement>('button, input, select, textarea, .botao');
      return [...controls]
        .filter((node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .filter(
          (node) =>
            !['range', 'radio', 'checkbox', 'file', 'hidden'].includes(node.getAttribute('type') ?? ''),
        )
        .filter((node) => {
          const { borderTopWidth, borderTopStyle, forcedColorAdjust } = getComputedStyle(node);
          const hasBorder = borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) > 0;
          const hasText = (node.textContent ?? '').trim() !== '' || node.querySelector('svg') !== null;
          return forcedColorAdjust === 'none' || !(hasBorder || hasText);
        })
        .map((node) => node.outerHTML.slice(0, 120));
    });
    expect.soft(invisible, path).toEqual([]);
    await page.keyboard.press('Tab');
    const ring = await page.evaluate(() => {
      const node = document.activeElement;
      return node ? getComputedStyle(node).outlineStyle : 'none';
    });
    expect.soft(ring, `${path}: focus`).not.toBe('none');
  }
});
