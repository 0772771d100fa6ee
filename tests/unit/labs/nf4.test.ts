import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { readSafetensors } from '../../../kernels/formats/safetensors.ts';
import { toFloat32 } from '../../../kernels/formats/tensor.ts';
import { NF4_LEVELS } from '../../../kernels/quant/levels.ts';
import { QLORA_SETTINGS, type QuantSettings } from '../../../kernels/quant/quantize.ts';
import { stateOf } from '../../../src/labs/framework/rows.ts';
import { COUNT, drawWeights } from '../../../src/labs/nf4/distributions.ts';
import { measurementText } from '../../../src/labs/nf4/model-view.tsx';
import { journeyOf, rulerOf, worstWeight } from '../../../src/labs/nf4/one-weight.ts';
import { expectedBins, OUTERMOST, quantileSteps } from '../../../src/labs/nf4/quantiles.ts';
import { bitsFormula } from '../../../src/labs/nf4/size-view.tsx';
import { halfBytes, LARGE_MODELS, modelBytes } from '../../../src/labs/nf4/sizes.ts';
import { nameOf, settingsOf, TABLE } from '../../../src/labs/nf4/state-table.ts';
import { stepsOf } from '../../../src/labs/nf4/weight-view.tsx';
import { quantizeWeights } from '../../../src/runtime/jobs/quantize.ts';
import { finishJob } from '../runtime/job-context.ts';

const golden = readSafetensors(
  new Uint8Array(readFileSync(join(import.meta.dirname, '../../golden/nf4.safetensors'))),
).tensors;
const stored = (name: string) => {
  const tensor = golden.get(name);
  if (!tensor) throw new Error(`golden file has no ${name}`);
  return tensor;
};
const floats = (name: string) => new Float32Array(toFloat32(stored(name), name));

async function quantised(settings: QuantSettings, values = floats('weight')) {
  const source = { kind: 'values', values, columns: 200 } as const;
  return (await finishJob(quantizeWeights, { source, settings })).result;
}

describe('one weight, step by step', () => {
  it('shows the numbers of the golden file', async () => {
    const result = await quantised({ ...QLORA_SETTINGS, doubleQuant: false });
    const [codes, packed, absmax] = [stored('codes').bytes, stored('packed').bytes, floats('absmax')];
    const restored = floats('dequantized');
    for (const index of [0, 1, 63, 64, 777, 4799]) {
      const journey = journeyOf(result, QLORA_SETTINGS, index);
      expect(journey).toMatchObject({
        ...{ index, row: Math.floor(index / 200), column: index % 200, block: index >> 6 },
        ...{ code: codes[index], byte: packed[index >> 1], absmax: absmax[index >> 6] },
        ...{ level: NF4_LEVELS[codes[index] ?? 0], restored: restored[index], double: undefined },
        neighbour: { code: codes[index ^ 1], first: index % 2 === 1 },
      });
      expect(journey.quotient).toBeGreaterThan(journey.between[0]);
      expect(journey.quotient).toBeLessThanOrEqual(journey.between[1]);
    }
    expect(journeyOf(result, QLORA_SETTINGS, 1e9).index).toBe(4799);
  });

  it('takes the scale apart with double quantisation', async () => {
    const result = await quantised(QLORA_SETTINGS);
    const { double, scale, level, restored } = journeyOf(result, QLORA_SETTINGS, 1000);
    if (!double) throw new Error('expected double quantisation');
    expect(double.code).toBe(stored('absmax_codes').bytes[1000 >> 6]);
    expect(double.map * double.absmax + double.offset).toBeCloseTo(scale, 6);
    expect(level * scale).toBeCloseTo(restored, 6);
    const names = stepsOf(journeyOf(result, QLORA_SETTINGS, 1000), QLORA_SETTINGS, 64).map(
      ({ name }) => name,
    );
    expect(names).toContain('A escala, que também foi quantizada');
  });

  it('writes the byte of two weights, high nibble first', async () => {
    const settings: QuantSettings = { type: 'nf4', blockSize: 32, doubleQuant: false };
    // 1 is level 15; 0 is level 7.
    const result = await quantised(
      settings,
      Float32Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 1 : 0)),
    );
    const step = stepsOf(journeyOf(result, settings, 0), settings, 32).find(
      ({ name }) => name === 'O byte na memória',
    );
    expect(step?.sum).toBe('1111 0111₂ = 0xF7');
    expect(worstWeight(result)).toBe(0);
  });

  it('a whole byte a weight with INT8', async () => {
    const settings: QuantSettings = { type: 'int8', blockSize: 64, doubleQuant: false };
    const journey = journeyOf(await quantised(settings), settings, 5);
    expect(journey).toMatchObject({ bits: 8, byte: journey.code, neighbour: undefined });
  });

  it('finds the weight that moved most', () => {
    expect(worstWeight({ weights: Float32Array.of(1, 2, 3), restored: Float32Array.of(1, 2.5, 2.75) })).toBe(
      1,
    );
  });
});

describe('rulers', () => {
  test.each([
    ['nf4', 16],
    ['fp4', 15],
    ['int4', 15],
    ['int8', 255],
  ] as const)('%s has %i different levels', (type, count) => {
    const { levels, midpoints, codes } = rulerOf(type);
    expect([levels.length, codes.length, midpoints.length]).toEqual([count, count, count - 1]);
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
  });

  it('the 15 midpoints of NF4 are those of the library', () => {
    const { midpoints } = rulerOf('nf4');
    expect(midpoints[0]).toBeCloseTo(-0.8480964004993439, 12);
    expect(midpoints[7]).toBeCloseTo(0.03979014977812767, 12);
    expect(midpoints[14]).toBeCloseTo(0.8614784181118011, 12);
  });
});

describe('levels from quantiles', () => {
  it('seven below zero, zero, eight above, as in the table of the library', () => {
    const steps = quantileSteps();
    expect(OUTERMOST).toBeCloseTo(0.9677083, 6);
    expect(steps.map(({ code }) => code)).toEqual(Array.from({ length: 16 }, (_, i) => i));
    for (const { level, stored: kept } of steps) expect(Math.abs(level - kept)).toBeLessThan(1e-6);
    expect(steps.at(-1)?.quantile).toBeCloseTo(1.848131, 5);
    expect(steps[7]).toMatchObject({ probability: undefined, quantile: 0 });
  });

  it('expected counts of the normal add up', () => {
    const total = expectedBins(64, 3, 100_000).reduce((sum, { count }) => sum + count, 0);
    // 99.73% lie within three deviations.
    expect(total).toBeCloseTo(99_730, -1);
  });
});

describe('sizes', () => {
  const model = (name: string) => {
    const found = LARGE_MODELS.find((one) => one.name === name);
    if (!found) throw new Error(name);
    return found;
  };

  test.each([
    ['Llama-2-7B', 6_738_415_616],
    ['LLaMA-65B', 65_285_660_672],
    ['Llama-2-70B', 68_976_648_192],
  ])('%s has %i weights', (name, total) => {
    expect(halfBytes(model(name))).toBe(2 * total);
  });

  it('in NF4 with double quantisation: 3.87, 34.5 and 36.4 GB', () => {
    const sizes = LARGE_MODELS.map((one) => (modelBytes(one, QLORA_SETTINGS) / 1e9).toPrecision(3));
    expect(sizes).toEqual(['3.87', '34.5', '36.4']);
  });

  it('writes the bits with their sum', () => {
    expect(bitsFormula(QLORA_SETTINGS)).toBe('4 + 8/64 + 32/(64 × 256) = 4,126953125 bits');
    expect(bitsFormula({ type: 'nf4', blockSize: 64, doubleQuant: false })).toBe('4 + 32/64 = 4,5 bits');
    expect(bitsFormula({ type: 'int8', blockSize: 32, doubleQuant: false })).toBe('8 + 32/32 = 9 bits');
  });
});

describe('drawn weights', () => {
  const state = stateOf(TABLE);
  const kurtosis = (values: Float32Array) => {
    const mean = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    return mean(4) / mean(2) ** 2;
  };

  it('have the tails that their names say', () => {
    const of = (source: 'normal' | 'uniforme' | 'caudas' | 'atipicos') => drawWeights(source, state);
    // Of a normal 3, of a uniform 1.8; a t with three degrees of freedom has none.
    expect(kurtosis(of('normal'))).toBeCloseTo(3, 0);
    expect(kurtosis(of('uniforme'))).toBeCloseTo(1.8, 1);
    expect(kurtosis(of('caudas'))).toBeGreaterThan(6);
    expect(kurtosis(of('atipicos'))).toBeGreaterThan(10);
  });

  it('are the same for the same seed, and outliers are as many as asked for', () => {
    expect(drawWeights('caudas', state)).toEqual(drawWeights('caudas', state));
    expect(drawWeights('normal', { ...state, seed: 2 })).not.toEqual(drawWeights('normal', state));
    const one = drawWeights('atipicos', { ...state, outliers: 1, outlierFactor: 2 });
    const four = drawWeights('atipicos', { ...state, outliers: 4, outlierFactor: 50 });
    const moved = (weights: Float32Array, other: Float32Array) =>
      weights.filter((weight, i) => weight !== other[i]).length;
    expect(moved(one, four)).toBe(4);
    expect(four).toHaveLength(COUNT);
  });
});

it('names settings and says what a measurement means', () => {
  expect(nameOf(settingsOf(stateOf(TABLE)))).toBe('NF4, blocos de 64, quantização dupla');
  const result = {
    before: { perplexity: 2, text: 'a' },
    after: { perplexity: 2.1, text: 'b' },
    ...{ tokens: 1, quantized: 1, total: 2 },
  };
  expect(measurementText({ name: 'NF4', prompt: '', result })).toBe(
    'NF4: a perplexidade sobe 5%, de 2,000 para 2,100. A frase mudou.',
  );
});
