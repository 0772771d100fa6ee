/** `/busca/indice.json`: everything that a search can answer with, fetched when a search opens. */
import type { Kind } from './kinds.ts';

/** A heading of a section. */
export interface Part {
  /** Empty for the text before the first heading. */
  id: string;
  title: string;
}

export interface Entry {
  kind: Kind;
  /** Address without the base path, with fragment. */
  path: string;
  title: string;
  /** Definition, summary, reading of the formula, statement: what is shown under the title. */
  text: string;
  /** English names, as shown. */
  english?: string;
  /** Other names that it answers to: English, synonyms, acronym. */
  names?: string[];
  /** Section addresses that teach a concept, the main one first. */
  taughtIn?: string[];
  /** A formula as compact text, see `compactFormula`. */
  formula?: string;
  parts?: Part[];
  lessons: string[];
}

export interface IndexFile {
  entries: Entry[];
  /** For each entry, the rarity of each of its names (title first), of each of its headings, then of each question it answers. */
  nameRarities: number[][];
  /** Lines (see `SortedLines`): stem, places where it stands, ascending, each as the difference from the one before. */
  postings: string;
  /** Lines: words as they are written in titles, names and texts, and their weight: what spelling is mended with. */
  vocabulary: string;
  /** False when the site is too big for all the words of its text to be here: the full text then knows more. */
  complete: boolean;
}

/**
 * A place is one number: entry × PLACES + slot. Slots of an entry: its names, its text, what is not shown
 * (a question's alternatives), then heading and passage of each part, then the questions that it answers.
 */
export const PLACES = 512;
/** Base in which places are written. */
export const PLACE_RADIX = 36;
export const MOST_NAMES = 30;
export const TEXT_SLOT = 30;
export const HIDDEN_SLOT = 31;
const FIRST_PART_SLOT = 32;
const FIRST_ASKED_SLOT = 256;
export const MOST_PARTS = (FIRST_ASKED_SLOT - FIRST_PART_SLOT) / 2;
export const MOST_ASKED = PLACES - FIRST_ASKED_SLOT;

export function headingSlot(part: number): number {
  return FIRST_PART_SLOT + 2 * part;
}

export function passageSlot(part: number): number {
  return FIRST_PART_SLOT + 2 * part + 1;
}

export function askedSlot(question: number): number {
  return FIRST_ASKED_SLOT + question;
}

export type Field = 'name' | 'text' | 'hidden' | 'heading' | 'passage' | 'asked';

/** What a slot is. */
export function fieldOf(slot: number): Field {
  if (slot < MOST_NAMES) return 'name';
  if (slot === TEXT_SLOT) return 'text';
  if (slot === HIDDEN_SLOT) return 'hidden';
  if (slot >= FIRST_ASKED_SLOT) return 'asked';
  return slot % 2 === 0 ? 'heading' : 'passage';
}

/** Of which name, part or question a slot is. */
export function placeInField(slot: number): number {
  if (slot < MOST_NAMES) return slot;
  return slot >= FIRST_ASKED_SLOT ? slot - FIRST_ASKED_SLOT : (slot - FIRST_PART_SLOT) >> 1;
}

/** How rare a stem is: ln(1 + entries / entries that have it). */
export function rarity(entries: number, having: number): number {
  return Math.log(1 + entries / Math.max(1, having));
}

/** What is not in the index itself: the texts that results are quoted from, fetched when a result needs one. */
export interface EntryTexts {
  /** A section's passages by their number, a concept's context, a question's alternatives, a lab's page. */
  passages?: string[];
  /** What readers ask that it answers. */
  asked?: string[];
}

/**
 * The file that holds an entry's texts, by the entries' addresses: one a page; of the glossary one a letter, of the
 * question bank one for each first word of an id.
 */
export function textsPath(path: string): `/${string}` {
  const [page = '', id = ''] = path.split('#');
  const file = /^\/glossario\/./.test(page)
    ? page.slice(0, '/glossario/'.length + 1)
    : page === '/questoes/' && id
      ? `${page}${id.split('-')[0]}`
      : page.replace(/\/$/, '');
  return `/busca/textos${file}.json`;
}
