import { describe, expect, it } from 'vitest';
import { scheduleFactor } from '../../../../kernels/optim/schedule.ts';

const curve = (kind: 'constant' | 'linear' | 'cosine', warmupSteps: number, totalSteps: number) =>
  Array.from({ length: totalSteps + 1 }, (_, step) =>
    scheduleFactor({ kind, warmupSteps, totalSteps }, step),
  );

describe('learning-rate schedules', () => {
  it('stay constant', () => expect(curve('constant', 0, 3)).toEqual([1, 1, 1, 1]));

  it('warm up in a line to the peak', () => {
    expect(curve('constant', 4, 5)).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
  });

  it('fall in a line to 0', () => expect(curve('linear', 1, 5)).toEqual([1, 1, 0.75, 0.5, 0.25, 0]));

  it('fall along half a cosine to 0', () => {
    const factors = curve('cosine', 0, 4);
    const expected = [1, 0.5 + Math.SQRT1_2 / 2, 0.5, 0.5 - Math.SQRT1_2 / 2, 0];
    for (const [i, factor] of expected.entries()) expect(factors[i]).toBeCloseTo(factor, 12);
  });

  it('stay at 0 after the end, and survive a warm-up as long as the run', () => {
    expect(scheduleFactor({ kind: 'cosine', warmupSteps: 0, totalSteps: 2 }, 9)).toBe(0);
    expect(scheduleFactor({ kind: 'linear', warmupSteps: 2, totalSteps: 2 }, 2)).toBe(1);
  });
});
