/** A short run of "Treine um adaptador" on WebGPU, by a software adapter: slow, but the same operators. */
import { expect, test } from '@playwright/test';
import { CHROMIUM_FLAGS, requireChromium, SOFTWARE_WEBGPU_FLAGS } from '../../scripts/browser.ts';

test.use({
  launchOptions: {
    executablePath: requireChromium(),
    args: [...CHROMIUM_FLAGS, ...SOFTWARE_WEBGPU_FLAGS],
  },
});

test('the reader chooses WebGPU, trains, and the base answers with the adapter', async ({ page }) => {
  test.setTimeout(400_000);
  await page.goto('/laboratorio/treinar/?passos=4&lote=2&alvos=q+v');
  const lab = page.locator('.lab');
  const train = page.getByRole('button', { name: 'Treinar', exact: true });
  await expect(train).toHaveAttribute('aria-disabled', 'false');
  await page.getByLabel('Calcular com').selectOption('webgpu');
  await train.click();
  await expect(lab).toHaveAttribute('data-estado', 'pronto', { timeout: 300_000 });
  await expect(lab).toHaveAttribute('data-dispositivo', 'webgpu');
  await expect(lab).toHaveAttribute('data-passo', '4');
  await expect(page.getByText('Acertos nestas frases')).toBeVisible({ timeout: 100_000 });
});
