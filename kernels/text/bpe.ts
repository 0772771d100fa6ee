/** Byte-pair encoding (Sennrich, Haddow & Birch, "Neural Machine Translation of Rare Words with Subword Units", 2016). */
import { splitWords, toSymbols } from './byte-level.ts';

export type Merge = readonly [left: string, right: string];

/** Characters of Portuguese beyond ASCII: each becomes one token before any pair is counted. */
export const SEED_CHARACTERS = 'áàâãéêíóôõúçÁÀÂÃÉÊÍÓÔÕÚÇº°—';

/**
 * Learns `count` merges: first those that make each seed character one symbol, then, again and again, the most frequent
 * pair of neighbours inside a word. Ties go to the pair that comes first in code-unit order, so the result depends on
 * the texts only, not on their order.
 */
export function trainMerges(texts: Iterable<string>, count: number, seeds = SEED_CHARACTERS): Merge[] {
  const merges = seedMerges(seeds).slice(0, count);
  const ranks = rankMerges(merges);
  const words = Array.from(countWords(texts), ([word, frequency]) => ({
    symbols: applyMerges(toSymbols(word), ranks),
    frequency,
  }));
  const pairs = new PairCounts();
  const made = new Set(merges.map(([left, right]) => left + right));
  for (const [index, word] of words.entries()) pairs.add(word.symbols, word.frequency, index);

  while (merges.length < count) {
    const best = pairs.best(made);
    if (best === undefined) break;
    merges.push(best.merge);
    made.add(best.merge.join(''));
    for (const index of best.words) {
      const word = words[index];
      if (word === undefined) continue;
      pairs.add(word.symbols, -word.frequency, index);
      word.symbols = joinPair(word.symbols, best.merge);
      pairs.add(word.symbols, word.frequency, index);
    }
  }
  return merges;
}

/** Applies merges to the symbols of one word, the earliest learnt first. */
export function applyMerges(symbols: readonly string[], ranks: ReadonlyMap<string, number>): string[] {
  let result = [...symbols];
  while (result.length > 1) {
    let bestRank = Number.POSITIVE_INFINITY;
    let best: Merge | undefined;
    for (const [index, right] of result.entries()) {
      const left = result[index - 1];
      const rank = left === undefined ? undefined : ranks.get(pairKey(left, right));
      if (left !== undefined && rank !== undefined && rank < bestRank) {
        bestRank = rank;
        best = [left, right];
      }
    }
    if (best === undefined) break;
    result = joinPair(result, best);
  }
  return result;
}

/** Rank (order of learning) of each merge, by pair. */
export function rankMerges(merges: readonly Merge[]): Map<string, number> {
  return new Map(merges.map(([left, right], rank) => [pairKey(left, right), rank]));
}

/** A space is no byte symbol, hence a safe separator. */
function pairKey(left: string, right: string): string {
  return `${left} ${right}`;
}

function joinPair(symbols: readonly string[], [left, right]: Merge): string[] {
  const result: string[] = [];
  for (let i = 0; i < symbols.length; i++) {
    const symbol = symbols[i];
    if (symbol === undefined) continue;
    const joins = symbol === left && symbols[i + 1] === right;
    result.push(joins ? left + right : symbol);
    if (joins) i++;
  }
  return result;
}

function countWords(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of splitWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function seedMerges(characters: string): Merge[] {
  const merges = new Map<string, Merge>();
  for (const character of characters) {
    const [first = '', ...rest] = toSymbols(character);
    let left = first;
    for (const right of rest) {
      merges.set(pairKey(left, right), [left, right]);
      left += right;
    }
  }
  return [...merges.values()];
}

/** How often each pair of neighbours occurs, and in which words: only those words change when the pair is joined. */
class PairCounts {
  readonly #pairs = new Map<string, { merge: Merge; count: number; words: Set<number> }>();

  add(symbols: readonly string[], frequency: number, word: number): void {
    for (const [index, right] of symbols.entries()) {
      const left = symbols[index - 1];
      if (left === undefined) continue;
      const key = pairKey(left, right);
      const pair = this.#pairs.get(key) ?? { merge: [left, right], count: 0, words: new Set<number>() };
      pair.count += frequency;
      pair.words.add(word);
      if (pair.count > 0) this.#pairs.set(key, pair);
      else this.#pairs.delete(key);
    }
  }

  /** The most frequent pair that occurs at least twice and makes a new token ("ab"+"c" and "a"+"bc" make the same). */
  best(made: ReadonlySet<string>): { merge: Merge; words: readonly number[] } | undefined {
    let bestKey = '';
    let best: { merge: Merge; count: number; words: Set<number> } | undefined;
    for (const [key, pair] of this.#pairs) {
      const beats =
        best === undefined || pair.count > best.count || (pair.count === best.count && key < bestKey);
      if (pair.count > 1 && beats && !made.has(pair.merge.join(''))) {
        bestKey = key;
        best = pair;
      }
    }
    return best && { merge: best.merge, words: [...best.words] };
  }
}
