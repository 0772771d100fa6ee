import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSafetensors } from '../../../../kernels/formats/safetensors.ts';
import { toFloat32 } from '../../../../kernels/formats/tensor.ts';
import { BASE_TYPES } from '../../../../kernels/quant/levels.ts';
import {
  codesOf,
  dequantize,
  QLORA_SETTINGS,
  type QuantSettings,
  quantize,
  scalesOf,
} from '../../../../kernels/quant/quantize.ts';
import { compileQuantize, QUANTIZE_INPUT } from '../../../../kernels/quant/quantize-graph.ts';
import { Rng } from '../../../../kernels/random.ts';
import { distance, engine } from '../train/device.ts';

const golden = readSafetensors(
  new Uint8Array(readFileSync(join(import.meta.dirname, '../../../golden/nf4.safetensors'))),
).tensors;

function stored(name: string) {
  const tensor = golden.get(name);
  if (!tensor) throw new Error(`golden file has no ${name}`);
  return tensor;
}

/** Every output of the graph, cut to `count` where it is one number a weight. */
async function run(weights: Float32Array, settings: QuantSettings) {
  const program = await engine.load(compileQuantize(weights.length, settings));
  const filled = new Float32Array(Math.ceil(weights.length / settings.blockSize) * settings.blockSize);
  filled.set(weights);
  const outputs = await program.run({ [QUANTIZE_INPUT]: filled });
  const read = (name: string) => Array.from(outputs[name]?.data ?? [], Number);
  await program.dispose();
  return { read, ofWeights: (name: string) => read(name).slice(0, weights.length) };
}

describe('against PyTorch', () => {
  const weight = toFloat32(stored('weight'), 'weight');

  it('gives exactly the codes, packed bytes, scales and values of the golden file', async () => {
    const { read, ofWeights } = await run(weight, { ...QLORA_SETTINGS, doubleQuant: false });
    expect(ofWeights('codes')).toEqual([...stored('codes').bytes]);
    expect(read('packed').slice(0, weight.length / 2)).toEqual([...stored('packed').bytes]);
    expect(read('absmax')).toEqual([...toFloat32(stored('absmax'), 'absmax')]);
    expect(ofWeights('restored')).toEqual([...toFloat32(stored('dequantized'), 'dequantized')]);
  });

  it('gives the codes of the scales, and the values that come back from both', async () => {
    const { read, ofWeights } = await run(weight, QLORA_SETTINGS);
    expect(read('scale_codes').slice(0, 75)).toEqual([...stored('absmax_codes').bytes]);
    const expected = toFloat32(stored('dequantized_double'), 'dequantized_double');
    // The mean of the scales depends on the order of summation in its last bit.
    expect(distance(ofWeights('restored'), expected)).toBeLessThan(1e-7);
  });
});

describe('against the same calculation without a graph', () => {
  const cases = BASE_TYPES.flatMap((type) =>
    [32, 64, 4096].flatMap((blockSize) =>
      [false, true].map((doubleQuant) => ({ type, blockSize, doubleQuant })),
    ),
  );

  it.each(cases)('$type, blocks of $blockSize, double $doubleQuant', async (settings) => {
    const random = new Rng(3);
    // The last block is not full, and one is all zeros.
    const weights = Float32Array.from({ length: 9000 }, (_, i) => (i < 4096 ? 0 : random.normal()));
    const expected = quantize(weights, [weights.length], settings);
    const values = dequantize(expected);
    const { read, ofWeights } = await run(weights, settings);
    expect(ofWeights('codes')).toEqual([...codesOf(expected)]);
    expect(distance(ofWeights('restored'), values)).toBeLessThan(1e-6);
    const scales = settings.doubleQuant ? read('scales') : read('absmax');
    expect(distance(scales, scalesOf(expected))).toBeLessThan(1e-6);
    const last = Math.floor((weights.length - 1) / settings.blockSize) * settings.blockSize;
    const errors = [...weights.subarray(last)].map((value, i) => value - (values[last + i] ?? Number.NaN));
    expect(read('largest_errors').at(-1)).toBeCloseTo(Math.max(...errors.map(Math.abs)), 6);
    const meanSquare = errors.reduce((sum, error) => sum + error * error, 0) / errors.length;
    expect(read('mean_squares').at(-1)).toBeCloseTo(meanSquare, 6);
  });
});
