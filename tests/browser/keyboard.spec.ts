import { expect, type Page, test } from '@playwright/test';

/** Accessible name-ish text of the focused element and whether its focus ring is drawn. */
function focused(page: Page): Promise<{ text: string; ring: boolean; inMain: boolean }> {
  return page.evaluate(() => {
    const node = document.activeElement;
    if (!node) return { text: '', ring: false, inMain: false };
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    return {
      text: node.getAttribute('aria-label') ?? node.textContent?.trim() ?? '',
      ring: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      inMain: node.closest('main') !== null,
    };
  });
}

test('the first stop skips to the content', async ({ page }) => {
  await page.goto('/aulas/19-peft/lora-matematica/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Pular para o conteúdo' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect((await focused(page)).inMain).toBe(true);
});

test('every stop of a section page shows its focus, and the order has no trap', async ({ page }) => {
  await page.goto('/aulas/19-peft/lora-matematica/');
  const stops: string[] = [];
  for (let index = 0; index < 40; index++) {
    await page.keyboard.press('Tab');
    const { text, ring } = await focused(page);
    expect(ring, `focus ring on "${text}"`).toBe(true);
    stops.push(text);
  }
  expect(stops.slice(1, 4)).toEqual(['Ajuste Fino', 'Aulas', 'Laboratórios']);
});

test('the phone menu opens and closes by keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/');
  const nav = page.locator('#menu');
  await expect(nav).toBeHidden();
  await page.getByRole('button', { name: 'Menu' }).focus();
  await page.keyboard.press('Enter');
  await expect(nav).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(nav.getByRole('link', { name: 'Aulas' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(nav).toBeHidden();
});
