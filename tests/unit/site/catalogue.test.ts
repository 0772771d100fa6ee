import { toString as textOf } from 'mdast-util-to-string';
import { expect, test } from 'vitest';
import { registry } from '../../../src/components/mdx/registry.ts';
import { parseMdx } from '../../../src/content/mdx.ts';
import { labs } from '../../../src/labs/registry.ts';
import { catalogueOf, remarkCatalogue } from '../../../src/markdown/remark-catalogue.ts';

const nodes = [...catalogueOf('texto'), ...catalogueOf('laboratórios')];
const labTags = new Set<string>(labs.map(({ tag }) => tag));

test('every component is in the guide, with its source and its live example', () => {
  const headings = nodes.filter((node) => node.type === 'heading').map((node) => textOf(node));
  expect(headings).toEqual([...registry.keys()]);
  for (const [name, { exemplo }] of registry) {
    expect(exemplo, name).toContain(`<${name}`);
    const at = nodes.findIndex((node) => node.type === 'code' && node.value === exemplo);
    const live = nodes[at + 1];
    expect(live, name).toMatchObject({ type: 'mdxJsxFlowElement', name: 'div' });
    expect(JSON.stringify(live), name).toContain(`"name":"${name}"`);
  }
});

test('every prop of a text component says what goes in it', () => {
  for (const [name, { props }] of registry) {
    if (labTags.has(name)) continue;
    for (const [prop, schema] of Object.entries(props.shape)) {
      expect(schema.meta()?.description, `${name} ${prop}`).toMatch(/^\S.{7,90}\.$/);
    }
  }
});

test('a page asks for the catalogue with a comment; other comments stay', () => {
  const tree = parseMdx('Antes.\n\n{/* catálogo: texto */}\n\n{/* outra coisa */}\n', () => {});
  if (!tree) throw new Error('unreachable: the text parses');
  remarkCatalogue()(tree);
  const kinds = tree.children.map(({ type }) => type);
  expect(kinds.filter((kind) => kind === 'mdxFlowExpression')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'heading').length).toBe(registry.size - labs.length);
});
