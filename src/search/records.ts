/**
 * What deserves to be found in a built page. Markup contract: an element with `data-registro="<kind>"` and
 * `data-titulo`, and, where they apply,
 *   `id`             address inside the page (a concept or a section is its whole page)
 *   `data-endereco`  address of its own, without the base path (a lab with its own page)
 *   `data-resumo`    text shown under the title; otherwise the element's own text
 *   `data-busca`     how a formula is read aloud
 *   `data-ingles`    English names, as shown
 *   `data-nomes`     other names that it answers to, separated by ";"
 *   `data-ensinado`  addresses that teach it, separated by spaces
 *   `data-aula`      lessons, separated by spaces; otherwise the lesson of the page
 * A section's passages are the headings of the page's `.prosa`.
 */
import type { Element, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { EXIT, visit } from 'unist-util-visit';
import type { Entry, Part } from './entries.ts';
import { isKind, type Kind } from './kinds.ts';
import { formulasOf, plainText } from './plain-text.ts';
import { compactFormula, stemsOf } from './words.ts';

/** An entry with the words that the browser gets only as an index. */
export interface SearchRecord extends Entry {
  parts?: Passage[];
  /** What is not shown with it: the alternatives of a question, a concept's context, a lab's page. */
  hidden?: Hidden;
  /** What readers ask that it answers, in their words; never shown. */
  asked?: string[];
}

export interface Hidden {
  /** Stems and compact formulas without repetition. */
  words: string[];
  text: string;
}

export interface Passage extends Part {
  /** Stems and compact formulas without repetition, the most repeated first. */
  words: string[];
  /** Readable text, shown around the words found. */
  text: string;
}

const SHORTEST_FORMULA = 3;
const LONGEST_FORMULA = 30;
const TITLE_LENGTH = 90;

function attribute(node: Element, name: string): string | undefined {
  const value = node.properties[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function list(text: string | undefined, separator: string): string[] {
  return (text ?? '')
    .split(separator)
    .map((item) => item.trim())
    .filter(Boolean);
}

function find(tree: Nodes, wanted: (node: Element) => boolean): Element | undefined {
  let found: Element | undefined;
  visit(tree, 'element', (node) => {
    if (!wanted(node)) return;
    found = node;
    return EXIT;
  });
  return found;
}

function hasClass(name: string): (node: Element) => boolean {
  return ({ properties }) => Array.isArray(properties['className']) && properties['className'].includes(name);
}

/** Stems and compact formulas of a subtree, the most repeated first. */
function searchWords(nodes: readonly Nodes[]): string[] {
  const counts = new Map<string, number>();
  const compact = nodes
    .flatMap(formulasOf)
    .map(compactFormula)
    .filter(({ length }) => length >= SHORTEST_FORMULA && length <= LONGEST_FORMULA);
  for (const word of [...nodes.flatMap((node) => stemsOf(plainText(node))), ...compact]) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
}

function hiddenIn(node: Nodes): Hidden {
  return { words: searchWords([node]), text: plainText(node) };
}

/** Text of a passage without its heading. */
function textOf(nodes: readonly Nodes[]): string {
  const isHeading = (node: Nodes) => node.type === 'element' && /^h[23]$/.test(node.tagName);
  return nodes
    .filter((node) => !isHeading(node))
    .map(plainText)
    .filter(Boolean)
    .join(' ');
}

/** One passage a heading of level 2 or 3; what comes before the first is the passage without title. */
function partsOf(prose: Element): Passage[] {
  const passages: { id: string; title: string; nodes: Nodes[] }[] = [{ id: '', title: '', nodes: [] }];
  for (const node of prose.children) {
    const heading = node.type === 'element' && /^h[23]$/.test(node.tagName) ? node : undefined;
    if (heading)
      passages.push({ id: attribute(heading, 'id') ?? '', title: plainText(heading), nodes: [heading] });
    else passages.at(-1)?.nodes.push(node);
  }
  return passages
    .map(({ nodes, ...part }) => ({ ...part, words: searchWords(nodes), text: textOf(nodes) }))
    .filter(({ words }) => words.length > 0);
}

/** First words of a statement, as a title. */
function shortened(text: string): string {
  if (text.length <= TITLE_LENGTH) return text;
  return `${text.slice(0, text.lastIndexOf(' ', TITLE_LENGTH)).replace(/[,.;:]$/, '')}…`;
}

/** What only some kinds have. */
function ownParts(kind: Kind, node: Element, tree: Root): Pick<Entry, 'text'> & Partial<SearchRecord> {
  const summary = attribute(node, 'dataResumo');
  if (kind === 'formula') {
    const text = attribute(node, 'dataBusca') ?? plainText(node);
    return { text, formula: formulasOf(node).map(compactFormula).join(' ') };
  }
  if (kind === 'questao') {
    const statement = find(node, hasClass('enunciado'));
    const options = find(node, hasClass('alternativas'));
    const text = plainText(statement ?? node);
    return { text, title: shortened(text), ...(options && { hidden: hiddenIn(options) }) };
  }
  if (kind === 'secao') {
    const prose = find(tree, hasClass('prosa'));
    return { text: summary ?? '', ...(prose && { parts: partsOf(prose) }) };
  }
  if (kind === 'conceito') {
    const context = find(node, hasClass('prosa'));
    return { text: summary ?? '', ...(context && { hidden: hiddenIn(context) }) };
  }
  return { text: summary ?? plainText(node) };
}

/** `/aulas/19-peft/lora/` -> `19-peft`; nothing elsewhere. */
function lessonOfPath(path: string): string[] {
  const lesson = /^\/aulas\/([^/]+)\//.exec(path)?.[1];
  return lesson ? [lesson] : [];
}

/** A page's main text: what a lab with a page of its own is also found by. */
export function mainText(html: string): Hidden | undefined {
  const main = find(fromHtml(html), ({ tagName }) => tagName === 'main');
  return main && hiddenIn(main);
}

/** Headings of a page that is no text: a list, a tool. */
function headingsOf(main: Element): Passage[] {
  const parts: Passage[] = [];
  visit(main, 'element', (node) => {
    const id = attribute(node, 'id');
    if (node.tagName === 'h2' && id) parts.push({ id, title: plainText(node), words: [], text: '' });
  });
  return parts;
}

/**
 * A whole page as one entry, by its title, description, headings and what is written under them: none when it has no
 * title.
 * @param path address of the page without the base path
 */
export function pageRecord(html: string, path: string): SearchRecord[] {
  const tree = fromHtml(html);
  const title = find(tree, ({ tagName }) => tagName === 'h1');
  const main = find(tree, ({ tagName }) => tagName === 'main');
  const summary = find(tree, ({ properties }) => properties['name'] === 'description');
  if (!title || !main) return [];
  const prose = find(main, hasClass('prosa'));
  const parts = prose ? partsOf(prose) : headingsOf(main);
  const text = (summary && attribute(summary, 'content')) ?? '';
  return [{ kind: 'pagina', path, title: plainText(title), text, parts, lessons: lessonOfPath(path) }];
}

/**
 * The search entries of one built page.
 * @param path address of the page without the base path
 */
export function recordsOf(html: string, path: string): SearchRecord[] {
  if (!html.includes('data-registro=')) return [];
  const tree = fromHtml(html);
  const entries: SearchRecord[] = [];
  visit(tree, 'element', (node) => {
    const kind = attribute(node, 'dataRegistro');
    const title = attribute(node, 'dataTitulo');
    if (!isKind(kind) || !title) return;
    // A formula outside a lesson is an example of how to write one.
    if (kind === 'formula' && lessonOfPath(path).length === 0) return;
    const id = attribute(node, 'id');
    const english = attribute(node, 'dataIngles');
    const names = list(attribute(node, 'dataNomes'), ';');
    const taughtIn = list(attribute(node, 'dataEnsinado'), ' ');
    const lessons = list(attribute(node, 'dataAula'), ' ');
    entries.push({
      kind,
      path: attribute(node, 'dataEndereco') ?? (id ? `${path}#${id}` : path),
      title,
      ...ownParts(kind, node, tree),
      ...(english && { english }),
      ...(names.length > 0 && { names }),
      ...(taughtIn.length > 0 && { taughtIn }),
      lessons: lessons.length > 0 ? lessons : lessonOfPath(path),
    });
  });
  return entries;
}
