/** How an entry compares with a query; every measure weighs words by their rarity. */
import type { Lookup } from './lookup.ts';
import { type Group, groupRarity } from './query.ts';
import { type Shared, tallyGroups } from './tally.ts';

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

/** Shared over both together, from the shares of each side: 1 / (1/a + 1/b - 1). */
function bestFit(
  names: ReadonlyMap<number, Shared> | undefined,
  asked: number,
  rarities: readonly number[],
  from: number,
): number {
  let best = 0;
  for (const [index, shared] of names ?? []) {
    const ofAsked = Math.min(1, shared.asked / asked);
    const ofSaid = Math.min(1, shared.said / Math.max(rarities[from + index] ?? 0, 1e-9));
    best = Math.max(best, 1 / (1 / ofAsked + 1 / ofSaid - 1));
  }
  return best;
}

function largest(sums: ReadonlyMap<number, number> | undefined): number {
  let [at, most] = [-1, 0];
  for (const [index, sum] of sums ?? []) {
    if (sum > most || (sum === most && index < at)) [at, most] = [index, sum];
  }
  return at;
}

/** Measures of every entry that has anything of the query. */
export function measure(groups: readonly Group[], lookup: Lookup): Map<number, Measures> {
  const asked = groups.reduce((sum, group) => sum + groupRarity(group), 0);
  const result = new Map<number, Measures>();
  for (const [number, tally] of tallyGroups(groups, lookup)) {
    const rarities = lookup.nameRarities[number] ?? [];
    const { names = [], parts = [] } = lookup.entries[number] ?? {};
    const firstHeading = 1 + names.length;
    result.set(number, {
      coverage: tally.covered / asked,
      strength: tally.strongest / asked,
      fit: bestFit(tally.names, asked, rarities, 0),
      isNamed: [...(tally.names ?? [])].some(([index, { said }]) => said >= WHOLE * (rarities[index] ?? 0)),
      headingFit: bestFit(tally.headings, asked, rarities, firstHeading),
      askedFit: bestFit(tally.asked, asked, rarities, firstHeading + parts.length),
      bestPart: largest(tally.passages),
    });
  }
  return result;
}
