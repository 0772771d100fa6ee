/** The compiler against PyTorch's results, on WebAssembly in Node. */
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { CASES } from './cases.ts';
import { loadGolden } from './files.ts';
import { type Device, relativeError, runLogits, runTraining, type TrainingResult } from './run.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

const device: Device = { ort, options: { executionProviders: ['wasm'] } };
const golden = await loadGolden(
  async (name) => new Uint8Array(await readFile(new URL(name, import.meta.url))),
);

/** Single precision: logits and losses absolutely, gradients relative to the tensor's largest element. */
const TOLERANCE = 1e-4;
/** Twenty steps let rounding grow, most where AdamW divides small moments by each other. */
const FINAL_TOLERANCE = 2e-3;

describe('the base model', () => {
  it('has the reference logits', async () => {
    const logits = await runLogits(device, golden, 0);
    const worst = Math.max(...golden.logits.data.map((x, i) => Math.abs(x - (logits[i] ?? Number.NaN))));
    expect(worst).toBeLessThan(TOLERANCE);
  });
});

describe.each(Object.keys(CASES))('case %s', (name) => {
  const expected = golden.summary.cases[name];
  const adapter = CASES[name]?.(golden.config);
  if (!expected || !adapter) throw new Error(`Unknown case "${name}".`);
  let run: TrainingResult;

  // Not before the tests start: onnxruntime-web runs one session at a time.
  beforeAll(async () => {
    run = await runTraining(device, golden, name, adapter, golden.summary.steps);
  });

  it('trains the same number of parameters', () => {
    const { parameters } = run;
    const trained = [...parameters.values()].reduce((sum, { data }) => sum + data.length, 0);
    expect(trained).toBe(expected.trainable);
  });

  it('has the losses of every step', () => {
    const { losses } = run;
    const worst = Math.max(...expected.losses.map((loss, i) => Math.abs(loss - (losses[i] ?? Number.NaN))));
    expect(worst).toBeLessThan(TOLERANCE);
  });

  it('has every gradient of the first step', async () => {
    const { gradients } = run;
    const reference = await golden.tensors(`${name}.grad.safetensors`);
    expect([...gradients.keys()].sort()).toEqual([...reference.keys()].sort());
    for (const [tensor, gradient] of reference) {
      expect(relativeError(gradients.get(tensor), gradient), tensor).toBeLessThan(TOLERANCE);
    }
  });

  it('ends with the same parameters', async () => {
    const { parameters } = run;
    for (const [tensor, final] of await golden.tensors(`${name}.final.safetensors`)) {
      expect(relativeError(parameters.get(tensor), final), tensor).toBeLessThan(FINAL_TOLERANCE);
    }
  });
});
