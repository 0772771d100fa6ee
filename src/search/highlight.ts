/** The words of a text that answer the query, and the stretch of it worth showing. */
import { stem, wordsOf } from './words.ts';

export interface Piece {
  text: string;
  marked: boolean;
}

const WORD = /\d+(?:[.,]\d+)+|[\p{L}\p{N}\p{M}_]+\+?/gu;
const LONGEST_SHOWN = 230;
const BEFORE_MATCH = 70;

/** Cuts a text into marked and unmarked pieces. */
export function marked(text: string, stems: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const answers = wordsOf(match[0]).some((word) => stems.has(stem(word)));
    if (!answers) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), marked: false });
    end = match.index + match[0].length;
    pieces.push({ text: match[0], marked: true });
  }
  if (end < text.length) pieces.push({ text: text.slice(end), marked: false });
  return pieces;
}

/** How many different words of a text answer. */
export function richness(text: string, stems: ReadonlySet<string>): number {
  const words = marked(text, stems).flatMap((piece) => (piece.marked ? [piece.text.toLowerCase()] : []));
  return new Set(words).size;
}

/** The text with most words that answer, the first among equals; undefined when none has any. */
export function richest(texts: readonly string[], stems: ReadonlySet<string>): string | undefined {
  let best: { text: string | undefined; richness: number } = { text: undefined, richness: 0 };
  for (const text of texts) {
    const found = richness(text, stems);
    if (found > best.richness) best = { text, richness: found };
  }
  return best.text;
}

/** A text short enough for a list: whole, or the stretch with most different words that answer. */
export function excerpt(text: string, stems: ReadonlySet<string>): string {
  if (text.length <= LONGEST_SHOWN) return text;
  const found: { at: number; word: string }[] = [];
  let at = 0;
  for (const piece of marked(text, stems)) {
    if (piece.marked) found.push({ at, word: piece.text.toLowerCase() });
    at += piece.text.length;
  }
  const richness = (start: number) =>
    new Set(
      found
        .filter(({ at }) => at >= start && at < start + LONGEST_SHOWN - BEFORE_MATCH)
        .map(({ word }) => word),
    ).size;
  const best = found.reduce(
    (start, { at }) => (richness(at) > richness(start) ? at : start),
    found[0]?.at ?? 0,
  );
  const from = best <= BEFORE_MATCH ? 0 : text.indexOf(' ', best - BEFORE_MATCH) + 1;
  const to = from + LONGEST_SHOWN >= text.length ? text.length : text.lastIndexOf(' ', from + LONGEST_SHOWN);
  return `${from > 0 ? '… ' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}
