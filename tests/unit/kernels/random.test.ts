import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../../kernels/random.ts';

describe('Rng', () => {
  it('repeats itself for the same seed and stream, and only then', () => {
    const draw = (seed: number, stream?: string) => {
      const rng = new Rng(seed, stream);
      return Array.from({ length: 4 }, () => rng.next());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1, 'weights')).not.toEqual(draw(1, 'batches'));
  });

  it('continues from a saved state', () => {
    const rng = new Rng(5);
    rng.float();
    const state = rng.save();
    const expected = [rng.next(), rng.next()];
    rng.restore(state);
    expect([rng.next(), rng.next()]).toEqual(expected);
  });

  it('has the moments of its distributions', () => {
    const rng = new Rng(3);
    const size = 20_000;
    const normals = Array.from({ length: size }, () => rng.normal());
    const mean = normals.reduce((sum, x) => sum + x, 0) / size;
    const variance = normals.reduce((sum, x) => sum + (x - mean) ** 2, 0) / size;
    // Five standard errors: 5/sqrt(20000) for the mean, sqrt(2) times that for the variance.
    expect(Math.abs(mean)).toBeLessThan(0.036);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
    const ones = Array.from({ length: size }, () => rng.weighted([1, 3])).filter(
      (index) => index === 1,
    ).length;
    expect(Math.abs(ones / size - 0.75)).toBeLessThan(0.016);
  });

  it('stays within bounds and refuses bad ones', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, bound) => {
        const value = new Rng(seed).int(bound);
        return Number.isInteger(value) && value >= 0 && value < bound;
      }),
    );
    expect(() => new Rng(0).int(0)).toThrow(RangeError);
    expect(() => new Rng(0).choice([])).toThrow(RangeError);
    expect(() => new Rng(0).weighted([0])).toThrow(RangeError);
  });

  it('shuffles into a permutation', () => {
    fc.assert(
      fc.property(fc.integer(), fc.uniqueArray(fc.integer()), (seed, items) => {
        expect([...new Rng(seed).shuffle(items)].sort()).toEqual([...items].sort());
      }),
    );
  });
});
