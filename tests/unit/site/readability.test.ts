import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { fleschOf, measure, proseOf } from '../../../scripts/readability/flesch.ts';
import { countSyllables } from '../../../scripts/readability/syllables.ts';

/** Divided as in a dictionary; the count is that of the parts. */
const DIVIDED = `
  a-dap-ta-dor ma-triz pos-to pe-so a-pren-der trei-no mo-de-lo me-mó-ria his-tó-ria sé-rie á-gua
  ma-ri-a a-dap-ta-ri-a di-zi-a ri-os ra-iz ra-í-zes sa-í-da sa-ir ca-in-do ra-i-nha ju-iz ru-im mui-to cui-da-do
  quan-ti-za-ção quan-do que qui-lo guer-ra gui-a á-gua lin-gua-gem fre-quen-te
  ca-mi-nhão mãe põe a-ções ma-tri-zes ór-gãos bên-ção ir-mã
  pai rei lei-tu-ra ou-tro au-to-a-ten-ção eu-ro-peu
  vo-o le-em co-o-pe-rar re-e-le-ger cri-ar sub-li-nhar di-fe-ren-ça
  pi-a-no su-a vi-és vi-e-ses te-o-ri-a i-dei-a
  gra-di-en-te o-ti-mi-za-dor pa-râ-me-tro ca-ma-da cons-tru-ir cons-tru-í-do
  trans-for-ma-da fór-mu-la é um
`
  .trim()
  .split(/\s+/);

test.each(DIVIDED)('%s', (divided) => {
  expect(countSyllables(divided.replaceAll('-', ''))).toBe(divided.split('-').length);
});

test('joined words add up, and every word has a syllable', () => {
  expect(countSyllables('guarda-chuva')).toBe(4);
  expect(countSyllables('hmm')).toBe(1);
  expect(countSyllables('ATENÇÃO')).toBe(3);
});

test('the index is that of Martins and others: 248.835 − 1.015 words/sentence − 84.6 syllables/word', () => {
  expect(fleschOf({ sentences: 2, words: 20, syllables: 40 })).toBeCloseTo(248.835 - 10.15 - 169.2, 9);
  expect(measure('O peso muda. O gato viu.')).toEqual({ sentences: 2, words: 6, syllables: 9 });
});

test('prose is what a person reads in sentences: no code, formula, table or attribute', () => {
  const text = proseOf(
    '## Título\n\nO peso $W_0$ fica <Termo id="congelar">congelado</Termo>, e `r` não.\n\n```sh\nnpm ci\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n- Primeiro item\n- Segundo item.\n\n<Nota titulo="Fora">\nDentro da nota.\n</Nota>\n',
  );
  expect(text).toEqual([
    'O peso fica congelado, e não.',
    'Primeiro item.',
    'Segundo item.',
    'Dentro da nota.',
  ]);
});

const ROOT = resolve(import.meta.dirname, '../../..');

test.each(globSync('content/{aulas/*,paginas}/*.mdx', { cwd: ROOT }).sort())('%s is easy to read', (file) => {
  const text = proseOf(readFileSync(resolve(ROOT, file), 'utf8')).join('\n');
  expect(fleschOf(measure(text)), `rode: npm run legibilidade -- ${file}`).toBeGreaterThanOrEqual(50);
});
