/** Journeys through "Quanto de memória?": keyboard, permalink, hostile links, both themes, a phone, no JavaScript. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const PAGE = '/laboratorio/memoria/';
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

async function open(page: Page, query = '', state = 'pronto'): Promise<void> {
  await page.goto(PAGE + query);
  await expect(page.locator('.lab')).toHaveAttribute('data-estado', state);
}

/** Violations inside the lab, as short lines. */
async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include('.lab')
    .withTags(STANDARDS)
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target} ${html.slice(0, 120)}`),
  );
}

const verdict = (page: Page) => page.locator('.veredito');

test('the keyboard alone builds a setup, opens a formula and goes back', async ({ page }) => {
  await open(page);
  await expect(verdict(page)).toContainText('Total: 14,3 GB');
  await page.getByLabel('Modelo base').focus();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Método', { exact: true })).toBeFocused();
  await page.keyboard.type('Q');
  await expect(page.getByLabel('Método', { exact: true })).toHaveValue('qlora');
  await expect(verdict(page)).toContainText('Total: 4,7 GB');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Posto r')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByLabel('Posto r')).toHaveAttribute('aria-valuetext', '16');
  await expect(page).toHaveURL(/\?metodo=qlora&posto=16$/);

  const weights = page.locator('.contas summary', { hasText: 'Pesos do modelo' });
  await weights.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('0,5 × 6.476.005.376 + 2 × 262.410.240 = 3,76 GB')).toBeVisible();

  await page.getByRole('button', { name: 'Voltar ao início' }).focus();
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('Total: 14,3 GB');
  await expect(page).toHaveURL(new RegExp(`${PAGE}$`));
});

test('a link carries the whole state, and the button copies it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const query = '?modelo=llama-65b&metodo=qlora&alvos=todas&posto=64&dupla=nao&precisao=mista-sem-copia';
  await open(page, query);
  await expect(page.getByLabel('Quantização dupla')).not.toBeChecked();
  await expect(page.getByLabel('Modelo base')).toHaveValue('llama-65b');
  await page.getByRole('button', { name: 'Copiar link desta configuração' }).click();
  await expect(page.getByText('Link copiado.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(copied).pathname + new URL(copied).search).toBe(PAGE + query);
});

test('a hostile link is told what was refused, and harms nothing', async ({ page }) => {
  await open(page, `?modelo=<img src=x onerror=alert(1)>&posto=1e9&seq=-5&metodo=__proto__&preco=NaN`);
  const notice = page.locator('.lab-aviso[role="status"]');
  await expect(notice).toContainText('Modelo base: “<img src=x onerror=alert…” não é uma das opções');
  await expect(notice).toContainText(
    'Posto r: 1.000.000.000 não é um dos valores. O mais próximo, 256, está em uso.',
  );
  await expect(notice.locator('img')).toHaveCount(0);
  await expect(page.getByLabel('Método', { exact: true })).toHaveValue('lora');
  await page.getByRole('button', { name: 'Entendi' }).click();
  await expect(notice).toHaveCount(0);
});

test('typed numbers are refused in the field, and dimensions that make no model in the panel', async ({
  page,
}) => {
  await open(page, '?modelo=proprio');
  const heads = page.getByLabel('Cabeças de atenção', { exact: true });
  await heads.fill('muitas');
  await expect(heads).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('Digite um número de 1 a 512, sem casas decimais.')).toBeVisible();
  await heads.fill('30');
  await expect(page.locator('.lab')).toHaveAttribute('data-estado', 'erro');
  await expect(page.getByRole('alert')).toContainText('não se divide em 30 cabeças iguais');
  // No figure is shown of a model that cannot be.
  await expect(page.locator('.veredito')).toContainText('Não há conta a mostrar.');
  await expect(page.locator('.grafico')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await heads.fill('32');
  await expect(page.locator('.lab')).toHaveAttribute('data-estado', 'pronto');
});

test('the live region waits for rest, and is silent when the page opens', async ({ page }) => {
  const opened = new Date(2027, 0, 1);
  await page.clock.install({ time: opened });
  await open(page);
  // From here on time passes only as told.
  await page.clock.pauseAt(opened.getTime() + 3_600_000);
  const said = page.locator('.lab > [role="status"].oculto');
  await page.evaluate(() => {
    const region = document.querySelector('.lab > [role="status"].oculto');
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    if (region)
      new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
  });
  await page.getByLabel('Posto r').focus();
  for (let press = 0; press < 4; press += 1) {
    await page.keyboard.press('ArrowRight');
    await page.clock.runFor(300);
  }
  await expect(said).toBeEmpty();
  await page.clock.runFor(2000);
  await expect(said).toContainText('Total: ');
  expect(await page.evaluate(() => Reflect.get(globalThis, 'heard'))).toHaveLength(1);
});

test('the paging example and a published figure set the lab and lead to its result', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Montar um caso em que a paginação salva o treino' }).click();
  await expect(verdict(page)).toBeFocused();
  await expect(page.locator('.historia')).toContainText('o treino para no passo 12');
  await expect(page.locator('.historia')).toContainText('o treino segue');
  await page
    .getByRole('button', { name: 'Montar esta configuração: LLaMA-65B, QLoRA, lote 1, 512 tokens' })
    .click();
  await expect(page.getByLabel('Modelo base')).toHaveValue('llama-65b');
  await expect(verdict(page)).toContainText('45,4 GB');
});

test('cost is hours × cards × the price that the reader types', async ({ page }) => {
  await open(page);
  await expect(page.locator('.custo')).toContainText('Digite o preço');
  await page.getByLabel('Horas de treino').fill('12,5');
  await page.getByLabel('Placas ao mesmo tempo').fill('2');
  await page.getByLabel('Preço da hora de uma placa').fill('8,40');
  await expect(page.locator('.custo')).toHaveText('12,5 h × 2 placas = 25 horas de GPU × 8,40 = 210,00');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`accessible with everything open: ${colorScheme}, ${width} px`, async ({ page }) => {
      // The whole lab open is a long page to analyse on a slow machine.
      test.slow();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await open(page, '?modelo=proprio&metodo=qlora&posto=7');
      for (const summary of await page.locator('.lab summary').all()) await summary.click();
      expect(await violations(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    });
  }
}

test('every chart has its table', async ({ page }) => {
  await open(page);
  const charts = page.locator('.grafico');
  await expect(charts).toHaveCount(3);
  for (const chart of await charts.all()) {
    await chart.getByText('Ver os dados em tabela').click();
    await expect(chart.locator('tbody tr').first()).toBeVisible();
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the first setup is there to read, and the page says why nothing moves', async ({ page }) => {
    await page.goto(PAGE);
    await expect(verdict(page)).toContainText('Total: 14,3 GB');
    await expect(page.getByText('Sem JavaScript, os controles não respondem')).toBeVisible();
    await page.locator('.contas summary', { hasText: 'Ativações' }).click();
    await expect(page.getByText('2·s·b·h·L + s·b·h·34')).toBeVisible();
  });
});

test('in a lesson the lab comes when it is reached, and leaves the address alone', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('memory-lab') && request.resourceType() === 'script')
      scripts.push(request.url());
  });
  await page.clock.install();
  await page.goto('/aulas/19-peft/custo/');
  const lab = page.locator('[data-laboratorio="memoria"]');
  await expect(lab).toHaveAttribute('data-estado', 'parado');
  expect(scripts).toEqual([]);
  await lab.scrollIntoViewIfNeeded();
  await expect(lab).toHaveAttribute('data-estado', 'pronto');
  await lab.getByLabel('Método', { exact: true }).selectOption('completo');
  await expect(verdict(page)).toContainText('109 GB');
  // Beyond any delay with which a lab writes its address.
  await page.clock.runFor(5000);
  await expect(page).toHaveURL(/\/custo\/$/);
  await lab.getByRole('link', { name: 'Abrir o laboratório em página própria' }).click();
  await expect(page).toHaveURL(new RegExp(`${PAGE}$`));
});
