/** The index in memory. What few queries need is worked out when first asked for: the first search waits for the rest. */
import { type Entry, fieldOf, type IndexFile, MOST_NAMES, PLACE_RADIX, PLACES, rarity } from './entries.ts';
import { SortedLines } from './sorted-lines.ts';
import { isConnector, plainName, stem } from './words.ts';

const NOWHERE: readonly number[] = [];

export class Lookup {
  readonly entries: readonly Entry[];
  readonly complete: boolean;
  readonly nameRarities: readonly (readonly number[])[];
  readonly #weights: SortedLines;
  readonly #postings: SortedLines;
  readonly #places = new Map<string, readonly number[]>();
  readonly #sizes = new Map<string, number>();
  readonly #plain = new Map<string, string>();
  #vocabulary: ReadonlyMap<string, number> | undefined;

  constructor({ entries, nameRarities, postings, vocabulary, complete }: IndexFile) {
    this.entries = entries;
    this.nameRarities = nameRarities;
    this.complete = complete;
    this.#weights = new SortedLines(vocabulary);
    this.#postings = new SortedLines(postings);
  }

  knows(word: string): boolean {
    return this.places(word).length > 0;
  }

  /** How much a word is used as it is written, in titles, names and texts; 0 when it is not. */
  weight(word: string): number {
    return Number(this.#weights.get(word) ?? 0);
  }

  /** Every word with its weight. */
  get vocabulary(): ReadonlyMap<string, number> {
    this.#vocabulary ??= new Map(this.#weights.entries().map(([word, weight]) => [word, Number(weight)]));
    return this.#vocabulary;
  }

  /** Every place of a stem, ascending: see `PLACES`. */
  places(word: string): readonly number[] {
    const known = this.#places.get(word);
    if (known) return known;
    let place = 0;
    const places =
      this.#postings
        .get(word)
        ?.split(' ')
        .map((difference) => {
          place += Number.parseInt(difference, PLACE_RADIX);
          return place;
        }) ?? NOWHERE;
    this.#places.set(word, places);
    return places;
  }

  /** Entries that have the stem. */
  spread(word: string): number {
    const known = this.#sizes.get(word);
    if (known !== undefined) return known;
    let [size, last] = [0, -1];
    for (const place of this.places(word)) {
      const entry = Math.floor(place / PLACES);
      if (entry !== last) size++;
      last = entry;
    }
    this.#sizes.set(word, size);
    return size;
  }

  /** Something is called by the stem, or asked for with it. */
  isTelling(word: string): boolean {
    return this.places(word).some((place) => {
      const field = fieldOf(place % PLACES);
      return field === 'name' || field === 'heading' || field === 'asked';
    });
  }

  /** An unknown stem counts as if one entry had it. */
  rarity(word: string): number {
    return rarity(this.entries.length, this.spread(word));
  }

  /** `plainName`, remembered. */
  plain(text: string): string {
    const plain = this.#plain.get(text) ?? plainName(text);
    this.#plain.set(text, plain);
    return plain;
  }

  /** Stems of the known words that begin so, the commonest first. */
  startingWith(prefix: string, limit: number): string[] {
    const written = this.#weights.startingWith(prefix).map(stem);
    return [...new Set([...written, ...this.#postings.startingWith(prefix)])]
      .sort((a, b) => this.spread(b) - this.spread(a))
      .slice(0, limit);
  }

  /** A concept has exactly this name. */
  isName(plain: string): boolean {
    return this.#conceptCalled(plain, 0) !== undefined;
  }

  /** The glossary's own name of the concept that has this other name (English, a synonym), in plain words. */
  conceptName(plain: string): string | undefined {
    return this.#conceptCalled(plain, 1);
  }

  /** Title of the first concept with this name, its title being name 0. */
  #conceptCalled(plain: string, firstName: number): string | undefined {
    const words = plain.split(' ');
    const telling = words.find((word) => !isConnector(word)) ?? words[0] ?? '';
    for (const place of this.places(stem(telling))) {
      const slot = place % PLACES;
      if (slot < firstName || slot >= MOST_NAMES) continue;
      const entry = this.entries[Math.floor(place / PLACES)];
      if (entry?.kind !== 'conceito') continue;
      const name = slot === 0 ? entry.title : entry.names?.[slot - 1];
      if (name && this.plain(name) === plain) return entry.title;
    }
    return undefined;
  }
}
