/** Tags of an MDX file against the registry of components: name, props, children, place. */
import type { Literal } from 'estree-jsx';
import type { Nodes } from 'mdast';
import type { MdxJsxAttribute } from 'mdast-util-mdx-jsx';
import { visitParents } from 'unist-util-visit-parents';
import { z } from 'zod';
import { type ComponentSpec, plainTags, registry } from '../../components/mdx/registry.ts';
import { explainIssue, knownKeys } from '../issues.ts';
import { type Component, isComponent } from '../library.ts';
import { nearest } from '../nearest.ts';
import type { Page } from './page.ts';

const tag = (name: string) => `<${name}>`;

function checkName(node: Component, { report }: Page): ComponentSpec | undefined {
  const at = node.position?.start;
  const { name } = node;
  if (!name) {
    report(at, 'Tag sem nome <>.', 'Apague-a: o Markdown não precisa dela.');
    return undefined;
  }
  const spec = registry.get(name);
  if (spec || plainTags.has(name)) return spec;
  if (/^[a-z]/.test(name)) {
    const allowed = [...plainTags].map(tag).join(', ');
    report(
      at,
      `A tag HTML <${name}> não é aceita no texto.`,
      `Use Markdown ou um componente. As aceitas: ${allowed}.`,
    );
  } else {
    const suggestion = nearest(name, registry.keys(), tag);
    report(
      at,
      `Componente desconhecido <${name}>.`,
      suggestion || `Os que existem: ${[...registry.keys()].join(', ')}.`,
    );
  }
  return undefined;
}

function literalOf(attribute: MdxJsxAttribute): Literal['value'] | undefined {
  if (attribute.value === null || attribute.value === undefined) return true;
  if (typeof attribute.value === 'string') return attribute.value;
  const statement = attribute.value.data?.estree?.body[0];
  const expression = statement?.type === 'ExpressionStatement' ? statement.expression : undefined;
  return expression?.type === 'Literal' ? expression.value : undefined;
}

function checkProps(node: Component, spec: ComponentSpec, { report }: Page): void {
  const start = node.position?.start;
  const props: Record<string, unknown> = {};
  const places = new Map<string, typeof start>();
  const computed = new Set<PropertyKey | undefined>();
  for (const attribute of node.attributes) {
    const at = attribute.position?.start ?? start;
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      report(at, `Propriedade calculada em <${node.name}>.`, 'Escreva cada propriedade como nome="valor".');
      continue;
    }
    const value = literalOf(attribute);
    if (value === undefined) {
      report(
        at,
        `A propriedade “${attribute.name}” é calculada.`,
        'Escreva um valor fixo, como nome="valor".',
      );
      computed.add(attribute.name);
    }
    if (places.has(attribute.name)) {
      report(at, `A propriedade “${attribute.name}” aparece duas vezes.`, 'Apague uma delas.');
    }
    props[attribute.name] = value;
    places.set(attribute.name, at);
  }
  const subject = { noun: 'propriedade', owner: `em <${node.name}>` } as const;
  for (const issue of z.safeParse(spec.props, props, { reportInput: true }).error?.issues ?? []) {
    if (computed.has(issue.path[0])) continue;
    const explanations = explainIssue(issue, subject, knownKeys(spec.props, issue.path, props));
    for (const [index, { cause, mend }] of explanations.entries()) {
      const name = issue.code === 'unrecognized_keys' ? issue.keys[index] : String(issue.path[0]);
      report(places.get(name ?? '') ?? start, cause, mend);
    }
  }
}

const meaningful = (node: Nodes) =>
  !(node.type === 'text' && node.value.trim() === '') &&
  node.type !== 'mdxTextExpression' &&
  node.type !== 'mdxFlowExpression';

/** Content between the tags; a lone paragraph around a formula or an inline tag counts as what it holds. */
function contentOf(node: Component): Nodes[] {
  const children: Nodes[] = node.children.filter(meaningful);
  return children.flatMap((child) =>
    child.type === 'paragraph' && child.children.filter(meaningful).every((inner) => isComponent(inner))
      ? child.children.filter(meaningful)
      : [child],
  );
}

type Expected = { test: (node: Nodes) => boolean; mend: (name: string) => string };

const EXPECTED: Record<'tabela' | 'lista numerada' | 'fórmula em bloco' | 'Aba', Expected> = {
  tabela: {
    test: (node) => node.type === 'table',
    mend: () => 'Deixe uma linha em branco antes e depois da tabela em Markdown.',
  },
  'lista numerada': {
    test: (node) => node.type === 'list' && node.ordered === true,
    mend: () => 'Escreva os passos como 1., 2., 3., com uma linha em branco antes e depois.',
  },
  'fórmula em bloco': {
    test: (node) => node.type === 'math',
    mend: () => 'Escreva a fórmula entre linhas de $$, com uma linha em branco antes e depois.',
  },
  Aba: {
    test: (node) => isComponent(node) && node.name === 'Aba',
    mend: () => 'Dentro de <Abas> só pode haver <Aba rotulo="…">.',
  },
};

function checkChildren(node: Component, { filhos }: ComponentSpec, { report }: Page): void {
  const at = node.position?.start;
  const content = contentOf(node);
  if (filhos === 'nenhum') {
    if (content.length > 0) report(at, `<${node.name}> não leva texto.`, `Escreva <${node.name} … />.`);
    return;
  }
  if (filhos === 'opcional') return;
  if (content.length === 0) {
    report(at, `<${node.name}> está vazio.`, `Escreva o conteúdo entre <${node.name}> e </${node.name}>.`);
    return;
  }
  if (filhos === 'texto') return;
  const { test, mend } = EXPECTED[filhos];
  const single = filhos === 'tabela' || filhos === 'lista numerada';
  const wrong = content.find((child) => !test(child));
  if (wrong || (single && content.length > 1)) {
    const wanted = filhos === 'Aba' ? 'componentes <Aba>' : `uma ${filhos}`;
    report(wrong?.position?.start ?? at, `<${node.name}> deve conter só ${wanted}.`, mend(node.name ?? ''));
  }
}

function checkPlace(node: Component, spec: ComponentSpec, parents: readonly Nodes[], { report }: Page): void {
  const at = node.position?.start;
  const parent = parents.at(-1);
  if (spec.dentroDe && !(parent && isComponent(parent) && parent.name === spec.dentroDe)) {
    report(at, `<${node.name}> fora de <${spec.dentroDe}>.`, `Ponha-o dentro de <${spec.dentroDe}>.`);
  }
  const inSentence =
    parent?.type === 'paragraph' &&
    parent.children.some((child) =>
      child.type !== 'text' ? !isComponent(child) : child.value.trim() !== '',
    );
  if (!spec.emLinha && (inSentence || parent?.type === 'heading' || parent?.type === 'tableCell')) {
    report(
      at,
      `<${node.name}> no meio de uma frase.`,
      'Ponha-o em linhas próprias, com uma linha em branco antes e depois.',
    );
  }
}

export function checkComponents(page: Page): void {
  visitParents(page.tree, (node, parents) => {
    if (!isComponent(node)) return;
    const spec = checkName(node, page);
    if (!spec) return;
    checkProps(node, spec, page);
    checkChildren(node, spec, page);
    checkPlace(node, spec, parents, page);
  });
}

/** Content is text: no imports, no computed values. */
export function checkNoCode({ tree, report }: Page): void {
  visitParents(tree, (node) => {
    const at = node.position?.start;
    if (node.type === 'mdxjsEsm') {
      report(
        at,
        'O conteúdo não leva import nem export.',
        'Os componentes já estão disponíveis: apague a linha.',
      );
    }
    if (node.type !== 'mdxTextExpression' && node.type !== 'mdxFlowExpression') return;
    if (!/^\s*(\/\*[\s\S]*\*\/\s*)*$/.test(node.value)) {
      report(
        at,
        `O texto {${node.value}} seria lido como código.`,
        'Para chaves no texto, escreva \\{ e \\}.',
      );
    }
  });
}
