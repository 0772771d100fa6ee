/** Figures, images and code blocks. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundledLanguages, bundledLanguagesAlias } from 'shiki';
import { visit } from 'unist-util-visit';
import { drawingSize } from '../../markdown/drawing.ts';
import { parseFence } from '../../markdown/fence.ts';
import { attributeOf, isComponent } from '../library.ts';
import { nearest } from '../nearest.ts';
import type { Page } from './page.ts';

const IMAGE = /\.(?:svg|png|jpe?g|webp|avif)$/;
const LANGUAGES = [
  ...Object.keys(bundledLanguages),
  ...Object.keys(bundledLanguagesAlias),
  'text',
  'plaintext',
];

/** Width of a figure on a 360 px phone, and the smallest letter that is still read there: CSS pixels. */
const PHONE_FIGURE = 326;
const SMALLEST_LETTER = 11;

const DRAWING_FAULTS: readonly [RegExp, string, string][] = [
  [/<script|\son\w+=/i, 'O desenho tem código.', 'Apague <script> e atributos on….'],
  [
    /<style[\s>]/i,
    'O desenho tem <style>, que a política de segurança bloqueia.',
    'Use atributos: fill, stroke, font-size.',
  ],
  [
    /(?:href|src)="(?:https?:)?\/\//i,
    'O desenho busca algo em outro site.',
    'Ponha tudo no próprio arquivo.',
  ],
];

function drawingFaults(svg: string): [string, string][] {
  const faults = DRAWING_FAULTS.flatMap<[string, string]>(([pattern, cause, mend]) =>
    pattern.test(svg) ? [[cause, mend]] : [],
  );
  if (!/<svg[^>]*\sviewBox="/.test(svg)) {
    faults.push(['O desenho não tem viewBox.', 'Acrescente viewBox="0 0 largura altura" ao <svg>.']);
  }
  const smallest = Math.min(
    ...[...svg.matchAll(/font-size[=:]\s*"?([\d.]+)/g)].map((found) => Number(found[1])),
  );
  const shrink = Math.min(1, PHONE_FIGURE / drawingSize(svg)[0]);
  if (smallest * shrink < SMALLEST_LETTER) {
    const needed = Math.ceil(SMALLEST_LETTER / shrink);
    faults.push([
      `O desenho tem letra de ${smallest}, que em um telefone fica com menos de ${SMALLEST_LETTER} pixels.`,
      `Use font-size de ao menos ${needed}, ou uma viewBox mais estreita.`,
    ]);
  }
  return faults;
}

function checkFile(page: Page, source: string, at: { line: number; column: number } | undefined): void {
  const { report, root, path } = page;
  if (!/^\.{1,2}\//.test(source)) {
    report(at, `A figura “${source}” não tem caminho relativo.`, 'Escreva ./figuras/nome.svg.');
    return;
  }
  if (!IMAGE.test(source)) {
    report(at, `A figura “${source}” não é de um formato aceito.`, 'Use svg, png, jpg, webp ou avif.');
    return;
  }
  const file = join(root, dirname(path), source);
  if (!existsSync(file)) {
    report(at, `A figura “${source}” não existe.`, `Ponha o arquivo em ${join(dirname(path), source)}.`);
  } else if (source.endsWith('.svg')) {
    for (const [cause, mend] of drawingFaults(readFileSync(file, 'utf8')))
      report(at, `${source}: ${cause}`, mend);
  }
}

export function checkMedia(page: Page): void {
  const { tree, report } = page;
  visit(tree, (node) => {
    const at = node.position?.start;
    if (node.type === 'image') {
      if (!node.alt?.trim())
        report(at, 'A imagem não tem texto alternativo.', 'Descreva-a entre os colchetes: ![descrição](…).');
      if (!node.url.startsWith('/')) checkFile(page, node.url, at);
    }
    if (!isComponent(node) || node.name !== 'Figura') return;
    const source = attributeOf(node, 'src');
    if (source) checkFile(page, source, at);
    if (!source && node.children.length === 0) {
      report(
        at,
        '<Figura> não tem figura.',
        'Escreva src="./figuras/nome.svg" ou ponha o conteúdo entre as tags.',
      );
    }
    if (source && node.children.length > 0) {
      report(at, '<Figura> tem src e conteúdo.', 'Fique com um dos dois.');
    }
  });
}

export function checkCode({ tree, report }: Page): void {
  visit(tree, 'code', (node) => {
    const at = node.position?.start;
    if (!node.lang) {
      report(
        at,
        'O bloco de código não diz a linguagem.',
        'Escreva-a depois dos três acentos, como em ```python; para texto puro, ```text.',
      );
    } else if (!LANGUAGES.includes(node.lang)) {
      report(
        at,
        `A linguagem “${node.lang}” não é conhecida.`,
        nearest(node.lang, LANGUAGES) || 'Para texto puro, escreva ```text.',
      );
    }
    const { lines, unknown } = parseFence(node.meta ?? '');
    if (unknown.length > 0) {
      report(
        at,
        `Não se entende “${unknown.join(' ')}” no bloco de código.`,
        'Depois da linguagem pode vir title="arquivo.py" e {2,5-7}.',
      );
    }
    const total = node.value.split('\n').length;
    const outside = [...lines].find((line) => line < 1 || line > total);
    if (outside !== undefined)
      report(
        at,
        `A linha ${outside} foi marcada, e o bloco acaba na ${total}.`,
        'Confira os números entre chaves.',
      );
  });
}
