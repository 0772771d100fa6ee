/** Builders of the MDX nodes that the plugins insert. */
import type { Program } from 'estree-jsx';
import type { BlockContent, DefinitionContent } from 'mdast';
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import type { MdxjsEsm } from 'mdast-util-mdxjs-esm';

/** `name="value"` */
export function attribute(name: string, value: string): MdxJsxAttribute {
  return { type: 'mdxJsxAttribute', name, value };
}

/** `name={variable}` */
export function variableAttribute(name: string, variable: string): MdxJsxAttribute {
  const estree: Program = {
    type: 'Program',
    sourceType: 'module',
    body: [{ type: 'ExpressionStatement', expression: { type: 'Identifier', name: variable } }],
  };
  return {
    type: 'mdxJsxAttribute',
    name,
    value: { type: 'mdxJsxAttributeValueExpression', value: variable, data: { estree } },
  };
}

/** `import variable from 'source'` */
export function importOf(variable: string, source: string): MdxjsEsm {
  const estree: Program = {
    type: 'Program',
    sourceType: 'module',
    body: [
      {
        type: 'ImportDeclaration',
        specifiers: [{ type: 'ImportDefaultSpecifier', local: { type: 'Identifier', name: variable } }],
        source: { type: 'Literal', value: source },
        attributes: [],
      },
    ],
  };
  return { type: 'mdxjsEsm', value: '', data: { estree } };
}

/** Ready HTML in the middle of a sentence. */
export function inlineHtml(html: string): MdxJsxTextElement {
  return {
    type: 'mdxJsxTextElement',
    name: 'Fragment',
    attributes: [attribute('set:html', html)],
    children: [],
  };
}

/** `<name …>children</name>` on lines of its own. */
export function block(
  name: string,
  attributes: MdxJsxAttribute[],
  children: (BlockContent | DefinitionContent)[] = [],
): MdxJsxFlowElement {
  return { type: 'mdxJsxFlowElement', name, attributes, children };
}
