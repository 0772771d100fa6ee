/** Loads the index when a search opens and answers from it; asks the full text where the index does not reach. */
import { href } from '../components/site/paths.ts';
import type { Entry, IndexFile } from './entries.ts';
import { prepareText, searchText, type TextMatch } from './full-text.ts';
import { excerpt, marked, type Piece, richest } from './highlight.ts';
import { isKind, type Kind } from './kinds.ts';
import { Lookup } from './lookup.ts';
import type { Query } from './query.ts';
import { type Quote, quoteFor } from './quote.ts';
import { type Ranked, rank } from './ranking.ts';
import { nearestEntries } from './suggest.ts';

/** Narrowing of a search: one kind, one lesson, or everything. */
export interface Filters {
  kind?: Kind | undefined;
  lesson?: string | undefined;
}

export interface Hit {
  kind: Kind;
  title: Piece[];
  /** Address under the base path, with fragment. */
  href: string;
  /** The same without the base path: stable wherever the site is deployed. */
  path: string;
  text: Piece[];
  /** English names of a concept. */
  english: Piece[] | undefined;
  /** The other name by which it was found, when what is shown has none of the words. */
  called: Piece[] | undefined;
  /** Heading inside the section, where the answer stands. */
  part: Piece[] | undefined;
  /** Fetches what to quote; absent when what is shown has words of the query already. */
  quote: (() => Promise<Quote | undefined>) | undefined;
  /** The concept that was asked for by its name: its definition is the answer. */
  isAnswer: boolean;
}

export interface Answer {
  total: number;
  hits: Hit[];
  /** The query with its spelling mended, when it was. */
  mended: string | undefined;
  /** Nothing fits: the hits are only the names that look most like what was typed. */
  onlyNear: boolean;
}

const ROOT = href('/');
/** Results with less of the query than this are shown only when nothing has more. */
const ENOUGH = 0.5;
const WHOLE = 0.85;
const SUGGESTIONS = 3;
const PRACTICE = 4;
const whenIdle = globalThis.requestIdleCallback ?? setTimeout;

let loading: Promise<Lookup> | undefined;

async function load(): Promise<Lookup> {
  const response = await fetch(href('/busca/indice.json'));
  if (!response.ok) throw new Error(`O índice da busca respondeu ${response.status}.`);
  const file: IndexFile = await response.json();
  const lookup = new Lookup(file);
  const sections = lookup.entries.filter(({ kind }) => kind === 'secao');
  practise(sections.slice(0, PRACTICE), lookup);
  return lookup;
}

/**
 * Asks for what the site speaks of, one text each idle moment: the browser has compiled the search before it is typed in.
 * On a site whose index does not hold every word, the full text's program comes after that.
 */
function practise([next, ...others]: readonly Entry[], lookup: Lookup): void {
  if (!next) {
    // Asked again by the first search that needs it, which tells of a failure.
    if (!lookup.complete) prepareText().catch(() => undefined);
    return;
  }
  whenIdle(() => {
    rank(next.title, lookup);
    practise(others, lookup);
  });
}

/** Fetches the index ahead of the first search; after a failure, the next call tries again. */
export function prepare(): Promise<Lookup> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Lessons that have something to find. */
export async function lessonIds(): Promise<string[]> {
  const { entries } = await prepare();
  return [...new Set(entries.flatMap(({ lessons }) => lessons))].sort();
}

type Found = Pick<Ranked, 'entry' | 'part' | 'passage'>;

function fits({ kind, lesson }: Filters): (entry: Entry) => boolean {
  return (entry) => (!kind || entry.kind === kind) && (!lesson || entry.lessons.includes(lesson));
}

/** What the title does not say yet: the title of a question is the beginning of its statement. */
function restOf({ title, text }: Entry): string {
  const begun = title.replace(/…$/, '');
  return text.startsWith(begun) ? text.slice(begun.length).replace(/^(?=.)/, '…') : text;
}

function entryHit({ entry, part, passage }: Found, stems: ReadonlySet<string>, isAnswer = false): Hit {
  const path = part ? `${entry.path}#${part.id}` : entry.path;
  const title = marked(entry.title, stems);
  const text = marked(excerpt(restOf(entry), stems), stems);
  const english = entry.english === undefined ? undefined : marked(entry.english, stems);
  const shown = [...title, ...text, ...((isAnswer && english) || [])];
  const isShown = shown.some((piece) => piece.marked);
  const called = isShown ? undefined : richest(entry.names ?? [], stems);
  return {
    kind: entry.kind,
    title,
    href: ROOT + path.slice(1),
    path,
    text,
    english,
    called: called === undefined ? undefined : marked(called, stems),
    part: part?.title ? marked(part.title, stems) : undefined,
    quote: isShown || called ? undefined : () => quoteFor(entry, passage, stems),
    isAnswer,
  };
}

function textHit(match: TextMatch): Hit {
  const pieces = match.excerpt.split(/(<mark>.*?<\/mark>)/);
  return {
    kind: isKind(match.kind) ? match.kind : 'secao',
    title: [{ text: match.title, marked: false }],
    href: match.href,
    path: match.href.startsWith(ROOT) ? match.href.slice(ROOT.length - 1) : match.href,
    text: pieces.map((html) => ({ text: plainOf(html), marked: html.startsWith('<mark>') })),
    english: undefined,
    called: undefined,
    part: match.part ? [{ text: match.part, marked: false }] : undefined,
    quote: undefined,
    isAnswer: false,
  };
}

/** Text of Pagefind's escaped excerpt. */
function plainOf(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';
}

function stemsOfQuery({ groups }: Query): ReadonlySet<string> {
  const terms = groups.flatMap(({ variants }) => variants.flat()).filter(({ isAside }) => !isAside);
  return new Set(terms.flatMap(({ stems }) => [...stems.keys()]));
}

function page(path: string): string {
  return path.replace(/#.*$/, '');
}

/** What the full text adds, or puts first when the index knows only part of what was asked. */
async function withFullText(text: string, filters: Filters, hits: Hit[], wanted: number): Promise<Hit[]> {
  if (filters.kind && filters.kind !== 'secao' && filters.kind !== 'conceito') return hits;
  const pagefindFilters = {
    ...(filters.kind && { tipo: filters.kind }),
    ...(filters.lesson && { aula: filters.lesson }),
  };
  // Offline, or on a host that lost the files, the index of answers still stands.
  const matches = await searchText(text, pagefindFilters, wanted).catch(() => []);
  const added = matches.map(textHit);
  const seen = new Set(added.map(({ path }) => page(path)));
  return [...added, ...hits.filter((hit) => hit.isAnswer || !seen.has(page(hit.path)))];
}

/**
 * Searches the whole site.
 * @param limit how many hits to return; `total` says how many there are
 * @throws when the index cannot be loaded (it exists only after a build)
 */
export async function search(text: string, filters: Filters, limit: number): Promise<Answer> {
  const lookup = await prepare();
  const { query, ranked } = rank(text, lookup);
  const fitting = ranked.filter(({ entry }) => fits(filters)(entry));
  const most = Math.max(0, ...fitting.map(({ coverage }) => coverage));
  const enough = fitting.filter(({ coverage, score }) => coverage >= Math.min(ENOUGH, most) || score > 1);
  const stems = stemsOfQuery(query);
  const toHit = (found: Ranked, place: number) =>
    entryHit(found, stems, place === 0 && found.exact && found.entry.kind === 'conceito');
  const hits = enough.slice(0, limit).map(toHit);
  const answer = { total: enough.length, hits, mended: query.mended, onlyNear: false };
  const phraseUnseen = query.phrases.length > 0 && !enough.some(({ hasPhrase }) => hasPhrase);
  const reaches = most >= WHOLE || enough.some(({ score }) => score > 1);
  if (phraseUnseen || (!lookup.complete && !reaches)) {
    const all = await withFullText(text, filters, enough.map(toHit), limit);
    if (all.length > 0) return { ...answer, total: all.length, hits: all.slice(0, limit) };
  }
  if (hits.length > 0) return answer;
  const near = nearestEntries(text, lookup.entries.filter(fits(filters)), SUGGESTIONS);
  return {
    total: near.length,
    hits: near.map((entry) => entryHit({ entry, part: undefined, passage: -1 }, stems)),
    mended: undefined,
    onlyNear: true,
  };
}
