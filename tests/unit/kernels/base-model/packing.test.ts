import { describe, expect, it } from 'vitest';
import { documentExamples, packDocuments } from '../../../../kernels/base-model/packing.ts';
import { Rng } from '../../../../kernels/random.ts';
import { BOS_ID, EOS_ID, Tokenizer } from '../../../../kernels/text/tokenizer.ts';

const tokenizer = Tokenizer.train(['a casa azul', 'o sol nasceu'], 280);
const LENGTH = 24;

const rng = new Rng(1);
const documents = Array.from({ length: 400 }, () =>
  Array.from({ length: 1 + rng.int(LENGTH + 6) }, () => rng.choice(['a', 'o', 'z', ' '])).join(''),
);

describe('packing', () => {
  const whole = documentExamples(tokenizer, documents, LENGTH);
  const rows = packDocuments(tokenizer, documents, LENGTH);

  it('keeps every document, cut only where it is longer than a row, and begins each row with one', () => {
    const split = rows.flatMap(({ ids }) =>
      ids
        .join(' ')
        .split(new RegExp(`(?<=\\d) (?=${BOS_ID} )`))
        .map((text) => text.trim()),
    );
    expect(split.sort()).toEqual(whole.map(({ ids }) => ids.join(' ')).sort());
    for (const { ids, answerStart } of rows) {
      expect(ids[0]).toBe(BOS_ID);
      expect(ids.length).toBeLessThanOrEqual(LENGTH + 1);
      expect(answerStart).toBe(1);
    }
    expect(whole.some(({ ids }) => ids.at(-1) !== EOS_ID)).toBe(true);
  });

  it('leaves little of a row empty', () => {
    const tokens = rows.reduce((sum, { ids }) => sum + ids.length, 0);
    expect(tokens / (rows.length * (LENGTH + 1))).toBeGreaterThan(0.93);
  });
});
