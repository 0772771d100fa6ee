/** When nothing fits: the names that look most like what was typed. */
import type { Entry } from './entries.ts';
import { fold } from './words.ts';

function pairsOf(text: string): Set<string> {
  const letters = ` ${fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;
  return new Set(Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2)));
}

/** Shared letter pairs over the mean of both. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return (2 * shared) / (a.size + b.size);
}

/** The entries with the most similar names, concepts before others; never empty while there are entries. */
export function nearestEntries(text: string, entries: readonly Entry[], limit: number): Entry[] {
  const typed = pairsOf(text);
  const bestName = ({ title, names = [] }: Entry) =>
    Math.max(...[title, ...names].map((name) => likeness(typed, pairsOf(name))));
  return entries
    .map((entry) => ({ entry, score: bestName(entry) + (entry.kind === 'conceito' ? 0.1 : 0) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ entry }) => entry);
}
