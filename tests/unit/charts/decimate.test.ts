import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimate } from '../../../src/charts/decimate.ts';

const steps = (count: number) => Array.from({ length: count }, (_, index) => index);

test('a short series is kept whole', () => {
  expect(decimate(steps(9), steps(9), 100)).toEqual(steps(9));
});

test('a spike of a single step among 10,000 survives', () => {
  const y = new Float64Array(10_000).fill(1);
  y[7321] = 50;
  const kept = decimate(steps(10_000), y, 300);
  expect(kept).toContain(7321);
  expect(kept.length).toBeLessThanOrEqual(1200);
});

test('first, last, lowest and highest are always kept, in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 2000 }),
      fc.integer({ min: 1, max: 50 }),
      (y, columns) => {
        const kept = decimate(steps(y.length), y, columns);
        const values = kept.map((index) => y[index] ?? Number.NaN);
        expect(kept[0]).toBe(0);
        expect(kept.at(-1)).toBe(y.length - 1);
        expect(Math.min(...values)).toBe(Math.min(...y));
        expect(Math.max(...values)).toBe(Math.max(...y));
        expect(kept).toEqual([...kept].sort((a, b) => a - b));
      },
    ),
  );
});
