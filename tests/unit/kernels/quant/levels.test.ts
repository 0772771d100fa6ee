import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSafetensors } from '../../../../kernels/formats/safetensors.ts';
import { toFloat32 } from '../../../../kernels/formats/tensor.ts';
import {
  dynamicMap,
  FP4_LEVELS,
  INT4_LEVELS,
  INT8_LEVELS,
  NF4_LEVELS,
} from '../../../../kernels/quant/levels.ts';
import { normalCdf, normalQuantile } from '../../../../kernels/quant/normal.ts';

const golden = readSafetensors(
  new Uint8Array(readFileSync(join(import.meta.dirname, '../../../golden/nf4.safetensors'))),
).tensors;

function goldenFloats(name: string): Float32Array {
  const tensor = golden.get(name);
  if (!tensor) throw new Error(`golden file has no ${name}`);
  return toFloat32(tensor, name);
}

describe('NF4', () => {
  it('is the table of the golden file, bit by bit', () => {
    expect(NF4_LEVELS).toEqual(goldenFloats('nf4_levels'));
  });

  it('has 7 levels below zero and 8 above', () => {
    expect(NF4_LEVELS.filter((level) => level < 0)).toHaveLength(7);
    expect(NF4_LEVELS[7]).toBe(0);
    expect(NF4_LEVELS.filter((level) => level > 0)).toHaveLength(8);
  });
});

it('FP4 follows the bit pattern, the upper half negated', () => {
  const positive = [0, 0.00520833, 0.66666667, 1, 0.33333333, 0.5, 0.16666667, 0.25];
  positive.forEach((level, code) => {
    expect(FP4_LEVELS[code]).toBeCloseTo(level, 7);
    expect(FP4_LEVELS[code + 8]).toBeCloseTo(-level, 7);
  });
});

it('integer levels are symmetric and evenly spaced', () => {
  for (const [levels, largest] of [
    [INT4_LEVELS, 7],
    [INT8_LEVELS, 127],
  ] as const) {
    for (let code = 0; code <= 2 * largest; code++) {
      expect(levels[code]).toBe(Math.fround((code - largest) / largest));
    }
    expect(levels[2 * largest + 1]).toBe(1);
  }
});

describe('dynamic map', () => {
  it('is the map of the golden file, bit by bit', () => {
    expect(dynamicMap()).toEqual(goldenFloats('dynamic_map'));
  });

  it('ascends from −0.993 to 1 through one zero', () => {
    const map = dynamicMap();
    expect(map).toHaveLength(256);
    expect(map[0]).toBeCloseTo(-0.99296874, 7);
    expect(map[127]).toBe(0);
    expect(map[128]).toBeCloseTo(5.5e-7, 12);
    expect(map[255]).toBe(1);
    expect(map.every((value, index) => index === 0 || value > (map[index - 1] ?? 0))).toBe(true);
  });
});

it('the normal distribution agrees with published values', () => {
  expect(normalCdf(0)).toBe(0.5);
  expect(normalCdf(1)).toBeCloseTo(0.8413447460685429, 14);
  expect(normalCdf(-3)).toBeCloseTo(0.0013498980316300946, 14);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
  expect(normalQuantile(0.01)).toBeCloseTo(-2.3263478740408408, 12);
  expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
  expect(() => normalQuantile(0)).toThrow(RangeError);
  expect(() => normalQuantile(1)).toThrow(RangeError);
});
