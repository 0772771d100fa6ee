import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkLinks } from '../../../scripts/links.ts';

let folder = '';
afterEach(() => rm(folder, { recursive: true }));

async function site(pages: Record<string, string>): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'links-'));
  for (const [file, text] of Object.entries(pages)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

test('a sound site at the root and under a sub-path', async () => {
  const pages = (base: string) => ({
    'index.html': `<a href="${base}b/#x">b</a> <a href="b/">b</a> <a href="#">topo</a> <img src="${base}i.svg"> <a href="https://x.org/nada">x</a> <a href="mailto:a@b.c">m</a>`,
    'b/index.html': `<p id="x"><a href="${base}">início</a> <a href="?q=1#x">x</a> <a href="#a%C3%A7%C3%A3o">a</a> <i id="ação"></i> <svg><use href="#x"/></svg>`,
    'i.svg': '<svg/>',
  });
  await site(pages('/'));
  expect(checkLinks(folder, '/')).toEqual([]);
  await site(pages('/curso/'));
  expect(checkLinks(folder, '/curso/')).toEqual([]);
});

test('every kind of fault', async () => {
  await site({
    'index.html':
      '<a href="/curso/nada/">1</a> <a href="/curso/b">2</a> <a href="/curso/b/#y">3</a> <a href="/b/">4</a> <script src="/curso/x.js"></script> <img srcset="/curso/a.png 1x, /curso/b.png 2x"> <a href="http://">6</a>',
    'b/index.html': '<p id="x"></p><p id="x"></p><svg><use href="#falta"/></svg>',
  });
  expect(checkLinks(folder, '/curso/').join('\n')).toMatchInlineSnapshot(`
    "b/index.html  o id “x” aparece mais de uma vez na página
    b/index.html  #falta: a página existe, e não tem a âncora “#falta”
    index.html  /curso/nada/: a página ou o arquivo não existe
    index.html  /curso/b: falta a barra no fim do endereço
    index.html  /curso/b/#y: a página existe, e não tem a âncora “#y”
    index.html  /b/: o endereço está fora de /curso/; escreva-o a partir da raiz do site, sem o nome do servidor
    index.html  /curso/x.js: a página ou o arquivo não existe
    index.html  /curso/a.png: a página ou o arquivo não existe
    index.html  /curso/b.png: a página ou o arquivo não existe
    index.html  http://: o endereço não se entende"
  `);
});

test('an empty folder is a fault', async () => {
  await site({ 'leia.txt': '' });
  expect(checkLinks(folder, '/').join('\n').replace(folder, 'dist')).toMatchInlineSnapshot(
    `"dist  não há páginas: construa o site antes (npm run build)"`,
  );
});
