import { describe, expect, it } from 'vitest';
import {
  documentExamples,
  packDocuments,
  packRecords,
  rowBatch,
} from '../../../../kernels/base-model/packing.ts';
import { IGNORED_LABEL } from '../../../../kernels/nn/cross-entropy.ts';
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
    const split = rows.flatMap(({ ids }) => ids.join(' ').split(new RegExp(`(?<=\\d) (?=${BOS_ID} )`)));
    expect(split.sort()).toEqual(whole.map(({ ids }) => ids.join(' ')).sort());
    for (const { ids, learned } of rows) {
      expect(ids[0]).toBe(BOS_ID);
      expect(ids.length).toBeLessThanOrEqual(LENGTH + 1);
      expect(learned).toEqual(ids.map(() => true));
    }
    expect(whole.some(({ ids }) => ids.at(-1) !== EOS_ID)).toBe(true);
  });

  it('leaves little of a row empty', () => {
    const tokens = rows.reduce((sum, { ids }) => sum + ids.length, 0);
    expect(tokens / (rows.length * (LENGTH + 1))).toBeGreaterThan(0.93);
  });
});

describe('records', () => {
  const record = 'Texto: o sol.\nTema: a casa';
  const oneWord = 'Texto: o sol.\nTema: casa';

  it('learn only what the field says, and leave out what is no record', () => {
    const rows = packRecords(tokenizer, [oneWord, 'o sol nasceu', record, oneWord], 200);
    expect(rows).toHaveLength(1);
    const { ids = [], learned = [] } = rows[0] ?? {};
    const value = tokenizer.encode(' casa');
    expect(ids.filter((_, index) => learned[index])).toEqual([...value, ...value]);
    expect(ids.filter((id) => id === EOS_ID)).toHaveLength(2);
  });
});

describe('batches of rows', () => {
  it('ask for each learned token after the one before it', () => {
    const rows = [
      { ids: [1, 7, 8, 2, 1, 9], learned: [true, true, false, true, true, true] },
      { ids: [1, 5], learned: [false, false] },
    ];
    const { input_ids, labels } = rowBatch(rows, { batch: 2, length: 6, padId: 0 });
    const none = IGNORED_LABEL;
    expect([...(input_ids ?? [])]).toEqual([1, 7, 8, 2, 1, 0, 1, 0, 0, 0, 0, 0]);
    expect([...(labels ?? [])]).toEqual([7, none, 2, 1, 9, none, none, none, none, none, none, none]);
  });
});
