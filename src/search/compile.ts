/** From the records of the built pages to the index that the browser fetches. */
import {
  askedSlot,
  type Entry,
  HIDDEN_SLOT,
  headingSlot,
  type IndexFile,
  MOST_ASKED,
  MOST_NAMES,
  MOST_PARTS,
  PLACE_RADIX,
  PLACES,
  passageSlot,
  rarity,
  TEXT_SLOT,
} from './entries.ts';
import type { SearchRecord } from './records.ts';
import { writeLines } from './sorted-lines.ts';
import { CHOICE, nameStems, stemsOf, wordsOf } from './words.ts';

/** Most words of passages in the index: all of a site of some fifty sections. */
const MAX_PASSAGE_WORDS = 16_000;

/** Words kept of each passage, so that the index of a big site stays small. */
function passageShare(records: readonly SearchRecord[]): number {
  const passages = records.flatMap(({ parts = [] }) => parts);
  const words = passages.reduce((sum, passage) => sum + passage.words.length, 0);
  return words <= MAX_PASSAGE_WORDS
    ? Number.POSITIVE_INFINITY
    : Math.floor(MAX_PASSAGE_WORDS / passages.length);
}

function shown({ parts, hidden: _hidden, asked: _asked, ...rest }: SearchRecord): Entry {
  return parts ? { ...rest, parts: parts.map(({ id, title }) => ({ id, title })) } : rest;
}

function checkSize({ path, names = [], parts = [], asked = [] }: SearchRecord): void {
  if (names.length >= MOST_NAMES)
    throw new Error(
      `${path} tem ${names.length} nomes; a busca aceita até ${MOST_NAMES - 1}: tire sinônimos.`,
    );
  if (parts.length > MOST_PARTS)
    throw new Error(`${path} tem ${parts.length} títulos; a busca aceita até ${MOST_PARTS}: divida a seção.`);
  if (asked.length > MOST_ASKED)
    throw new Error(
      `${path} responde a ${asked.length} perguntas; a busca aceita até ${MOST_ASKED}: tire as parecidas.`,
    );
}

/** Stems of a question without its question words, "quanto ocupa": all of them when there are no others. */
function askedStems(question: string): string[] {
  const stems = stemsOf(question);
  return stems.length > 0 ? stems : nameStems(question);
}

/** A place that says which to choose is found by that too. */
function withChoice(text: string, stems: readonly string[]): readonly string[] {
  return wordsOf(text).includes(CHOICE) ? [...stems, CHOICE] : stems;
}

function setOf(sets: Map<string, Set<number>>, word: string): Set<number> {
  const set = sets.get(word) ?? new Set();
  sets.set(word, set);
  return set;
}

const CONCEPT_NAME_WEIGHT = 20;
const TITLE_WEIGHT = 4;

/** Words as written, weighed by where they stand. */
function vocabularyOf(records: readonly SearchRecord[]): Map<string, number> {
  const weights = new Map<string, number>();
  const count = (text: string, weight: number) => {
    for (const word of wordsOf(text)) weights.set(word, (weights.get(word) ?? 0) + weight);
  };
  for (const { kind, title, names = [], text, parts = [], asked = [] } of records) {
    // What something is called is asked for more often than what is said about it; of a concept's other names
    // some are there for being misspelt, and mend nothing.
    count(title, kind === 'conceito' ? CONCEPT_NAME_WEIGHT : TITLE_WEIGHT);
    for (const name of names) count(name, 1);
    count(text, 1);
    for (const part of parts) count(part.title, TITLE_WEIGHT);
    for (const question of asked) count(question, 1);
  }
  return weights;
}

/**
 * Builds the index.
 * @throws Error when an entry has more names or headings than a place can number
 */
export function compile(records: readonly SearchRecord[]): IndexFile {
  const share = passageShare(records);
  const places = new Map<string, Set<number>>();
  const having = new Map<string, Set<number>>();
  const add = (entry: number, slot: number, words: Iterable<string>) => {
    for (const word of words) {
      setOf(places, word).add(entry * PLACES + slot);
      setOf(having, word).add(entry);
    }
  };
  const nameLists = records.map((record, entry) => {
    checkSize(record);
    const titles = [record.title, ...(record.names ?? [])];
    const names = titles.map(nameStems);
    const headings = (record.parts ?? []).map(({ title }) => nameStems(title));
    const questions = record.asked ?? [];
    const asked = questions.map(askedStems);
    for (const [index, stems] of names.entries()) add(entry, index, withChoice(titles[index] ?? '', stems));
    for (const [index, stems] of headings.entries())
      add(entry, headingSlot(index), withChoice(record.parts?.[index]?.title ?? '', stems));
    for (const [index, stems] of asked.entries())
      add(entry, askedSlot(index), withChoice(questions[index] ?? '', stems));
    // What tells two names apart, "viés (ético)", is no part of the name.
    add(entry, TEXT_SLOT, stemsOf(`${/\(.*\)$/.exec(record.title) ?? ''} ${record.text}`));
    add(entry, HIDDEN_SLOT, record.hidden?.words ?? []);
    for (const [index, { words }] of (record.parts ?? []).entries()) {
      add(entry, passageSlot(index), words.slice(0, share));
    }
    return [...names, ...headings, ...asked];
  });
  const rarityOf = (word: string) => rarity(records.length, having.get(word)?.size ?? 0);
  const written = (found: ReadonlySet<number>) =>
    [...found]
      .sort((a, b) => a - b)
      .map((place, at, sorted) => (place - (sorted[at - 1] ?? 0)).toString(PLACE_RADIX))
      .join(' ');
  return {
    entries: records.map(shown),
    nameRarities: nameLists.map((lists) =>
      lists.map((stems) =>
        Number([...new Set(stems)].reduce((sum, word) => sum + rarityOf(word), 0).toFixed(2)),
      ),
    ),
    postings: writeLines([...places].map(([word, found]) => [word, written(found)])),
    vocabulary: writeLines(vocabularyOf(records)),
    complete: share === Number.POSITIVE_INFINITY,
  };
}
