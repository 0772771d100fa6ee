/**
 * Search records inside a built page that deserve to be found by themselves: formulas, questions, labs.
 * Markup contract: an element with `id`, `data-registro="formula|questao|laboratorio"` and `data-titulo`;
 * its text is indexed, plus `data-busca` (spoken form, aliases), less whatever carries `data-pagefind-ignore`.
 */
import type { Element, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { SKIP, visit } from 'unist-util-visit';
import { isKind, type Kind } from './kinds.ts';

export interface SearchRecord {
  kind: Kind;
  id: string;
  title: string;
  text: string;
  /** Lesson that it belongs to, for the filter. */
  lesson: string | undefined;
}

function attribute(node: Element, name: string): string | undefined {
  const value = node.properties[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Readable text of a subtree; drawn and hidden-from-search parts (MathJax, SVG, buttons) are left out. */
function searchableText(node: Nodes): string {
  const words: string[] = [];
  visit(node, (child) => {
    if (child.type === 'text') words.push(child.value);
    if (child.type !== 'element') return;
    const drawn = ['svg', 'mjx-container', 'button', 'script', 'style'].includes(child.tagName);
    if (drawn || child.properties['dataPagefindIgnore'] !== undefined) return SKIP;
    return;
  });
  return words.join(' ').replace(/\s+/g, ' ').trim();
}

/** `/aulas/19-peft/lora/` -> `19-peft`; undefined elsewhere. */
function lessonOfPath(path: string): string | undefined {
  return /^\/aulas\/([^/]+)\//.exec(path)?.[1];
}

/** Finds the records of one built page. */
export function recordsOf(html: string, path: string): SearchRecord[] {
  if (!html.includes('data-registro=')) return [];
  const tree: Root = fromHtml(html);
  const records: SearchRecord[] = [];
  visit(tree, 'element', (node) => {
    const kind = attribute(node, 'dataRegistro');
    const id = attribute(node, 'id');
    const title = attribute(node, 'dataTitulo');
    if (!isKind(kind) || !id || !title) return;
    const text = [attribute(node, 'dataBusca'), searchableText(node)].filter(Boolean).join('. ');
    records.push({ kind, id, title, text, lesson: attribute(node, 'dataAula') ?? lessonOfPath(path) });
  });
  return records;
}
