import { applyMerges, type Merge, rankMerges, trainMerges } from './bpe.ts';
import { byteSymbols, fromSymbols, splitWords, toSymbols } from './byte-level.ts';

/** Special tokens, with the ids that Llama gives the first three. */
export const SPECIAL_TOKENS = { unk: '<unk>', bos: '<s>', eos: '</s>', pad: '<pad>' } as const;

export const UNK_ID = 0;
export const BOS_ID = 1;
export const EOS_ID = 2;
export const PAD_ID = 3;

/** Tokens of the shipped base model. */
export const BASE_VOCABULARY_SIZE = 1024;

const SPECIALS: readonly string[] = Object.values(SPECIAL_TOKENS);

/** Words kept in the cache; beyond it the cache starts anew, so that memory stays bounded. */
const CACHE_LIMIT = 20_000;

/** Byte-level BPE tokenizer: every text has an encoding, and decoding it gives the text back. */
export class Tokenizer {
  /** Token text (in byte symbols) by id. */
  readonly tokens: readonly string[];
  readonly merges: readonly Merge[];
  readonly #ids: ReadonlyMap<string, number>;
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #cache = new Map<string, readonly number[]>();

  /** Ids: the four special tokens, the 256 bytes, then one token a merge, in order. */
  constructor(merges: readonly Merge[]) {
    this.merges = merges;
    this.tokens = [...SPECIALS, ...byteSymbols(), ...merges.map(([left, right]) => left + right)];
    this.#ids = new Map(this.tokens.map((token, id) => [token, id]));
    this.#ranks = rankMerges(merges);
  }

  /** Learns a vocabulary of at most `vocabularySize` tokens from the texts. */
  static train(texts: Iterable<string>, vocabularySize: number): Tokenizer {
    const fixed = SPECIALS.length + byteSymbols().length;
    if (!Number.isInteger(vocabularySize) || vocabularySize < fixed) {
      throw new RangeError(`the vocabulary needs at least ${fixed} tokens, got ${vocabularySize}`);
    }
    return new Tokenizer(trainMerges(texts, vocabularySize - fixed));
  }

  get vocabularySize(): number {
    return this.tokens.length;
  }

  /**
   * Token ids of a text, without special tokens. A text that spells a special token, such as "</s>", is text: nothing
   * that a reader types can end a sequence. (Hugging Face does the same under `split_special_tokens=True`.)
   */
  encode(text: string): number[] {
    const ids: number[] = [];
    for (const word of splitWords(text)) ids.push(...this.#encodeWord(word));
    return ids;
  }

  /** Text of token ids; special tokens and ids outside the vocabulary are left out. */
  decode(ids: Iterable<number>): string {
    let symbols = '';
    for (const id of ids) if (id >= SPECIALS.length) symbols += this.tokens[id] ?? '';
    return fromSymbols(symbols);
  }

  /** What one token shows to a reader: its text, or the name of a special token. */
  show(id: number): string {
    return id < SPECIALS.length ? (SPECIALS[id] ?? '') : this.decode([id]);
  }

  #encodeWord(word: string): readonly number[] {
    const known = this.#cache.get(word);
    if (known !== undefined) return known;
    const ids = applyMerges(toSymbols(word), this.#ranks).map((token) => this.#ids.get(token) ?? UNK_ID);
    if (this.#cache.size >= CACHE_LIMIT) this.#cache.clear();
    this.#cache.set(word, ids);
    return ids;
  }
}
