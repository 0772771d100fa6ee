/** The compiler against PyTorch's results: the same assertions on every device. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../kernels/train/engine.ts';
import { CASES } from './cases.ts';
import type { Golden } from './files.ts';
import { relativeError, runLogits, runTraining, type TrainingResult, worstDifference } from './run.ts';

/** Single precision: logits and losses absolutely, gradients relative to the tensor's largest element. */
const TOLERANCE = 1e-4;
/** Twenty steps let rounding grow, most where AdamW divides small moments by each other. */
const FINAL_TOLERANCE = 2e-3;

/** Declares the tests of one device. */
export function describeGolden(device: string, engine: Engine, golden: Golden): void {
  describe(`the base model on ${device}`, () => {
    it('has the reference logits', async () => {
      const logits = await runLogits(engine, golden, 0);
      expect(worstDifference(logits, golden.logits.data)).toBeLessThan(TOLERANCE);
    });
  });

  describe.each(Object.keys(CASES))(`case %s on ${device}`, (name) => {
    const expected = golden.summary.cases[name];
    const adapter = CASES[name]?.(golden.config);
    if (!expected || !adapter) throw new Error(`Unknown case "${name}".`);
    let run: TrainingResult;

    beforeAll(async () => {
      run = await runTraining(engine, golden, name, adapter, golden.summary.steps);
    });

    it('trains the same number of parameters', () => {
      const trained = [...run.parameters.values()].reduce((sum, { data }) => sum + data.length, 0);
      expect(trained).toBe(expected.trainable);
    });

    it('has the losses of every step', () => {
      expect(run.losses).toHaveLength(expected.losses.length);
      expect(worstDifference(run.losses, expected.losses)).toBeLessThan(TOLERANCE);
    });

    it('has every gradient of the first step', async () => {
      const reference = await golden.tensors(`${name}.grad.safetensors`);
      expect([...run.gradients.keys()].sort()).toEqual([...reference.keys()].sort());
      for (const [tensor, gradient] of reference) {
        expect(relativeError(run.gradients.get(tensor), gradient), tensor).toBeLessThan(TOLERANCE);
      }
    });

    it('ends with the same parameters', async () => {
      for (const [tensor, final] of await golden.tensors(`${name}.final.safetensors`)) {
        expect(relativeError(run.parameters.get(tensor), final), tensor).toBeLessThan(FINAL_TOLERANCE);
      }
    });
  });
}
