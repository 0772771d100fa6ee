import { expect, it } from 'vitest';
import { fullUpdate } from '../../../src/runtime/jobs/full-update.ts';
import { base, finishJob } from './job-context.ts';

it('full fine-tuning moves a matrix of the base, and leaves the base as it was', async () => {
  const { config, weights } = base.model;
  const name = `model.layers.${config.layers - 1}.self_attn.q_proj.weight`;
  const before = weights.get(name)?.data.slice();
  const request = { projection: 'q_proj', layer: 99, steps: 10, seed: 1 } as const;
  const { result, events } = await finishJob(fullUpdate, request);
  expect(result).toMatchObject({ layer: config.layers, out: config.hiddenSize, inner: config.hiddenSize });
  expect(result.weight).toEqual(before);
  expect(weights.get(name)?.data).toEqual(before);
  const largest = result.update.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // AdamW moves no weight by much more than the learning rate a step, 5e-4.
  expect(largest).toBeGreaterThan(1e-4);
  expect(largest).toBeLessThan(10 * 5e-4 * 2);
  expect(events.map(({ step }) => step)).toEqual([5, 10]);
  expect(events.every(({ loss }) => Number.isFinite(loss))).toBe(true);
}, 60_000);
