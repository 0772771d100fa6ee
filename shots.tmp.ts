import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, requireChromium } from './scripts/browser.ts';
import { serveFolder } from './scripts/serve.ts';
const server = await serveFolder('dist', '/', 4475);
const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_FLAGS });
const shots: [string,string,number,'light'|'dark'][] = [['posto','rank',1280,'light'],['posto-dark','esquecimento catastrofico',1280,'dark'],['m','diferença entre lora e qlora',360,'light'],['m-dark','delta w = ba',360,'dark'],['q','questoes lgpd',1280,'light'],['vazio','',1280,'light'],['nada','zzzzqqqq',1280,'light'],['num','65b memoria',1280,'light'],['mend','adapitador de gragalo',1280,'light']];
for (const [name,q,width,colorScheme] of shots) {
  const page = await browser.newPage({ viewport: { width, height: 760 }, colorScheme });
  await page.goto('http://localhost:4475/aulas/');
  await page.keyboard.press('/');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type(q);
  await page.waitForTimeout(900);
  await page.screenshot({ path: `/tmp/busca/${name}.png` });
  await page.close();
}
await browser.close(); server.close();
