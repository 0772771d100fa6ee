import { describe, expect, it } from 'vitest';
import { addDims, broadcastShapes, multiply } from '../../../../kernels/onnx/shape.ts';

describe('symbolic dimensions', () => {
  it('multiply to one canonical spelling', () => {
    expect(multiply(2, 3)).toBe(6);
    expect(multiply('T', 2, 'B', 3)).toBe('6*B*T');
    expect(multiply('6*B*T')).toBe(multiply(multiply('B', 3), multiply(2, 'T')));
    expect(multiply('P+T', 4)).toBe('4*(P+T)');
    expect(multiply(multiply('P+T', 4), 2)).toBe('8*(P+T)');
    expect(multiply()).toBe(1);
  });

  it('add to one canonical spelling', () => {
    expect(addDims(2, 3)).toBe(5);
    expect(addDims('T', 'P')).toBe('P+T');
    expect(addDims(addDims(1, 'T'), addDims('P', 2))).toBe('P+T+3');
    expect(addDims('T', 0)).toBe('T');
  });
});

describe('broadcasting', () => {
  it('follows NumPy', () => {
    expect(broadcastShapes([4, 1, 3], [2, 1])).toEqual([4, 2, 3]);
    expect(broadcastShapes([], [2])).toEqual([2]);
    expect(broadcastShapes([2], [3])).toBeUndefined();
  });

  it('lets a symbol meet only itself and 1', () => {
    expect(broadcastShapes(['T', 1], ['T', 8])).toEqual(['T', 8]);
    expect(broadcastShapes(['T'], [8])).toBeUndefined();
  });
});
