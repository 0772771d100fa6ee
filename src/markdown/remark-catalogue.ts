/**
 * The catalogue of components in the author's guide. A page asks for it with `{/* catálogo: texto *\/}` or
 * `{/* catálogo: laboratórios *\/}`; each component comes with its use, its props, and its example twice: source and result.
 */
import type { BlockContent, ListItem, PhrasingContent, Root, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';
import { z } from 'zod';
import { type ComponentSpec, registry } from '../components/mdx/registry.ts';
import { parseMdx } from '../content/mdx.ts';
import { labs } from '../labs/registry.ts';
import { slugify } from './slug.ts';

const MARKER = /^\/\* catálogo: (texto|laboratórios) \*\/$/;
/** An example is written as in a section of a lesson; the file of its figure lies with this one. */
const FIGURES = '../aulas/19-peft/figuras/';

const labTags = new Set<string>(labs.map(({ tag }) => tag));

const words = (value: string): PhrasingContent => ({ type: 'text', value });
const code = (value: string): PhrasingContent => ({ type: 'inlineCode', value });
const paragraph = (...children: PhrasingContent[]): BlockContent => ({ type: 'paragraph', children });

const CONTENT: Record<ComponentSpec['filhos'], string> = {
  nenhum: 'Fecha-se em si mesmo.',
  opcional: 'Pode ter conteúdo ou fechar-se em si mesmo.',
  texto: 'Entre as tags vai texto em Markdown.',
  tabela: 'Entre as tags vai uma tabela em Markdown.',
  'lista numerada': 'Entre as tags vai uma lista numerada.',
  'fórmula em bloco': 'Entre as tags vai uma fórmula em bloco.',
  Aba: 'Entre as tags vão componentes Aba.',
};

function rulesOf({ filhos, emLinha, dentroDe }: ComponentSpec): string {
  const place = emLinha ? 'Pode ficar no meio da frase.' : 'Fica em linhas próprias.';
  return [place, CONTENT[filhos], dentroDe ? `Só dentro de ${dentroDe}.` : ''].filter(Boolean).join(' ');
}

/** Props that say what goes in them get a line each; the others, which a lab's own controls explain, are named together. */
function propsOf({ props }: ComponentSpec): RootContent[] {
  const named: PhrasingContent[] = [];
  const items: ListItem[] = [];
  for (const [name, schema] of Object.entries(props.shape)) {
    const { description } = schema.meta() ?? {};
    const optional = z.safeParse(schema, undefined).success ? ' (opcional)' : '';
    if (description) {
      items.push({
        type: 'listItem',
        children: [paragraph(code(name), words(`${optional}: ${description}`))],
      });
    } else named.push(...(named.length > 0 ? [words(', ')] : []), code(name));
  }
  return [
    ...(items.length > 0 ? [{ type: 'list', ordered: false, spread: false, children: items } as const] : []),
    ...(named.length > 0 ? [paragraph(words('Propriedades, todas opcionais: '), ...named, words('.'))] : []),
  ];
}

/** The example as the page will show it, in a box of its own. */
function resultOf(example: string): RootContent[] {
  const tree = parseMdx(`<div class="resultado">\n\n${example}\n\n</div>`, () => {});
  if (!tree) return [];
  visit(tree, 'mdxJsxFlowElement', ({ attributes }) => {
    for (const item of attributes) {
      if (item.type !== 'mdxJsxAttribute' || item.name !== 'src' || typeof item.value !== 'string') continue;
      item.value = item.value.replace('./figuras/', FIGURES);
    }
  });
  return tree.children;
}

function entryOf(name: string, spec: ComponentSpec): RootContent[] {
  return [
    { type: 'heading', depth: 3, children: [code(name)] },
    paragraph(words(`${spec.descricao} ${rulesOf(spec)}`)),
    ...propsOf(spec),
    { type: 'code', lang: 'mdx', meta: 'title="Você escreve"', value: spec.exemplo },
    ...resultOf(spec.exemplo),
  ];
}

/** What the catalogue shows for one marker: a component that lives inside another is shown within that one's example. */
export function catalogueOf(kind: 'texto' | 'laboratórios'): RootContent[] {
  const entries = [...registry].filter(([name]) => labTags.has(name) === (kind === 'laboratórios'));
  const links = entries.flatMap(([name], index): PhrasingContent[] => [
    ...(index > 0 ? [words(' · ')] : []),
    { type: 'link', url: `#${slugify(name)}`, children: [code(name)] },
  ]);
  return [paragraph(...links), ...entries.flatMap(([name, spec]) => entryOf(name, spec))];
}

/** remark plugin for MDX; runs before the plugins that treat components and maths. */
export function remarkCatalogue() {
  return (tree: Root) => {
    visit(tree, 'mdxFlowExpression', (node, index, parent) => {
      const kind = MARKER.exec(node.value.trim())?.[1];
      if (index === undefined || !parent || (kind !== 'texto' && kind !== 'laboratórios')) return;
      const nodes = catalogueOf(kind);
      parent.children.splice(index, 1, ...nodes);
      return index + nodes.length;
    });
  };
}
