/** Gives components what authors need not write: imported figures, the group of a set of tabs. */
import { basename } from 'node:path';
import type { Root } from 'mdast';
import type { MdxjsEsm } from 'mdast-util-mdxjs-esm';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { attributeOf, type Component, isComponent } from '../content/library.ts';
import { attribute, importOf, variableAttribute } from './nodes.ts';

/** `src="./x.svg"` becomes an import: drawings as text, so that they follow the theme, photographs as images. */
function importFigure(node: Component, imports: MdxjsEsm[]): void {
  const source = attributeOf(node, 'src');
  if (!source) return;
  const variable = `_figura${imports.length}`;
  const isDrawing = source.endsWith('.svg');
  imports.push(importOf(variable, isDrawing ? `${source}?raw` : source));
  node.attributes.push(
    variableAttribute(isDrawing ? 'desenho' : 'imagem', variable),
    attribute('nome', basename(source).replace(/\.\w+$/, '')),
  );
}

/** Tabs of one set share a `name`, which is how the browser closes the others when one opens. */
function groupTabs(node: Component, file: VFile): void {
  const group = `abas-${basename(file.path).replace(/\.\w+$/, '')}-${node.position?.start.line ?? 0}`;
  let first = true;
  visit(node, (child) => {
    if (child.type !== 'mdxJsxFlowElement' || child.name !== 'Aba') return;
    child.attributes.push(attribute('grupo', group));
    if (first) child.attributes.push({ type: 'mdxJsxAttribute', name: 'aberta', value: null });
    first = false;
  });
}

/** remark plugin for MDX. */
export function remarkComponents() {
  return (tree: Root, file: VFile) => {
    const imports: MdxjsEsm[] = [];
    visit(tree, (node) => {
      if (!isComponent(node)) return;
      if (node.name === 'Figura') importFigure(node, imports);
      if (node.name === 'Abas') groupTabs(node, file);
    });
    tree.children.unshift(...imports);
  };
}
