import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSafetensors } from '../../../kernels/formats/safetensors.ts';
import { toFloat32 } from '../../../kernels/formats/tensor.ts';
import { BASE_TYPES } from '../../../kernels/quant/levels.ts';
import { dequantize, QLORA_SETTINGS, quantize } from '../../../kernels/quant/quantize.ts';
import { quantError } from '../../../kernels/quant/statistics.ts';
import { quantizeWeights } from '../../../src/runtime/jobs/quantize.ts';
import { quantizedModel } from '../../../src/runtime/jobs/quantized-model.ts';
import { base, finishJob } from './job-context.ts';

const golden = readSafetensors(
  new Uint8Array(readFileSync(join(import.meta.dirname, '../../golden/nf4.safetensors'))),
).tensors;

function stored(name: string) {
  const tensor = golden.get(name);
  if (!tensor) throw new Error(`golden file has no ${name}`);
  return tensor;
}
const floats = (name: string) => new Float32Array(toFloat32(stored(name), name));

describe('quantising weights', () => {
  it('gives the numbers of the golden file', async () => {
    const source = { kind: 'values', values: floats('weight'), columns: 200 } as const;
    const { result } = await finishJob(quantizeWeights, { source, settings: QLORA_SETTINGS });
    expect([result.rows, result.columns, result.layer]).toEqual([24, 200, undefined]);
    expect(result.codes).toEqual(stored('codes').bytes.slice());
    expect(result.packed).toEqual(stored('packed').bytes.slice());
    expect(result.absmax).toEqual(floats('absmax'));
    expect(result.double?.codes).toEqual(stored('absmax_codes').bytes.slice());
    expect(result.double?.offset).toBeCloseTo(floats('absmax_offset')[0] ?? Number.NaN, 6);
    expect(quantError(floats('dequantized_double'), result.restored).relative).toBeLessThan(1e-6);
  });

  it('compares every type on the same matrix of the base', async () => {
    const source = { kind: 'base', projection: 'down_proj', layer: 99 } as const;
    const settings = { ...QLORA_SETTINGS, type: 'fp4' } as const;
    const { result } = await finishJob(quantizeWeights, { source, settings });
    const { config, weights } = base.model;
    const tensor = weights.get(`model.layers.${config.layers - 1}.mlp.down_proj.weight`);
    if (!tensor) throw new Error('the base has no such tensor');
    expect(result.layer).toBe(config.layers);
    for (const type of BASE_TYPES) {
      const expected = dequantize(quantize(tensor.data, tensor.shape, { ...settings, type }));
      const { relative, largest } = quantError(tensor.data, expected);
      expect(result.errors[type].relative).toBeCloseTo(relative, 5);
      expect(result.errors[type].largest).toBeCloseTo(largest, 5);
    }
    expect(result.errors.int8.relative).toBeLessThan(result.errors.nf4.relative);
  });
});

it('the whole model changes a little with NF4, and more where the blocks are huge', async () => {
  const request = { settings: QLORA_SETTINGS, prompt: 'Era uma vez' };
  const { result, events } = await finishJob(quantizedModel, request);
  expect(events).toEqual(['quantizando', 'medindo antes', 'medindo depois']);
  const { before, after, quantized, total, tokens } = result;
  expect(before.text.length).toBeGreaterThan(0);
  expect(tokens).toBeGreaterThan(500);
  expect(quantized).toBeLessThan(total);
  expect(after.perplexity).not.toBe(before.perplexity);
  expect(after.perplexity / before.perplexity).toBeLessThan(1.2);
  const coarse = await finishJob(quantizedModel, {
    ...request,
    settings: { type: 'fp4', blockSize: 4096, doubleQuant: false },
  });
  expect(coarse.result.before).toEqual(before);
  expect(coarse.result.after.perplexity).toBeGreaterThan(after.perplexity);
}, 180_000);
