import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bfloatToFloat, floatToBfloat, floatToHalf, halfToFloat } from '../../../../kernels/formats/dtype.ts';
import { fromFloat32, fromIntegers, toFloat32, toInt32 } from '../../../../kernels/formats/tensor.ts';

/** The neighbours of a value in a 16-bit format are found by search, independent of any bit trick. */
function nearest(value: number, decode: (bits: number) => number): number {
  let best = 0;
  for (let bits = 0; bits < 0x8000; bits++) {
    const [here, there] = [Math.abs(decode(bits) - value), Math.abs(decode(best) - value)];
    if (here < there || (here === there && bits % 2 === 0)) best = bits;
  }
  return best;
}

describe.each([
  ['half', halfToFloat, floatToHalf, 65504],
  ['bfloat16', bfloatToFloat, floatToBfloat, 3.3895313892515355e38],
] as const)('%s', (_, decode, encode, largest) => {
  it('keeps every bit pattern but those of NaN', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = decode(bits);
      if (Number.isNaN(value)) expect(decode(encode(value))).toBeNaN();
      else expect(encode(value)).toBe(bits);
    }
  });

  it('knows its largest value, infinity and the signed zero', () => {
    expect(decode(encode(largest))).toBe(largest);
    expect(decode(encode(Number.POSITIVE_INFINITY))).toBe(Number.POSITIVE_INFINITY);
    expect(decode(encode(-0))).toBe(-0);
  });

  it('rounds to the nearest, ties to even', () => {
    for (const exponent of [-30, -26, -25, -24.5, -14, -13.99, -3, 0, 3, 12]) {
      for (const sign of [1, -1]) {
        const value = Math.fround(1.234567 * 2 ** exponent);
        const expected = nearest(value, decode) | (sign < 0 ? 0x8000 : 0);
        expect(encode(sign * value)).toBe(expected);
      }
    }
    // Exactly between two codes: the even one, below and above.
    for (const even of [0x3c00, 0x0002, 0x0400, 0x4566]) {
      expect(encode((decode(even) + decode(even + 1)) / 2)).toBe(even);
      expect(encode((decode(even - 1) + decode(even)) / 2)).toBe(even);
    }
  });
});

it('half agrees with the platform on random float32 values', () => {
  // Node 24 has it; the library of types that the project compiles against does not name it yet.
  const f16round: unknown = Reflect.get(Math, 'f16round');
  if (typeof f16round !== 'function') throw new Error('this test needs Math.f16round');
  fc.assert(
    fc.property(fc.float({ noNaN: true, min: -70000, max: 70000 }), (value) => {
      expect(halfToFloat(floatToHalf(value))).toBe(f16round(value));
    }),
    { numRuns: 5000 },
  );
});

describe('stored tensors', () => {
  const data = Float32Array.from([0, -1.5, 3.25, 65504, 2 ** -24, -0]);

  it.each(['F32', 'F16', 'BF16'] as const)('%s keeps values that it can hold', (dtype) => {
    const exact = dtype === 'BF16' ? data.map((value) => (value === 65504 ? 65536 : value)) : data;
    expect(toFloat32(fromFloat32({ shape: [2, 3], data: exact }, dtype), 'w')).toEqual(exact);
  });

  it('reads data that is not aligned, and views data that is', () => {
    const stored = fromFloat32({ shape: [6], data });
    const shifted = new Uint8Array(stored.bytes.length + 1);
    shifted.set(stored.bytes, 1);
    expect(toFloat32({ ...stored, bytes: shifted.subarray(1) }, 'w')).toEqual(data);
    expect(toFloat32(stored, 'w').buffer).toBe(data.buffer);
  });

  it('reads F64 and integers', () => {
    const bytes = new Uint8Array(Float64Array.from([0.1, 2]).buffer);
    expect([...toFloat32({ dtype: 'F64', shape: [2], bytes }, 'w')]).toEqual([Math.fround(0.1), 2]);
    expect([...toInt32(fromIntegers([3], [-100, 0, 2 ** 31 - 1]), 'labels')]).toEqual([-100, 0, 2 ** 31 - 1]);
  });

  it('refuses the wrong kind of number and integers that do not fit', () => {
    expect(() => toFloat32(fromIntegers([1], [1]), 'w')).toThrow(/w: esperava números reais/);
    expect(() => toInt32(fromFloat32({ shape: [1], data: new Float32Array(1) }), 'ids')).toThrow(/inteiros/);
    expect(() => toInt32(fromIntegers([2], [0, 2 ** 31]), 'ids')).toThrow(/posição 1\) não cabe/);
  });
});
