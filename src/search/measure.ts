/** How an entry compares with one reading of a query; every measure weighs words by their rarity. */
import { readSlot } from './entries.ts';
import type { Lookup } from './lookup.ts';
import type { Term } from './query.ts';

/** How much a word counts by where it stands. */
const STRENGTH = { name: 1, heading: 0.85, text: 0.6, passage: 0.4, hidden: 0.3 } as const;

export interface Measures {
  /** Share of the query that the entry has. */
  coverage: number;
  /** The same, each word by where it stands best. */
  strength: number;
  /** How far its best name and the query say the same: what they share over both together, 0 to 1. */
  fit: number;
  /** The same for its best heading. */
  headingFit: number;
  /** Number of the heading whose passage has most of what is asked; -1 when none has any. */
  bestPart: number;
}

export const NOTHING: Measures = { coverage: 0, strength: 0, fit: 0, headingFit: 0, bestPart: -1 };

/** What is counted of one entry while the places of the terms are read. */
class Tally {
  covered = 0;
  strong = 0;
  readonly names = new Map<number, number>();
  readonly headings = new Map<number, number>();
  readonly passages = new Map<number, number>();
  // Best of the term being read.
  trust = 0;
  best = 0;
  readonly seen = new Set<number>();

  /** Closes a term. */
  close(rarity: number): void {
    this.covered += this.trust * rarity;
    this.strong += this.best * rarity;
    this.trust = 0;
    this.best = 0;
    this.seen.clear();
  }
}

function addTo(sums: Map<number, number>, key: number, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

/** Reads every place of every term once. */
function tally(terms: readonly Term[], lookup: Lookup): Map<number, Tally> {
  const tallies = new Map<number, Tally>();
  for (const { stems, rarity } of terms) {
    const touched = new Set<Tally>();
    for (const [word, trust] of stems) {
      for (const { entry, slot } of lookup.places(word)) {
        const counts = tallies.get(entry) ?? new Tally();
        tallies.set(entry, counts);
        touched.add(counts);
        const { field, index } = readSlot(slot);
        counts.trust = Math.max(counts.trust, trust);
        counts.best = Math.max(
          counts.best,
          trust *
            (lookup.entries[entry]?.kind === 'questao' && field === 'name' ? STRENGTH.text : STRENGTH[field]),
        );
        // Two alternatives of one word in one name are one word.
        if (counts.seen.has(slot)) continue;
        counts.seen.add(slot);
        if (field === 'name') addTo(counts.names, index, trust * rarity);
        if (field === 'heading') addTo(counts.headings, index, trust * rarity);
        if (field === 'heading' || field === 'passage') {
          addTo(counts.passages, index, trust * rarity * STRENGTH[field]);
        }
      }
    }
    for (const counts of touched) counts.close(rarity);
  }
  return tallies;
}

/** Best of shared / (asked + said - shared). */
function bestFit(
  shared: ReadonlyMap<number, number>,
  asked: number,
  said: (index: number) => number,
): number {
  let best = 0;
  for (const [index, amount] of shared) {
    best = Math.max(best, amount / Math.max(amount, asked + said(index) - amount));
  }
  return Math.min(1, best);
}

function largest(sums: ReadonlyMap<number, number>): number {
  let [at, most] = [-1, 0];
  for (const [index, sum] of sums) if (sum > most || (sum === most && index < at)) [at, most] = [index, sum];
  return at;
}

/** Measures of every entry that has any of the terms. */
export function measure(terms: readonly Term[], lookup: Lookup): Map<number, Measures> {
  const asked = terms.reduce((sum, { rarity }) => sum + rarity, 0);
  const result = new Map<number, Measures>();
  for (const [entry, counts] of tally(terms, lookup)) {
    const rarities = lookup.nameRarities[entry] ?? [];
    const firstHeading = 1 + (lookup.entries[entry]?.names?.length ?? 0);
    result.set(entry, {
      coverage: counts.covered / asked,
      strength: counts.strong / asked,
      fit: bestFit(counts.names, asked, (index) => rarities[index] ?? 0),
      headingFit: bestFit(counts.headings, asked, (index) => rarities[firstHeading + index] ?? 0),
      bestPart: largest(counts.passages),
    });
  }
  return result;
}
