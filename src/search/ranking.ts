/**
 * The order of the answers: first what is called exactly what was asked, then what teaches it, then the rest by how
 * well a name fits and how strongly the words stand in it. Between equals: section, concept, formula, lab, question, page, work.
 */
import { type Entry, fieldOf, type Part, PLACES } from './entries.ts';
import { formulaLikeness } from './formulas.ts';
import type { Kind } from './kinds.ts';
import type { Lookup } from './lookup.ts';
import { type Measures, measure, NOTHING } from './measure.ts';
import { type Query, readQuery } from './query.ts';
import { joined, nameStems } from './words.ts';

export interface Ranked {
  entry: Entry;
  /** Place of the entry in the index: by kind, then page. */
  number: number;
  score: number;
  /** Share of the query, by rarity, that the entry has. */
  coverage: number;
  /** One of its names says exactly what was asked. */
  exact: boolean;
  /** How far its best name and the query say the same, and whether the query has that name whole. */
  fit: number;
  isNamed: boolean;
  /** It has every phrase between quotation marks. */
  hasPhrase: boolean;
  /** Heading of the section that answers best, when its title does not answer all. */
  part: Part | undefined;
  /** Number of the passage that has most of what is asked; -1 when none has any. */
  passage: number;
}

export interface Ranking {
  query: Query;
  ranked: Ranked[];
}

const KIND_PRIOR: Record<Kind, number> = {
  conceito: 0.06,
  secao: 0.08,
  formula: 0.04,
  laboratorio: 0.02,
  questao: 0,
  pagina: -0.02,
  referencia: -0.04,
};
const SAME_NAME = 0.9;
const SAME_SPELLING = 0.5;
const SAME_STEMS: Record<Kind, number> = {
  conceito: 1.2,
  secao: 1.1,
  formula: 1.05,
  laboratorio: 1,
  questao: 0.4,
  pagina: 1,
  referencia: 0,
};
const SAME_HEADING = 0.9;
const SAME = 0.97;
/** Names that share less than this are not compared letter by letter. */
const ALIKE = 0.1;
const WANTED_KIND = 0.5;
const CALLED_SO = 0.2;
const OTHER_KIND_SHARE = 0.6;
const MOSTLY = 0.6;
const SAME_ORDER = 0.5;
const ALMOST_ALL = 0.9;
const READ = 150;
const WHOLE_STATEMENT = 1.5;
const TAUGHT = 0.1;
const RIGHT_AFTER = 0.02;
const OWN_FORMULA = 0.3;
const STEPS = 100;
const WHOLE_PHRASE = 0.8;
const FORMULA_FOUND = 2;
/** A formula shares at least this much of the letter pairs asked for. */
const FORMULA_LIKENESS = 0.75;
const FIT_SHARE = 0.6;
const WEAKEST = 0.12;

function hasHeadings(kind: Kind): boolean {
  return kind === 'secao' || kind === 'pagina';
}

function value({ kind }: Entry, { fit, headingFit, askedFit, strength, coverage }: Measures): number {
  const named = Math.max(fit, hasHeadings(kind) ? headingFit : 0, askedFit);
  return (FIT_SHARE * named + (1 - FIT_SHARE) * strength) * (0.25 + 0.75 * coverage);
}

/** 2: it has exactly this name; 1: the same name, spaces and question words aside; 0: another. */
function sameName({ kind, title, names = [] }: Entry, query: Query, lookup: Lookup): 0 | 1 | 2 {
  // The short name of a work is that of what it proposes: the work comes first only for those who ask for works.
  const isUnaskedWork = kind === 'referencia' && query.kind !== kind;
  const called = [title, ...names.filter((name) => !isUnaskedWork || /\d/.test(name))];
  const plain = called.map((name) => lookup.plain(name));
  if (plain.includes(query.plain)) return 2;
  return query.joined !== '' && plain.some((name) => joined(name.split(' ')) === query.joined) ? 1 : 0;
}

/** What names decide: nothing when another kind of answer was asked for. */
function nameScore({ kind }: Entry, same: 0 | 1 | 2, { fit, headingFit, askedFit }: Measures): number {
  if (same > 0) return SAME_NAME + SAME_SPELLING * same + KIND_PRIOR[kind];
  if (fit > SAME) return SAME_STEMS[kind];
  return (headingFit > SAME && hasHeadings(kind)) || askedFit > SAME ? SAME_HEADING : 0;
}

/** Share of the query's neighbouring words that stand together in the text: questions are typed as they are written. */
function sameOrder(entry: Entry, query: Query, lookup: Lookup): number {
  if (query.pairs.length <= 2) return 0;
  const text = lookup.plain(entry.text);
  return query.pairs.filter((pair) => text.includes(pair)).length / query.pairs.length;
}

function hasPhrases(entry: Entry, { phrases }: Query, lookup: Lookup): boolean {
  if (phrases.length === 0) return false;
  const { title, names = [], text, parts = [] } = entry;
  const places = [title, ...names, text, ...parts.map((part) => part.title)].map((place) =>
    lookup.plain(place),
  );
  return phrases.every((phrase) => places.some((place) => ` ${place} `.includes(` ${phrase} `)));
}

/**
 * Pages whose title or description has a word that asks for a kind ("Prova em papel"), and whether they are called just
 * that ("Simulado", "Questões"). What is done with questions ("imprimir questões") has pages too.
 */
function askedPages({ kind, kindStems }: Query, lookup: Lookup): Map<number, boolean> {
  const asked = new Map<number, boolean>();
  for (const word of kindStems) {
    for (const place of lookup.places(word)) {
      const number = Math.floor(place / PLACES);
      const entry = lookup.entries[number];
      const field = fieldOf(place % PLACES);
      const isSaid = field === 'name' || field === 'text' || (field === 'asked' && kind === 'questao');
      if (entry?.kind !== 'pagina' || !isSaid) continue;
      const [own, ...rest] = nameStems(entry.title);
      asked.set(number, asked.get(number) === true || (own === word && rest.length === 0));
    }
  }
  return asked;
}

function scoreOf(
  number: number,
  entry: Entry,
  measures: Measures,
  query: Query,
  lookup: Lookup,
  /** Of an asked page, see `askedPages`; undefined for everything else. */
  isCalledSo: boolean | undefined,
): Ranked {
  const { coverage, bestPart, fit, isNamed } = measures;
  const same = fit > ALIKE ? sameName(entry, query, lookup) : 0;
  // Works are for those who ask for them. "Simulado" asks for a question, and is what a page is called.
  const isUnasked =
    query.kind !== entry.kind &&
    (query.kind !== undefined || entry.kind === 'referencia') &&
    isCalledSo === undefined;
  const otherKind = isUnasked && same < 2;
  let score = value(entry, measures) * (otherKind ? OTHER_KIND_SHARE : 1) + KIND_PRIOR[entry.kind];
  if (!otherKind)
    score += nameScore(entry, same, measures) + (query.kind ? WANTED_KIND * Math.min(1, 4 * coverage) : 0);
  if (isCalledSo) score += CALLED_SO;
  const hasPhrase = hasPhrases(entry, query, lookup);
  if (hasPhrase) score += WHOLE_PHRASE;
  const part = same > 0 || fit > SAME ? undefined : entry.parts?.[bestPart];
  return {
    entry,
    number,
    score,
    coverage,
    fit,
    isNamed,
    exact: same > 0 || fit > SAME,
    hasPhrase,
    part: part?.id ? part : undefined,
    passage: bestPart,
  };
}

/** Lifts, among the best, what says the query in its order: reading every text would take too long. */
function liftSameOrder(ranked: readonly Ranked[], query: Query, lookup: Lookup): void {
  for (const found of ranked.slice(0, READ)) {
    if (found.coverage <= MOSTLY) continue;
    const inOrder = sameOrder(found.entry, query, lookup);
    found.score += inOrder > ALMOST_ALL ? WHOLE_STATEMENT : SAME_ORDER * inOrder ** 2;
  }
}

/** The concept whose name the query says most of. */
function namedConcept(ranked: readonly Ranked[]): Ranked | undefined {
  const named = ranked.filter(({ entry, isNamed }) => entry.kind === 'conceito' && isNamed);
  return named.reduce<Ranked | undefined>(
    (best, other) => (other.fit > (best?.fit ?? 0) ? other : best),
    undefined,
  );
}

/** Sections that teach the named concept rise; the main one more. */
function liftTeaching(ranked: readonly Ranked[]): void {
  const concept = namedConcept(ranked);
  const paths = concept?.entry.taughtIn?.map((place) => place.replace(/#.*$/, '')) ?? [];
  for (const other of ranked) {
    const order = paths.indexOf(other.entry.path);
    if (order !== -1) other.score += (TAUGHT * (concept?.fit ?? 0)) / (1 + order);
  }
}

/** Of all formulas that speak of a concept, the one that its own entry writes is the formula of it. */
function liftOwnFormula(ranked: readonly Ranked[], lookup: Lookup): void {
  const concept = namedConcept(ranked);
  if (!concept) return;
  const isOwn = (formula: string) =>
    lookup.places(formula).some((place) => Math.floor(place / PLACES) === concept.number);
  for (const other of ranked)
    if (other.entry.formula?.split(' ').some(isOwn)) other.score += OWN_FORMULA * concept.fit;
}

/** Right after a concept that is called what was asked comes the section that teaches it, at the very place. */
function followWithTeaching(ranked: readonly Ranked[]): void {
  const [top] = ranked;
  if (top?.entry.kind !== 'conceito' || !top.exact) return;
  const [path, id] = top.entry.taughtIn?.[0]?.split('#') ?? [];
  const section = ranked.find(({ entry }) => entry.path === path);
  if (!section) return;
  section.score = Math.max(section.score, top.score - RIGHT_AFTER);
  if (id) section.part = section.entry.parts?.find((part) => part.id === id) ?? { id, title: '' };
}

/** Ranks every entry that shares something with what was typed. */
export function rank(text: string, lookup: Lookup): Ranking {
  const query = readQuery(text, lookup);
  const measures = measure(query.groups, lookup);
  if (query.onlyKind) {
    for (const [number, { kind }] of lookup.entries.entries()) {
      if (kind === query.kind && !measures.has(number)) measures.set(number, { ...NOTHING, coverage: 1 });
    }
  }
  const pages = askedPages(query, lookup);
  const numbers = new Set(measures.keys());
  const likeness = new Map<number, number>();
  if (query.formula) {
    for (const [number, { formula }] of lookup.entries.entries()) {
      const alike = formula ? formulaLikeness(query.formula, formula) : 0;
      if (alike >= FORMULA_LIKENESS) likeness.set(number, alike);
    }
  }
  for (const number of likeness.keys()) numbers.add(number);

  const ranked = [...numbers].flatMap((number) => {
    const entry = lookup.entries[number];
    if (!entry) return [];
    const result = scoreOf(number, entry, measures.get(number) ?? NOTHING, query, lookup, pages.get(number));
    result.score += FORMULA_FOUND * (likeness.get(number) ?? 0);
    return [result];
  });
  // Small differences mean nothing: between near equals the order of kinds and pages stands.
  const order = (a: Ranked, b: Ranked) =>
    Math.round(b.score * STEPS) - Math.round(a.score * STEPS) || a.number - b.number;
  if (!query.kind || query.kind === 'secao') liftTeaching(ranked);
  if (query.kind === 'formula') liftOwnFormula(ranked, lookup);
  ranked.sort(order);
  liftSameOrder(ranked, query, lookup);
  ranked.sort(order);
  followWithTeaching(ranked);
  ranked.sort(order);
  // What is weak is left out, unless there is nothing better.
  const weakest = Math.min(WEAKEST, (ranked[0]?.score ?? 0) / 2);
  return { query, ranked: ranked.filter(({ score }) => score > weakest) };
}
