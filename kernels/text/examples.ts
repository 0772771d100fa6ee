import type { Example } from '../train/batch.ts';
import { BOS_ID, EOS_ID, type Tokenizer } from './tokenizer.ts';

/** The tokens of a prompt and its answer: `<s>`, prompt, answer, `</s>`; the answer and its end are to be learned. */
export function encodeExample(tokenizer: Tokenizer, prompt: string, answer: string): Example {
  const front = [BOS_ID, ...tokenizer.encode(prompt)];
  return { ids: [...front, ...tokenizer.encode(answer), EOS_ID], answerStart: front.length };
}
