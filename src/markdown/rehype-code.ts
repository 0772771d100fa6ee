/** Code blocks: marked lines while Shiki colours them, then title, language and copy button around them. */
import type { Element, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { MdxJsxFlowElementHast } from 'mdast-util-mdx-jsx';
import type { ShikiTransformer } from 'shiki';
import { SKIP, visit } from 'unist-util-visit';
import { parseFence } from './fence.ts';
import { attribute } from './nodes.ts';

/** Shiki transformer: class `marcada` on marked lines, and the title on the block. */
export const fenceTransformer: ShikiTransformer = {
  name: 'fence',
  line(node, number) {
    if (parseFence(this.options.meta?.__raw ?? '').lines.has(number)) this.addClassToHast(node, 'marcada');
  },
  pre(node) {
    const { title } = parseFence(this.options.meta?.__raw ?? '');
    if (title) node.properties['dataTitulo'] = title;
  },
};

function isShikiBlock(node: Element): boolean {
  return node.tagName === 'pre' && String(node.properties['class'] ?? '').includes('astro-code');
}

/** rehype plugin for MDX: hands each coloured block to the component `Codigo` as ready HTML. */
export function rehypeCode() {
  return (tree: Root) => {
    visit(tree, 'element', (node, index, parent) => {
      if (!isShikiBlock(node) || !parent || index === undefined) return;
      const { dataTitulo, dataLanguage, ...properties } = node.properties;
      const html = toHtml({ ...node, properties });
      const code: MdxJsxFlowElementHast = {
        type: 'mdxJsxFlowElement',
        name: 'Codigo',
        attributes: [attribute('html', html), attribute('linguagem', String(dataLanguage ?? ''))],
        children: [],
      };
      if (dataTitulo) code.attributes.push(attribute('titulo', String(dataTitulo)));
      parent.children.splice(index, 1, code);
      return [SKIP, index + 1];
    });
  };
}
