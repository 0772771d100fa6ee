/** The index in memory. What few queries need (plain names) is worked out when first asked for. */
import { type Entry, type IndexFile, PLACES, rarity } from './entries.ts';
import { plainName, stem } from './words.ts';

/** A stem at a place of an entry. */
export interface Hit {
  entry: number;
  slot: number;
}

export class Lookup {
  readonly entries: readonly Entry[];
  readonly complete: boolean;
  /** Words as they are written in titles, names and texts, with their weight. */
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly nameRarities: readonly (readonly number[])[];
  readonly #postings: ReadonlyMap<string, readonly number[]>;
  readonly #sizes = new Map<string, number>();
  readonly #plain = new Map<string, string>();
  #titles: ReadonlySet<string> | undefined;
  #conceptNames: ReadonlyMap<string, string> | undefined;

  constructor({ entries, nameRarities, postings, vocabulary, complete }: IndexFile) {
    this.entries = entries;
    this.nameRarities = nameRarities;
    this.complete = complete;
    this.vocabulary = new Map(Object.entries(vocabulary));
    this.#postings = new Map(Object.entries(postings));
  }

  knows(word: string): boolean {
    return this.#postings.has(word);
  }

  /** Every place of a stem, in order. */
  *places(word: string): Generator<Hit> {
    let place = 0;
    for (const difference of this.#postings.get(word) ?? []) {
      place += difference;
      yield { entry: Math.floor(place / PLACES), slot: place % PLACES };
    }
  }

  /** Entries that have the stem. */
  spread(word: string): number {
    const known = this.#sizes.get(word);
    if (known !== undefined) return known;
    const size = new Set(Array.from(this.places(word), ({ entry }) => entry)).size;
    this.#sizes.set(word, size);
    return size;
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
    const begins = (word: string) => word.startsWith(prefix);
    const written = [...this.vocabulary.keys()].filter(begins).map(stem);
    return [...new Set([...written, ...[...this.#postings.keys()].filter(begins)])]
      .sort((a, b) => this.spread(b) - this.spread(a))
      .slice(0, limit);
  }

  /** A concept has exactly this name. */
  isName(plain: string): boolean {
    this.#titles ??= new Set(
      this.entries.filter(({ kind }) => kind === 'conceito').map(({ title }) => plainName(title)),
    );
    return this.#titles.has(plain) || this.conceptNames.has(plain);
  }

  /** Other names of the concepts (English, synonyms), as plain words -> the glossary's own name. */
  get conceptNames(): ReadonlyMap<string, string> {
    if (this.#conceptNames) return this.#conceptNames;
    const names = new Map<string, string>();
    for (const entry of this.entries) {
      if (entry.kind !== 'conceito') continue;
      for (const name of entry.names ?? []) {
        const plain = plainName(name);
        if (!names.has(plain)) names.set(plain, entry.title);
      }
    }
    this.#conceptNames = names;
    return names;
  }
}
