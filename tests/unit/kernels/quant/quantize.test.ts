import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSafetensors } from '../../../../kernels/formats/safetensors.ts';
import { toFloat32 } from '../../../../kernels/formats/tensor.ts';
import { quantizeBlocks } from '../../../../kernels/quant/blockwise.ts';
import { BASE_TYPES, bitsOf, levelsOf, NF4_LEVELS } from '../../../../kernels/quant/levels.ts';
import { packNibbles, unpackNibbles } from '../../../../kernels/quant/packing.ts';
import {
  BLOCK_SIZES,
  codesOf,
  dequantize,
  QLORA_SETTINGS,
  quantize,
  scalesOf,
  storedBytes,
} from '../../../../kernels/quant/quantize.ts';
import { bitsPerParameter, quantError } from '../../../../kernels/quant/statistics.ts';
import { Rng } from '../../../../kernels/random.ts';

const golden = readSafetensors(
  new Uint8Array(readFileSync(join(import.meta.dirname, '../../../golden/nf4.safetensors'))),
).tensors;

function stored(name: string) {
  const tensor = golden.get(name);
  if (!tensor) throw new Error(`golden file has no ${name}`);
  return tensor;
}

const floats = (name: string) => toFloat32(stored(name), name);

function normalValues(count: number, seed = 0): Float32Array<ArrayBuffer> {
  const random = new Rng(seed);
  return Float32Array.from({ length: count }, () => random.normal());
}

describe('against PyTorch', () => {
  const weight = floats('weight');
  const { shape } = stored('weight');

  it('NF4 gives exactly the codes, packed bytes, scales and values of the golden file', () => {
    const result = quantize(weight, shape, { ...QLORA_SETTINGS, doubleQuant: false });
    expect(codesOf(result)).toEqual(stored('codes').bytes.slice());
    expect(result.codes).toEqual(stored('packed').bytes.slice());
    expect(scalesOf(result)).toEqual(floats('absmax').slice());
    expect(dequantize(result)).toEqual(floats('dequantized').slice());
  });

  it('double quantisation gives exactly the codes of the scales, their constants and the values', () => {
    const result = quantize(weight, shape, QLORA_SETTINGS);
    if (result.scales.kind !== 'double') throw new Error('expected double quantisation');
    expect(result.scales.codes).toEqual(stored('absmax_codes').bytes.slice());
    // The mean of the scales depends on the order of summation in its last bit: 1e-7 relative is that bit.
    expect((result.scales.absmax[0] ?? 0) / (floats('absmax_scale')[0] ?? 0)).toBeCloseTo(1, 6);
    expect(result.scales.offset / (floats('absmax_offset')[0] ?? 0)).toBeCloseTo(1, 6);
    expect(quantError(floats('dequantized_double'), dequantize(result)).relative).toBeLessThan(1e-7);
  });
});

describe('rounding', () => {
  it('a tie between two levels takes the lower index', () => {
    NF4_LEVELS.slice(1).forEach((upper, index) => {
      const lower = NF4_LEVELS[index] ?? Number.NaN;
      // The midpoint of two float32 numbers need not be one; skip those that are not, since no value can tie there.
      const middle = (lower + upper) / 2;
      const tie = Math.fround(middle);
      const { codes } = quantizeBlocks(Float32Array.of(1, tie), NF4_LEVELS, 64);
      expect(codes[1]).toBe(tie > middle ? index + 1 : index);
    });
  });

  it('integers tie downwards as well', () => {
    const { codes } = quantizeBlocks(Float32Array.of(4, 1, -1, 3), Float32Array.of(-1, -0.5, 0, 0.5, 1), 64);
    expect([...codes]).toEqual([4, 2, 1, 3]);
  });

  it.each(BASE_TYPES)('%s takes the nearest level, by comparison with all', (type) => {
    const levels = levelsOf(type);
    const values = normalValues(640);
    const { codes, absmax } = quantizeBlocks(values, levels, 64);
    values.forEach((value, index) => {
      const scaled = value / (absmax[index >> 6] ?? Number.NaN);
      const distances = [...levels].map((level) => Math.abs(level - scaled));
      // 1e-7: one rounding of the quotient to float32.
      expect(distances[codes[index] ?? -1]).toBeLessThanOrEqual(Math.min(...distances) + 1e-7);
    });
  });

  it('a block of zeros stays zero, beside a block that is not', () => {
    const values = new Float32Array(70);
    values[65] = -3;
    for (const type of BASE_TYPES) {
      expect(dequantize(quantize(values, [70], { type, blockSize: 64, doubleQuant: false }))).toEqual(values);
    }
  });

  it('the largest magnitude of a block is kept exactly, without double quantisation', () => {
    const values = normalValues(64 * 20, 3);
    for (const type of BASE_TYPES) {
      const restored = dequantize(
        quantize(values, [values.length], { type, blockSize: 64, doubleQuant: false }),
      );
      for (let begin = 0; begin < values.length; begin += 64) {
        const block = [...values.subarray(begin, begin + 64)];
        const at = block.map(Math.abs).indexOf(Math.max(...block.map(Math.abs)));
        // NF4 and FP4 hold ±1 exactly; so do the symmetric integers.
        expect(restored[begin + at]).toBe(block[at]);
      }
    }
  });
});

describe('packing', () => {
  it('puts the first code in the high nibble', () => {
    expect([...packNibbles(Uint8Array.of(1, 2, 15, 0))]).toEqual([0x12, 0xf0]);
    expect([...packNibbles(Uint8Array.of(1, 2, 15), 7)]).toEqual([0x12, 0xf7]);
  });

  it('is undone by unpacking, odd counts too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ max: 15 }), (codes) => {
        const packed = packNibbles(codes);
        expect(packed).toHaveLength(Math.ceil(codes.length / 2));
        expect([...unpackNibbles(packed, codes.length)]).toEqual([...codes]);
      }),
    );
  });
});

describe('any tensor', () => {
  const settings = fc.record({
    type: fc.constantFrom(...BASE_TYPES),
    blockSize: fc.constantFrom(...BLOCK_SIZES),
    doubleQuant: fc.boolean(),
  });

  it('comes back within the width of a step', () => {
    fc.assert(
      fc.property(settings, fc.integer({ min: 0, max: 5000 }), fc.nat(), (setting, count, seed) => {
        const values = normalValues(count, seed);
        const tensor = quantize(values, [count], setting);
        expect(tensor.codes).toHaveLength(Math.ceil((count * bitsOf(setting.type)) / 8));
        expect(scalesOf(tensor)).toHaveLength(Math.ceil(count / setting.blockSize));
        const restored = dequantize(tensor);
        expect(restored).toHaveLength(count);
        const { largest } = quantError(values, restored);
        // Half of the widest gap (FP4: 1/6 of the scale), plus what 8 bits lose of the scale itself.
        const scale = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
        expect(largest).toBeLessThanOrEqual(scale * (1 / 6 + 0.02) + 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused with NaN, infinity or a block size that does not exist', () => {
    const bad = Float32Array.of(1, Number.NaN);
    expect(() => quantize(bad, [2], QLORA_SETTINGS)).toThrow(/NaN ou infinito/);
    expect(() => quantize(Float32Array.of(Number.POSITIVE_INFINITY), [1], QLORA_SETTINGS)).toThrow(
      /NaN ou infinito/,
    );
    expect(() => quantize(bad, [2], { ...QLORA_SETTINGS, blockSize: 48 })).toThrow(
      /bloco 48 não existe; use um destes: 32/,
    );
  });
});

describe('statistics', () => {
  it('knows the bits a parameter of the QLoRA paper', () => {
    expect(bitsPerParameter({ type: 'nf4', blockSize: 64, doubleQuant: false })).toBe(4.5);
    expect(bitsPerParameter(QLORA_SETTINGS)).toBe(4.126953125);
    expect(bitsPerParameter({ type: 'fp4', blockSize: 32, doubleQuant: false })).toBe(5);
    expect(bitsPerParameter({ type: 'int4', blockSize: 256, doubleQuant: false })).toBe(4.125);
    expect(bitsPerParameter({ type: 'int8', blockSize: 64, doubleQuant: false })).toBe(8.5);
  });

  it('stored bytes agree with the bits a parameter', () => {
    const count = 64 * 256 * 4;
    for (const doubleQuant of [false, true]) {
      const setting = { ...QLORA_SETTINGS, doubleQuant };
      const bytes = storedBytes(quantize(normalValues(count), [count], setting));
      // Double quantisation keeps one more number, the offset.
      expect(bytes - (doubleQuant ? 4 : 0)).toBe((bitsPerParameter(setting) * count) / 8);
    }
  });

  it('on normal weights NF4 is closest, then INT4, then FP4', () => {
    // Expected values: a simulation of 200,000 blocks of 64 normal numbers; 5% covers the smaller sample here.
    const values = normalValues(64 * 4000, 1);
    const meanSquared = (type: (typeof BASE_TYPES)[number]) =>
      quantError(
        values,
        dequantize(quantize(values, [values.length], { type, blockSize: 64, doubleQuant: false })),
      ).meanSquared;
    expect(meanSquared('nf4') / 0.00845).toBeCloseTo(1, 1);
    expect(meanSquared('int4') / 0.01158).toBeCloseTo(1, 1);
    expect(meanSquared('fp4') / 0.01487).toBeCloseTo(1, 1);
    expect(meanSquared('int8')).toBeLessThan(1e-4);
  });

  it('counts codes', () => {
    const values = normalValues(64 * 2000, 2);
    const codes = codesOf(quantize(values, [values.length], QLORA_SETTINGS));
    expect(codes).toHaveLength(values.length);
    const counts = [...Map.groupBy(codes, (code) => code).values()].map(({ length }) => length);
    expect(counts).toHaveLength(16);
    const shares = counts.map((count) => count / values.length);
    const entropy = -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
    // 3.884 of 4 bits in the large simulation: the codes are almost, not quite, equally likely.
    expect(entropy).toBeCloseTo(3.884, 2);
  });

  it('measures differences', () => {
    expect(quantError(Float32Array.of(3, 4), Float32Array.of(3, 3))).toEqual({
      meanSquared: 0.5,
      largest: 1,
      relative: 0.2,
    });
    expect(quantError(new Float32Array(2), new Float32Array(2)).relative).toBe(0);
    expect(() => quantError(new Float32Array(2), new Float32Array(3))).toThrow(RangeError);
  });
});
