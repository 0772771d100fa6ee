import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { classesOf, rulesOf, withoutLabStyles } from '../../../src/styles/lab-styles.ts';

const SHEETS: Record<string, string> = {
  '/a/lab.css': '.lab{color:red}.lab .grafico>svg{width:1.5em}',
  '/a/base.css': '.topo{color:red}.rodape{color:blue}',
  '/a/both.css': '.lab{color:red}.prosa{color:blue}',
};
const read = (address: string) => Promise.resolve(SHEETS[address] ?? '');
const link = (name: string) => `<link rel="stylesheet" href="/a/${name}.css">`;

test('a page without a lab loses the styles of labs, linked and inline, and nothing else', async () => {
  const page = `${link('lab')}${link('base')}${link('both')}<style>.lab[data-x=y] b{top:0}</style><style>.labor{top:0}</style><p class="prosa larga">`;
  expect(await withoutLabStyles(page, read)).toBe(
    `${link('base')}${link('both')}<style>.labor{top:0}</style><p class="prosa larga">`,
  );
});

test('an island, or an element that wears one of the classes, keeps them', async () => {
  const island = `${link('lab')}<astro-island></astro-island>`;
  expect(await withoutLabStyles(island, read)).toBe(island);
  const chart = `${link('lab')}<figure class="figura grafico">`;
  expect(await withoutLabStyles(chart, read)).toBe(chart);
});

test('class names come from selectors, not from values or addresses', () => {
  const css = '@media (width>1.5rem){.a.b:is(.c)>.d-e::before{width:.5em;background:url(x.png)}}';
  expect([...classesOf(css)]).toEqual(['a', 'b', 'c', 'd-e']);
});

test('an inline style that a page wears in part loses the other rules, and the policy names what is left', async () => {
  const hash = (css: string) => createHash('sha256').update(css).digest('base64');
  const before = '.lab{color:red}.questao{top:0}@media print{.lab b{top:0}}h2{top:0}';
  const after = '.questao{top:0}h2{top:0}';
  const page = (css: string) =>
    `<meta content="style-src 'sha256-${hash(css)}'"><style>${css}</style><p class="questao">`;
  expect(await withoutLabStyles(page(before), read)).toBe(page(after));
});

test('rules are split at the outermost level', () => {
  expect(rulesOf('@import "a";.a{b:c}@media (x){.d{e:f}.g{h:i}}')).toEqual([
    '@import "a";',
    '.a{b:c}',
    '@media (x){.d{e:f}.g{h:i}}',
  ]);
});

test('nothing outside the labs wears a class that a lab styles: every section gets the styles of all labs', () => {
  const read = (pattern: string) => globSync(pattern).map((path) => readFileSync(path, 'utf8'));
  const shared = new Set(read('src/styles/*.css').flatMap((css) => [...classesOf(css)]));
  const ofLabs = new Set(read('src/labs/**/*.css').flatMap((css) => [...classesOf(css)]));
  const worn = read('src/{components,layouts}/**/*.astro').flatMap((page) =>
    Array.from(page.matchAll(/\bclass="([^"]+)"/g), ([, names = '']) => names.split(/\s+/)).flat(),
  );
  expect(worn).toContain('questao');
  expect(ofLabs).toContain('resposta-dada');
  expect(worn.filter((name) => ofLabs.has(name) && !shared.has(name))).toEqual([]);
});
