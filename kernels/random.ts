/**
 * Seeded random numbers: the only source of chance in what is generated and trained, so that the same seed gives the same corpus,
 * the same initial weights and the same curve on every machine.
 *
 * Generator: xoshiro128** (Blackman & Vigna, "Scrambled Linear Pseudorandom Number Generators", 2018), its four words of
 * state filled by splitmix32. 32-bit integer arithmetic only, hence bit-identical in every JavaScript engine.
 */
export class Rng {
  readonly #state = new Uint32Array(4);

  /** @param seed any number; only its 32 low bits count. @param stream names an independent sequence of the same seed. */
  constructor(seed: number, stream = '') {
    const expand = splitmix32(seed ^ hash(stream));
    for (let i = 0; i < 4; i++) this.#state[i] = expand();
  }

  /** Next integer in [0, 2^32). */
  next(): number {
    const s = this.#state;
    const [a = 0, b = 0, c = 0, d = 0] = s;
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const nextC = c ^ a;
    const nextD = d ^ b;
    s[0] = a ^ nextD;
    s[1] = b ^ nextC;
    s[2] = nextC ^ (b << 9);
    s[3] = rotateLeft(nextD, 11);
    return result;
  }

  /** Uniform number in [0, 1), with 32 random bits. */
  float(): number {
    return this.next() / 0x1_0000_0000;
  }

  /** Uniform integer in [0, bound). @throws RangeError unless bound is an integer of 1 to 2^32. */
  int(bound: number): number {
    if (!Number.isInteger(bound) || bound < 1 || bound > 0x1_0000_0000) {
      throw new RangeError(`Rng.int needs an integer bound of 1 to 2^32, got ${bound}`);
    }
    return Math.floor(this.float() * bound);
  }

  /** Standard normal number (Box & Muller, 1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.float()));
    return radius * Math.cos(2 * Math.PI * this.float());
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.float() < probability;
  }

  /** One item, each as likely as the others. @throws RangeError on an empty list. */
  choice<T extends NonNullable<unknown>>(items: readonly T[]): T {
    const item = items.length > 0 ? items[this.int(items.length)] : undefined;
    if (item === undefined) throw new RangeError('Rng.choice needs a non-empty list');
    return item;
  }

  /** One index of `weights`, with probability proportional to its weight. @throws RangeError if no weight is positive. */
  weighted(weights: readonly number[]): number {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (!(total > 0)) throw new RangeError('Rng.weighted needs a positive total weight');
    let point = this.float() * total;
    for (const [index, weight] of weights.entries()) {
      point -= weight;
      if (point < 0) return index;
    }
    return weights.length - 1;
  }

  /** A new list in random order (Fisher & Yates); the given one stays as it is. */
  shuffle<T extends NonNullable<unknown>>(items: readonly T[]): T[] {
    const result: T[] = [];
    for (const item of items) {
      const at = this.int(result.length + 1);
      const displaced = result[at];
      if (displaced !== undefined) result.push(displaced);
      result[at] = item;
    }
    return result;
  }

  /** The four words of state, to be kept in a checkpoint. */
  save(): [number, number, number, number] {
    const [a = 0, b = 0, c = 0, d = 0] = this.#state;
    return [a, b, c, d];
  }

  /** Continues exactly where `save` was called. */
  restore(state: readonly [number, number, number, number]): void {
    this.#state.set(state);
  }
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Steele, Lea & Flood, "Fast Splittable Pseudorandom Number Generators", 2014, in its 32-bit form. */
function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return (word ^ (word >>> 15)) >>> 0;
  };
}

/** FNV-1a over UTF-16 units: 32 bits that stand for a string (no cryptographic value). */
export function hash(text: string): number {
  let word = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) word = Math.imul(word ^ text.charCodeAt(i), 0x01000193);
  return word >>> 0;
}
