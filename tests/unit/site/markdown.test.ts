import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { citationText, yearLetters } from '../../../src/content/citation.ts';
import { inlineDrawing } from '../../../src/markdown/drawing.ts';
import { parseFence } from '../../../src/markdown/fence.ts';
import { remarkHeadingIds } from '../../../src/markdown/headings.ts';
import { renderMarkdown } from '../../../src/markdown/inline.ts';
import { remarkBasePath, underBase } from '../../../src/markdown/links.ts';
import { glyphDefinitions, renderTex, TexError } from '../../../src/markdown/maths.ts';
import { slugify } from '../../../src/markdown/slug.ts';

function headingIds(source: string): unknown[] {
  const tree = unified().use(remarkParse).use(remarkMdx).use(remarkMath).parse(source);
  remarkHeadingIds()(tree);
  const ids: unknown[] = [];
  visit(tree, 'heading', (node) => {
    ids.push(node.data?.hProperties?.['id'], node.children.length);
  });
  return ids;
}

describe('ids', () => {
  test('Portuguese text without accents or signs', () => {
    expect(slugify('O que é o posto?')).toBe('o-que-e-o-posto');
    expect(slugify('A fatoração ΔW = BA')).toBe('a-fatoracao-deltaw-ba');
    expect(slugify('W₀ e x²')).toBe('w0-e-x2');
  });
  test('of headings: from the text, the formula, the component, or chosen', () => {
    expect(headingIds('## Ação\n\n## A matriz $W$\n\n## O <Termo id="posto">posto</Termo>\n')).toEqual([
      'acao',
      1,
      'a-matriz-w',
      2,
      'o-posto',
      2,
    ]);
    expect(headingIds('## Um nome que muda {/* #nome-fixo */}\n')).toEqual(['nome-fixo', 1]);
  });
});

describe('links', () => {
  test('from the root go under the base; the others stay', () => {
    expect(underBase('/glossario/', '/curso/')).toBe('/curso/glossario/');
    expect(underBase('/glossario/', '/')).toBe('/glossario/');
    expect(['#a', 'https://x.org/', '//x.org/', './a.png'].map((url) => underBase(url, '/curso'))).toEqual([
      '#a',
      'https://x.org/',
      '//x.org/',
      './a.png',
    ]);
  });
  test('in the tree: links, images, definitions', () => {
    const tree = unified().use(remarkParse).parse('[a](/x/) ![b](/y.png)\n\n[c]: /z/\n');
    remarkBasePath('/b/')(tree);
    const urls: string[] = [];
    visit(tree, (node) => {
      if (node.type === 'link' || node.type === 'image' || node.type === 'definition') urls.push(node.url);
    });
    expect(urls).toEqual(['/b/x/', '/b/y.png', '/b/z/']);
  });
});

describe('formulas', () => {
  test('are a drawing for the eye and MathML for assistive technology', async () => {
    const html = await renderTex('x^2', false);
    expect(html).toMatch(/^<mjx-container class="curta"><svg [^>]*aria-hidden="true">/);
    expect(html).toContain('<math><msup><mi>x</mi><mn>2</mn></msup></math>');
    expect(html).not.toContain('xlink');
  });
  test('share the glyphs of the page, each drawn once', async () => {
    const page = (await renderTex('a + a', false)) + (await renderTex('a - b', true));
    const glyphs = await glyphDefinitions(page);
    const used = new Set(Array.from(page.matchAll(/href="#([^"]+)"/g), ([, id]) => id));
    const drawn = Array.from(glyphs.matchAll(/<path id="([^"]+)" d="M[^"]+"/g), ([, id]) => id);
    expect(new Set(drawn)).toEqual(used);
    expect(drawn.length).toBe(used.size);
    expect(await glyphDefinitions('<p>sem fórmula</p>')).toBe('');
  });
  test('are converted once: the same promise for the same TeX', () => {
    expect(renderTex('y', true)).toBe(renderTex('y', true));
    expect(renderTex('y', true)).not.toBe(renderTex('y', false));
  });
  test('keep the signs that touch them', async () => {
    const html = await renderMarkdown('Posto ($r$), e $x$.', '/');
    expect(html).toMatch(
      /^Posto <mjx-container class="curta">\(<svg.*<\/svg>\),<mjx-assistive-mml.*<\/mjx-container> e <mjx/,
    );
    expect(html).toMatch(/<\/svg>\.<mjx-assistive-mml[^.]*<\/mjx-container>$/);
  });
  test('break at their signs only when they are long', async () => {
    expect(await renderTex('a = b + c', false)).toMatch(/^<mjx-container class="curta">/);
    expect(await renderTex('a = b + c + d + e + f + g + h + i + j', false)).toMatch(/^<mjx-container><svg/);
  });
  test('with an unknown command are refused', async () => {
    await expect(renderTex('\\naoexiste', false)).rejects.toBeInstanceOf(TexError);
  });
});

describe('short texts', () => {
  test('one paragraph comes bare, with its spaces', async () => {
    const html = await renderMarkdown('O posto **r**, $r$, e `x`; veja [o glossário](/glossario/).', '/b/');
    expect(html).toMatch(
      /^O posto <strong>r<\/strong>, <mjx-container [^>]*>.*<\/mjx-container> e <code>x<\/code>;/,
    );
    expect(html).toContain('<a href="/b/glossario/">');
  });
  test('several paragraphs keep their tags, and HTML is shown, not run', async () => {
    expect(await renderMarkdown('Um\n\nDois', '/')).toBe('<p>Um</p>\n<p>Dois</p>');
    expect(await renderMarkdown('<script>alert(1)</script> e <b>a</b>', '/')).not.toMatch(/<(script|b)>/);
  });
});

test('fence: title, marked lines, and what is not understood', () => {
  expect(parseFence('title="lora.py" {2,5-7} extra')).toEqual({
    title: 'lora.py',
    lines: new Set([2, 5, 6, 7]),
    unknown: ['extra'],
  });
  expect(parseFence('')).toEqual({ title: undefined, lines: new Set(), unknown: [] });
});

test('drawing: alternative text, fixed ratio, ids of its own', () => {
  const svg =
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="9"><g id="a" fill="url(#a)"><use href="#a"/></g></svg>';
  expect(inlineDrawing(svg, { name: 'fig', alt: 'W & "x" < y', width: 200 })).toBe(
    '<svg viewBox="0 0 400 300" width="200" height="150" role="img" aria-label="W &amp; &quot;x&quot; &lt; y"><g id="fig-a" fill="url(#fig-a)"><use href="#fig-a"/></g></svg>',
  );
});

test('citation: one, two, many authors', () => {
  expect(citationText({ autores: ['Lialin, Vladislav'], ano: 2023 })).toBe('Lialin, 2023');
  expect(citationText({ autores: ['Li, Xiang Lisa', 'Liang, Percy'], ano: 2021 })).toBe('Li e Liang, 2021');
  expect(citationText({ autores: ['Hu, Edward J.', 'Shen, Yelong', 'Chen, Weizhu'], ano: 2021 })).toBe(
    'Hu et al., 2021',
  );
  expect(citationText({ autores: ['Gunter, Tom', 'outros'], ano: 2024 })).toBe('Gunter et al., 2024');
  expect(citationText({ autores: ['Brasil'], ano: 2018 })).toBe('Brasil, 2018');
});

test('citation: a letter tells apart works of the same authors and year, in order of title', () => {
  const work = (id: string, autores: string[], titulo: string) => ({
    id,
    data: { autores, ano: 2021, titulo },
  });
  const letters = yearLetters([
    work('v2', ['Liu, Xiao', 'Ji, Kaixuan', 'outros'], 'P-Tuning v2'),
    work('v1', ['Liu, Xiao', 'Zheng, Yanan', 'outros'], 'GPT Understands, Too'),
    work('prefix', ['Li, Xiang Lisa', 'Liang, Percy'], 'Prefix-Tuning'),
  ]);
  expect([...letters]).toEqual([
    ['v1', 'a'],
    ['v2', 'b'],
  ]);
  expect(citationText({ autores: ['Liu, Xiao', 'outros'], ano: 2021 }, letters.get('v1'))).toBe(
    'Liu et al., 2021a',
  );
});
