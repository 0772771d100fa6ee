/** What exists in the content: every id that another file may refer to. */
import type { Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';
import { labs } from '../labs/registry.ts';
import { headingId } from '../markdown/headings.ts';
import { coverageAnchor } from './coverage-anchor.ts';

/** An id that a page will have, and the place that gives it. */
export interface Anchor {
  id: string;
  /** The inventory item, when `<Cobre>` gives the id. */
  item: string | undefined;
  at: { line: number; column: number } | undefined;
}

export interface Library {
  lessons: ReadonlySet<string>;
  /** `19-peft/introducao` -> ids inside the page. */
  sections: ReadonlyMap<string, ReadonlySet<string>>;
  /** Pages about the site: `guia-do-autor`. */
  pages: ReadonlySet<string>;
  terms: ReadonlySet<string>;
  works: ReadonlySet<string>;
  questions: ReadonlySet<string>;
  labs: ReadonlySet<string>;
}

export type Component = MdxJsxFlowElement | MdxJsxTextElement;

export const labIds: ReadonlySet<string> = new Set(labs.map(({ id }) => id));

/** Static value of an attribute; undefined when absent or computed. */
export function attributeOf(node: Component, name: string): string | undefined {
  const found = node.attributes.find((item) => item.type === 'mdxJsxAttribute' && item.name === name);
  return typeof found?.value === 'string' ? found.value : undefined;
}

export const isComponent = (node: { type: string }): node is Component =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

/** Every id of a page, in order; repeated ones too. */
export function anchorsOf(tree: Root): Anchor[] {
  const anchors: Anchor[] = [];
  visit(tree, (node) => {
    const at = node.position?.start;
    if (node.type === 'heading') anchors.push({ id: headingId(node), item: undefined, at });
    if (!isComponent(node)) return;
    if (node.name === 'Cobre') {
      const items = (attributeOf(node, 'itens') ?? '').split(/\s+/).filter(Boolean);
      anchors.push(...items.map((item) => ({ id: coverageAnchor(item), item, at })));
    } else if (node.name === 'Definicao' || node.name === 'Formula') {
      const id = attributeOf(node, 'id');
      if (id) anchors.push({ id, item: undefined, at });
    }
  });
  return anchors;
}
