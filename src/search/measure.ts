/** How an entry compares with a query; every measure weighs words by their rarity. */
import { type Entry, type Field, fieldOf, PLACES, placeInField } from './entries.ts';
import type { Lookup } from './lookup.ts';
import type { Group, Term } from './query.ts';

/** How much a word counts by where it stands. The title of a question is the beginning of its statement. */
const STRENGTH = { name: 1, heading: 0.85, text: 0.6, asked: 0.6, passage: 0.4, hidden: 0.3 } as const;

export interface Measures {
  /** Share of the query that the entry has. */
  coverage: number;
  /** The same, each word by where it stands best among what holds of the whole entry and one single passage. */
  strength: number;
  /** How far its best name and the query say the same: what they share over both together, 0 to 1. */
  fit: number;
  /** One of its names is said in the query, whole. */
  isNamed: boolean;
  /** The same as `fit` for its best heading. */
  headingFit: number;
  /** The same for the question that it answers and that says most of the query. */
  askedFit: number;
  /** Number of the heading whose passage adds most to what holds of the whole entry; -1 when none adds any. */
  bestPart: number;
}

const WHOLE = 0.97;

export const NOTHING: Measures = {
  coverage: 0,
  strength: 0,
  fit: 0,
  isNamed: false,
  headingFit: 0,
  askedFit: 0,
  bestPart: -1,
};

/** Rarity that a name shares with the query: counted among what was asked, and among what the name says. */
interface Shared {
  asked: number;
  said: number;
}

/** What an entry has of some terms. */
class Tally {
  covered = 0;
  /** By names and text, which hold of the whole entry. */
  strong = 0;
  readonly names = new Map<number, Shared>();
  readonly headings = new Map<number, Shared>();
  readonly asked = new Map<number, Shared>();
  /** What each passage, with its heading, adds to `strong`. */
  passages = new Map<number, number>();

  /** Of the whole entry and its best passage. */
  get strongest(): number {
    return this.strong + Math.max(0, ...this.passages.values());
  }
}

function share(sums: Map<number, Shared>, index: number, asked: number, said: number): void {
  const sum = sums.get(index) ?? { asked: 0, said: 0 };
  sums.set(index, { asked: sum.asked + asked, said: sum.said + said });
}

function add(sums: Map<number, number>, index: number, amount: number): void {
  sums.set(index, (sums.get(index) ?? 0) + amount);
}

function raise(most: Map<number, number>, index: number, amount: number): void {
  most.set(index, Math.max(amount, most.get(index) ?? 0));
}

function strengthAt({ kind }: Entry, field: Field): number {
  // The site's own pages speak of the subject without teaching it.
  if (kind === 'pagina' && field === 'passage') return STRENGTH.hidden;
  return kind === 'questao' && field === 'name' ? STRENGTH.text : STRENGTH[field];
}

/** Where one term stands in an entry. */
class Standing {
  trust = 0;
  strength = 0;
  readonly passages = new Map<number, number>();
}

/** Reads every place of one term into the tallies. */
function tallyTerm({ stems, rarity }: Term, lookup: Lookup, tallies: Map<number, Tally>): void {
  const standings = new Map<number, Standing>();
  // Two alternatives of one word at one place are one word.
  const seen = new Set<number>();
  for (const [word, trust] of stems) {
    const said = lookup.rarity(word);
    for (const place of lookup.places(word)) {
      const number = Math.floor(place / PLACES);
      const entry = lookup.entries[number];
      if (!entry) continue;
      const field = fieldOf(place % PLACES);
      const index = placeInField(place % PLACES);
      const strength = trust * strengthAt(entry, field);
      const standing = standings.get(number) ?? new Standing();
      standings.set(number, standing);
      standing.trust = Math.max(standing.trust, trust);
      if (field === 'heading' || field === 'passage') raise(standing.passages, index, strength);
      else standing.strength = Math.max(standing.strength, strength);
      if (seen.has(place)) continue;
      seen.add(place);
      const tally = tallies.get(number) ?? new Tally();
      tallies.set(number, tally);
      if (field === 'name') share(tally.names, index, trust * rarity, said);
      if (field === 'heading') share(tally.headings, index, trust * rarity, said);
      if (field === 'asked') share(tally.asked, index, trust * rarity, said);
    }
  }
  for (const [number, { trust, strength, passages }] of standings) {
    const tally = tallies.get(number);
    if (!tally) continue;
    tally.covered += trust * rarity;
    tally.strong += strength * rarity;
    for (const [index, here] of passages) add(tally.passages, index, Math.max(0, here - strength) * rarity);
  }
}

function total(terms: readonly Term[]): number {
  return terms.reduce((sum, { rarity }) => sum + rarity, 0);
}

/** Keeps, of each name, the way of saying the group that it shares most of. */
function keepBest(best: Map<number, Shared>, found: ReadonlyMap<number, Shared>, scale: number): void {
  for (const [index, { asked, said }] of found) {
    if (asked * scale > (best.get(index)?.asked ?? 0)) best.set(index, { asked: asked * scale, said });
  }
}

/** A group is as rare as its commonest way of saying it: an English name may be rare where its thing is not. */
function groupRarity({ variants }: Group): number {
  return Math.min(...variants.map(total));
}

/** What each entry has of a group, by the way of saying it that it has most of. */
function tallyGroup(group: Group, lookup: Lookup): Map<number, Tally> {
  const rarity = groupRarity(group);
  const result = new Map<number, Tally>();
  for (const terms of group.variants) {
    const scale = rarity / total(terms);
    const tallies = new Map<number, Tally>();
    for (const term of terms) tallyTerm(term, lookup, tallies);
    for (const [number, tally] of tallies) {
      const best = result.get(number) ?? new Tally();
      result.set(number, best);
      best.covered = Math.max(best.covered, scale * tally.covered);
      if (scale * tally.strongest > best.strongest) {
        best.strong = scale * tally.strong;
        best.passages = new Map([...tally.passages].map(([index, sum]) => [index, scale * sum]));
      }
      keepBest(best.names, tally.names, scale);
      keepBest(best.headings, tally.headings, scale);
      keepBest(best.asked, tally.asked, scale);
    }
  }
  return result;
}

/** Shared over both together, from the shares of each side: 1 / (1/a + 1/b - 1). */
function bestFit(names: ReadonlyMap<number, Shared>, asked: number, said: (index: number) => number): number {
  let best = 0;
  for (const [index, shared] of names) {
    const ofAsked = Math.min(1, shared.asked / asked);
    const ofSaid = Math.min(1, shared.said / Math.max(said(index), 1e-9));
    best = Math.max(best, 1 / (1 / ofAsked + 1 / ofSaid - 1));
  }
  return best;
}

function largest(sums: ReadonlyMap<number, number>): number {
  let [at, most] = [-1, 0];
  for (const [index, sum] of sums) if (sum > most || (sum === most && index < at)) [at, most] = [index, sum];
  return at;
}

/** Measures of every entry that has anything of the query. */
export function measure(groups: readonly Group[], lookup: Lookup): Map<number, Measures> {
  const asked = groups.reduce((sum, group) => sum + groupRarity(group), 0);
  const tallies = new Map<number, Tally>();
  for (const group of groups) {
    for (const [number, found] of tallyGroup(group, lookup)) {
      const tally = tallies.get(number) ?? new Tally();
      tallies.set(number, tally);
      tally.covered += found.covered;
      tally.strong += found.strong;
      for (const [index, { asked, said }] of found.names) share(tally.names, index, asked, said);
      for (const [index, { asked, said }] of found.headings) share(tally.headings, index, asked, said);
      for (const [index, { asked, said }] of found.asked) share(tally.asked, index, asked, said);
      for (const [index, sum] of found.passages) add(tally.passages, index, sum);
    }
  }
  const result = new Map<number, Measures>();
  for (const [number, tally] of tallies) {
    const rarities = lookup.nameRarities[number] ?? [];
    const { names = [], parts = [] } = lookup.entries[number] ?? {};
    const firstHeading = 1 + names.length;
    const firstAsked = firstHeading + parts.length;
    result.set(number, {
      coverage: tally.covered / asked,
      strength: tally.strongest / asked,
      fit: bestFit(tally.names, asked, (index) => rarities[index] ?? 0),
      isNamed: [...tally.names].some(([index, { said }]) => said >= WHOLE * (rarities[index] ?? 0)),
      headingFit: bestFit(tally.headings, asked, (index) => rarities[firstHeading + index] ?? 0),
      askedFit: bestFit(tally.asked, asked, (index) => rarities[firstAsked + index] ?? 0),
      bestPart: largest(tally.passages),
    });
  }
  return result;
}
