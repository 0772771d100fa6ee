/**
 * Flesch reading ease adapted to Portuguese: Martins, Ghiraldelo, Nunes and Oliveira Jr. (1996), "Readability formulas applied
 * to textbooks in Brazilian Portuguese". 75–100 very easy, 50–75 easy, 25–50 hard, 0–25 very hard.
 */
import type { Nodes } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import { parseMdx, splitFrontMatter } from '../../src/content/mdx.ts';
import { countSyllables } from './syllables.ts';

export interface Counts {
  sentences: number;
  words: number;
  syllables: number;
}

const SENTENCES = new Intl.Segmenter('pt-BR', { granularity: 'sentence' });
const WORD = /\p{L}+(?:-\p{L}+)*/gu;
/** Not read as sentences. */
const SILENT = new Set(['code', 'math', 'table', 'heading', 'inlineCode', 'inlineMath', 'mdxFlowExpression']);

function textOf(node: Nodes): string {
  let text = '';
  visit(node, (child) => {
    if (SILENT.has(child.type)) return SKIP;
    if (child.type === 'text') text += child.value;
    if (child.type === 'break') text += ' ';
    return;
  });
  return text
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.;:!?)])/g, '')
    .trim();
}

/**
 * The paragraphs of an MDX file as a person reads them; an item without a full stop gets one.
 * @throws Error when the text is not MDX
 */
export function proseOf(mdx: string): string[] {
  const tree = parseMdx(splitFrontMatter(mdx).body, () => {});
  if (!tree) throw new Error('O texto não é MDX: rode a construção para ver o erro.');
  const paragraphs: string[] = [];
  visit(tree, (node) => {
    if (SILENT.has(node.type)) return SKIP;
    if (node.type !== 'paragraph') return;
    const text = textOf(node);
    if (/\p{L}/u.test(text)) paragraphs.push(/[.!?:…]["”)]*$/.test(text) ? text : `${text}.`);
    return SKIP;
  });
  return paragraphs;
}

/** Counts of a text in whole sentences. */
export function measure(text: string): Counts {
  const counts: Counts = { sentences: 0, words: 0, syllables: 0 };
  for (const { segment } of SENTENCES.segment(text)) {
    const words = segment.match(WORD) ?? [];
    if (words.length === 0) continue;
    counts.sentences++;
    counts.words += words.length;
    for (const word of words) counts.syllables += countSyllables(word);
  }
  return counts;
}

/** The index of a text; higher is easier. */
export function fleschOf({ sentences, words, syllables }: Counts): number {
  return 248.835 - 1.015 * (words / sentences) - 84.6 * (syllables / words);
}

/** The longest sentences of a text, longest first. */
export function longestSentences(text: string, count: number): string[] {
  const sentences = Array.from(SENTENCES.segment(text), ({ segment }) => segment.trim());
  const length = (sentence: string) => sentence.match(WORD)?.length ?? 0;
  return sentences.sort((a, b) => length(b) - length(a)).slice(0, count);
}
