/** The corpus as windows of equal length. */
import { BOS_ID, EOS_ID, type Tokenizer } from '../text/tokenizer.ts';
import type { Example } from '../train/batch.ts';

/** Tokens of a document, from `<s>` to `</s>`. */
export function documentTokens(tokenizer: Tokenizer, document: string): number[] {
  return [BOS_ID, ...tokenizer.encode(document), EOS_ID];
}

/** Documents one after another, as one sequence of tokens. */
export function tokenStream(tokenizer: Tokenizer, documents: readonly string[]): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(documents.flatMap((document) => documentTokens(tokenizer, document)));
}

/** Window `index` of a stream: `length` tokens to read and one more to predict. */
export function windowAt(stream: Uint16Array, index: number, length: number): Example {
  const start = index * length;
  return { ids: [...stream.subarray(start, start + length + 1)], answerStart: 1 };
}

/** Whole windows in a stream. */
export function windowCount(stream: Uint16Array, length: number): number {
  return Math.floor((stream.length - 1) / length);
}

/**
 * Each document as an example of its own, all of its tokens to be predicted; what is longer than the context is cut.
 * This is how perplexity is measured.
 */
export function documentExamples(
  tokenizer: Tokenizer,
  documents: readonly string[],
  length: number,
): Example[] {
  return documents.map((document) => ({
    ids: documentTokens(tokenizer, document).slice(0, length + 1),
    answerStart: 1,
  }));
}
