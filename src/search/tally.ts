/** What each entry has of a query: read place by place from the index, summed by rarity over words and ways of saying them. */
import { type Entry, type Field, fieldOf, PLACES, placeInField } from './entries.ts';
import type { Lookup } from './lookup.ts';
import { type Group, groupRarity, type Term, total } from './query.ts';

/** How much a word counts by where it stands. The title of a question is the beginning of its statement. */
const STRENGTH = { name: 1, heading: 0.85, text: 0.6, asked: 0.6, passage: 0.4, hidden: 0.3 } as const;

/** Rarity that a name shares with the query: counted among what was asked, and among what the name says. */
export interface Shared {
  asked: number;
  said: number;
}

/** What an entry has of some terms. */
export class Tally {
  covered = 0;
  /** By names and text, which hold of the whole entry. */
  strong = 0;
  names: Map<number, Shared> | undefined;
  headings: Map<number, Shared> | undefined;
  asked: Map<number, Shared> | undefined;
  /** What each passage, with its heading, adds to `strong`. */
  passages: Map<number, number> | undefined;

  /** Of the whole entry and its best passage. */
  get strongest(): number {
    return this.strong + Math.max(0, ...(this.passages?.values() ?? []));
  }
}

/** The fields of which it matters how much is said. */
const SAID = ['names', 'headings', 'asked'] as const;
type Said = (typeof SAID)[number];
const SAID_OF: Partial<Record<Field, Said>> = { name: 'names', heading: 'headings', asked: 'asked' };

function tallyOf(tallies: Map<number, Tally>, number: number): Tally {
  const known = tallies.get(number);
  if (known) return known;
  const tally = new Tally();
  tallies.set(number, tally);
  return tally;
}

function share(tally: Tally, field: Said, index: number, asked: number, said: number): void {
  tally[field] ??= new Map();
  const sum = tally[field].get(index);
  if (!sum) tally[field].set(index, { asked, said });
  else {
    sum.asked += asked;
    sum.said += said;
  }
}

function addPassage(tally: Tally, index: number, amount: number): void {
  if (amount <= 0) return;
  tally.passages ??= new Map();
  tally.passages.set(index, amount + (tally.passages.get(index) ?? 0));
}

function strengthAt({ kind }: Entry, field: Field): number {
  // The site's own pages speak of the subject without teaching it.
  if (kind === 'pagina' && field === 'passage') return STRENGTH.hidden;
  return kind === 'questao' && field === 'name' ? STRENGTH.text : STRENGTH[field];
}

/** A place where a stem of the term stands. */
interface Place {
  place: number;
  trust: number;
  said: number;
}

function placesOf({ stems, isAside }: Term, lookup: Lookup): Place[] {
  const found: Place[] = [];
  for (const [word, trust] of stems) {
    const said = isAside ? 0 : lookup.rarity(word);
    for (const place of lookup.places(word)) found.push({ place, trust, said });
  }
  // Two alternatives of one word at one place are one word: the better one.
  return stems.size > 1 ? found.sort((a, b) => a.place - b.place || b.trust - a.trust) : found;
}

/** Reads every place of one term into the tallies, entry by entry. */
function tallyTerm(term: Term, lookup: Lookup, tallies: Map<number, Tally>): void {
  const { rarity } = term;
  let number = -1;
  let trusted = 0;
  let whole = 0;
  let last = -1;
  const parts: number[] = [];
  const finish = () => {
    if (number < 0) return;
    const tally = tallyOf(tallies, number);
    tally.covered += trusted * rarity;
    tally.strong += whole * rarity;
    for (const [index, here] of parts.entries()) if (here) addPassage(tally, index, (here - whole) * rarity);
  };
  for (const { place, trust, said } of placesOf(term, lookup)) {
    if (place === last) continue;
    last = place;
    const at = Math.floor(place / PLACES);
    const entry = lookup.entries[at];
    if (!entry) continue;
    if (at !== number) {
      finish();
      number = at;
      trusted = 0;
      whole = 0;
      parts.length = 0;
    }
    const field = fieldOf(place % PLACES);
    const index = placeInField(place % PLACES);
    const strength = trust * strengthAt(entry, field);
    trusted = Math.max(trusted, trust);
    if (field === 'heading' || field === 'passage') parts[index] = Math.max(strength, parts[index] ?? 0);
    else whole = Math.max(whole, strength);
    const sayable = SAID_OF[field];
    if (sayable) share(tallyOf(tallies, at), sayable, index, trust * rarity, said);
  }
  finish();
}

/** Keeps, of each name, the way of saying the group that it shares most of. */
function keepBest(best: Tally, found: Tally, field: Said, scale: number): void {
  for (const [index, { asked, said }] of found[field] ?? []) {
    best[field] ??= new Map();
    if (asked * scale > (best[field].get(index)?.asked ?? 0))
      best[field].set(index, { asked: asked * scale, said });
  }
}

function tallyTerms(terms: readonly Term[], lookup: Lookup): Map<number, Tally> {
  const tallies = new Map<number, Tally>();
  for (const term of terms) tallyTerm(term, lookup, tallies);
  return tallies;
}

/** What each entry has of a group, by the way of saying it that it has most of. */
function tallyGroup(group: Group, lookup: Lookup): Map<number, Tally> {
  const [only, ...others] = group.variants;
  if (only && others.length === 0) return tallyTerms(only, lookup);
  const rarity = groupRarity(group);
  const result = new Map<number, Tally>();
  for (const terms of group.variants) {
    const scale = rarity / total(terms);
    for (const [number, tally] of tallyTerms(terms, lookup)) {
      const best = tallyOf(result, number);
      best.covered = Math.max(best.covered, scale * tally.covered);
      if (scale * tally.strongest > best.strongest) {
        best.strong = scale * tally.strong;
        best.passages = new Map([...(tally.passages ?? [])].map(([index, sum]) => [index, scale * sum]));
      }
      for (const field of SAID) keepBest(best, tally, field, scale);
    }
  }
  return result;
}

/** Of all groups together. */
export function tallyGroups(groups: readonly Group[], lookup: Lookup): Map<number, Tally> {
  const [first, ...others] = groups;
  const tallies = first ? tallyGroup(first, lookup) : new Map<number, Tally>();
  for (const group of others) {
    for (const [number, found] of tallyGroup(group, lookup)) {
      const tally = tallyOf(tallies, number);
      tally.covered += found.covered;
      tally.strong += found.strong;
      for (const field of SAID)
        for (const [index, { asked, said }] of found[field] ?? []) share(tally, field, index, asked, said);
      for (const [index, sum] of found.passages ?? []) addPassage(tally, index, sum);
    }
  }
  return tallies;
}
