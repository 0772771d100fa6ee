import { describe, expect, it } from 'vitest';
import { batchIndices, formatFor, makeBatch } from '../../../../kernels/train/batch.ts';

const examples = [
  { ids: [1, 10, 11, 12, 2], answerStart: 3 },
  { ids: [1, 20, 21], answerStart: 2 },
];

describe('makeBatch', () => {
  it('puts each label beside the token that predicts it', () => {
    const batch = makeBatch(examples, { batch: 2, length: 5, padId: 3 });
    expect([...(batch['input_ids'] ?? [])]).toEqual([1, 10, 11, 12, 3, 1, 20, 3, 3, 3]);
    expect([...(batch['labels'] ?? [])]).toEqual([-100, -100, 12, 2, -100, -100, 21, -100, -100, -100]);
  });

  it('lists only the labelled positions where rows are asked for', () => {
    const format = formatFor(examples, 2, 3);
    expect(format).toEqual({ batch: 2, length: 4, rows: 4, padId: 3 });
    const batch = makeBatch(examples, format);
    expect([...(batch['rows'] ?? [])]).toEqual([2, 3, 5, 0]);
    expect([...(batch['labels'] ?? [])]).toEqual([12, 2, 21, -100]);
  });

  it('refuses what does not fit', () => {
    expect(() => makeBatch(examples, { batch: 1, length: 4, padId: 3 })).toThrow(RangeError);
    expect(() => makeBatch(examples, { batch: 2, length: 3, padId: 3 })).toThrow('does not fit');
    expect(() => makeBatch(examples, { batch: 2, length: 4, rows: 2, padId: 3 })).toThrow('room for 2');
  });
});

describe('batchIndices', () => {
  it('shows every example once a pass, in an order of its own', () => {
    const passes = [0, 1, 2].map((pass) =>
      [0, 1, 2, 3, 4].flatMap((i) => batchIndices(10, 2, pass * 5 + i, 42)),
    );
    for (const pass of passes) expect(pass.toSorted((a, b) => a - b)).toEqual([...Array(10).keys()]);
    expect(passes[0]).not.toEqual(passes[1]);
  });

  it('depends on the seed and the step alone', () => {
    expect(batchIndices(7, 3, 5, 1)).toEqual(batchIndices(7, 3, 5, 1));
    const run = (seed: number) => [0, 1, 2, 3].flatMap((step) => batchIndices(7, 3, step, seed));
    expect(run(1)).not.toEqual(run(2));
  });

  it('fills a batch from the next pass where one ends', () => {
    const drawn = [0, 1, 2].flatMap((step) => batchIndices(2, 3, step, 0));
    expect(drawn).toHaveLength(9);
    expect(drawn.filter((i) => i === 0).length).toBeGreaterThanOrEqual(4);
  });
});
