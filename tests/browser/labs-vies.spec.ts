/** Journeys through "Viés: o recrutador automático": a short training by keyboard, its measures, the watch, a phone. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const PAGE = '/laboratorio/vies/';
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/** Few steps: what is tested is the journey, not how well the model learns. */
const SHORT = 'passos=100&historico=400';

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(PAGE + query);
  await expect(page.getByRole('button', { name: 'Treinar o recrutador' })).toBeEnabled();
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).include('.lab').withTags(STANDARDS).setLegacyMode().analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target} ${html.slice(0, 120)}`),
  );
}

const lab = (page: Page) => page.locator('.lab');

test('the keyboard alone sets the bias, trains, reads the measures and lets the stream go', async ({
  page,
}) => {
  test.setTimeout(600_000);
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (/\.wasm|\/modelos\//.test(request.url())) fetched.push(request.url());
  });
  await open(page, `?${SHORT}`);
  await page.getByLabel('Viés histórico, x').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/x=0\.7/);
  expect(fetched).toEqual([]);
  await page.getByRole('button', { name: 'Treinar o recrutador' }).focus();
  await page.keyboard.press('Enter');
  await expect(lab(page)).toHaveAttribute('data-estado', 'treinando');
  await expect(lab(page)).toHaveAttribute('data-estado', 'pronto', { timeout: 400_000 });
  await expect(lab(page)).toHaveAttribute('data-passo', '100');
  await expect(page.locator('.vies-veredito')).not.toBeEmpty();

  const measures = page.getByRole('region', { name: 'Medidas de equidade' });
  await expect(measures.locator('tbody tr')).toHaveCount(4);
  // The four cells of both groups' matrices are the 200 candidates of the test.
  const cells = await page
    .getByRole('region', { name: 'Matrizes de confusão' })
    .locator('tbody td')
    .allTextContents();
  expect(cells.map(Number).reduce((sum, count) => sum + count, 0)).toBe(200);
  await expect(page.getByRole('region', { name: 'Execuções desta visita' }).locator('tbody tr')).toHaveCount(
    1,
  );

  await page.getByRole('button', { name: 'Soltar a fila' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-alarme]')).toBeVisible({ timeout: 240_000 });
  await expect(page.locator('[data-alarme] [role="status"]')).toContainText('A razão foi de');
  await page.getByRole('slider', { name: 'Janela' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.vies-regra')).toContainText('últimas 150');

  await page.getByLabel('Viés histórico, x').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('Os controles mudaram')).toBeVisible();
  for (const summary of await page.locator('.lab summary').all()) await summary.click();
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await violations(page)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});

test('a training can be stopped, and the next one starts afresh', async ({ page }) => {
  test.setTimeout(600_000);
  await open(page, '?passos=800');
  await page.getByRole('button', { name: 'Treinar o recrutador' }).click();
  await expect(lab(page)).toHaveAttribute('data-passo', /^[1-9]/, { timeout: 400_000 });
  await page.getByRole('button', { name: 'Parar' }).click();
  await expect(page.getByRole('button', { name: 'Treinar o recrutador' })).toBeEnabled();
  await expect(lab(page)).toHaveAttribute('data-estado', 'parado');
  await expect(page.locator('.vies-veredito')).toHaveCount(0);
});

test('a hostile link is told what was refused', async ({ page }) => {
  await open(page, '?x=9&mitigacao=<b>&semente=-4');
  const notice = page.locator('.lab-aviso[role="status"]');
  await expect(notice).toContainText(
    'Viés histórico, x: 9 não é um dos valores. O mais próximo, 1, está em uso.',
  );
  await expect(notice).toContainText('Semente');
});

for (const width of [1280, 360]) {
  test(`accessible before anything is run, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, '?mitigacao=auditar');
    for (const summary of await page.locator('.lab summary').all()) await summary.click();
    expect(await violations(page)).toEqual([]);
  });
}

test('in a lesson the lab comes when it is reached, and leaves the address alone', async ({ page }) => {
  await page.clock.install();
  await page.goto('/aulas/19-peft/etica/');
  const island = page.locator('[data-laboratorio="vies"]');
  await island.scrollIntoViewIfNeeded();
  await expect(island.getByRole('button', { name: 'Treinar o recrutador' })).toBeEnabled();
  await island.getByLabel('balancear grupos e decisões').check();
  // Beyond any delay with which a lab writes its address.
  await page.clock.runFor(5000);
  await expect(page).toHaveURL(/\/etica\/$/);
});
