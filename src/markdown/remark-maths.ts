/** Replaces `$…$` and `$$…$$` by finished HTML. */
import type { Element, ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Nodes, Root } from 'mdast';
import type { InlineMath, Math as MathBlock } from 'mdast-util-math';
import { SKIP, visit } from 'unist-util-visit';
import { visitParents } from 'unist-util-visit-parents';
import type { VFile } from 'vfile';
import { glue, renderTex, TexError } from './maths.ts';
import { attribute, block, inlineHtml } from './nodes.ts';
import { takePunctuation } from './punctuation.ts';
import { explainTexError } from './tex-errors.ts';

type Formula = MathBlock | InlineMath;

async function renderOrFail(formula: Formula, file: VFile): Promise<string> {
  try {
    return await renderTex(formula.value, formula.type === 'math');
  } catch (error) {
    if (!(error instanceof TexError)) throw error;
    const { cause, mend } = explainTexError(error, formula.value);
    return file.fail(`Fórmula com erro: ${cause}. ${mend}`, formula.position);
  }
}

const isElement = (node: { type: string }): node is Element => node.type === 'element';

/** Keeps the formula's MathML as nodes, so that the table of contents can read the heading's text. */
function intoHeading(formula: InlineMath, html: string): void {
  const children: ElementContent[] = fromHtml(html, { fragment: true }).children.filter(isElement);
  formula.data = { hName: 'span', hProperties: {}, hChildren: children };
}

/** remark plugin for MDX. Fails with the file's line and column when TeX is wrong. */
export function remarkMaths() {
  return async (tree: Root, file: VFile) => {
    const found: { formula: Formula; parents: Nodes[] }[] = [];
    visitParents(tree, (node, parents) => {
      if (node.type === 'math' || node.type === 'inlineMath') found.push({ formula: node, parents });
    });
    const rendered = await Promise.all(found.map(({ formula }) => renderOrFail(formula, file)));
    for (const [index, { formula, parents }] of found.entries()) {
      const html = rendered[index] ?? '';
      const parent = parents.at(-1);
      if (formula.type === 'inlineMath' && parents.some((ancestor) => ancestor.type === 'heading')) {
        intoHeading(formula, html);
      } else if (parent && 'children' in parent) {
        const siblings: readonly Nodes[] = parent.children;
        const at = siblings.indexOf(formula);
        const fragment =
          formula.type === 'math'
            ? displayBlock(html)
            : inlineHtml(glue(html, ...takePunctuation(siblings, at)));
        parent.children.splice(at, 1, fragment);
      }
    }
  };
}

function displayBlock(html: string) {
  return block(
    'Rolavel',
    [attribute('rotulo', 'Fórmula')],
    [block('Fragment', [attribute('set:html', html)])],
  );
}

/** Wraps tables so that a wide one scrolls inside its own box; an empty corner cell is not a header. */
export function remarkScrollableTables() {
  return (tree: Root) => {
    visit(tree, 'table', (table, index, parent) => {
      if (!parent || index === undefined) return;
      for (const cell of table.children[0]?.children ?? []) {
        if (cell.children.length === 0) cell.data = { ...cell.data, hName: 'td' };
      }
      parent.children.splice(index, 1, block('Rolavel', [attribute('rotulo', 'Tabela')], [table]));
      return [SKIP, index + 1];
    });
  };
}
