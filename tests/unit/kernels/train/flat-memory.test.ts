/** A long run must not eat the reader's memory. */
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { lora } from '../../../../kernels/peft/lora.ts';
import { Engine } from '../../../../kernels/train/engine.ts';
import { holdAdapter, holdModel } from '../../../../kernels/train/held.ts';
import { Trainer } from '../../../../kernels/train/trainer.ts';
import { loadMeasured } from '../heap.ts';

const STEPS = 1000;
/** By then onnxruntime has allocated whatever a step needs. */
const WARM_UP = 20;
/** Far less than one copy of the parameters and moments a step would leave behind. */
const ALLOWED_BYTES = 2 ** 20;

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

/** Buffers are freed beside the main thread, some time after their owners: collects until two readings agree. */
async function buffersInUse(): Promise<number> {
  if (typeof collectGarbage !== 'function') throw new Error('Node gave no garbage collector.');
  let before = Number.POSITIVE_INFINITY;
  for (;;) {
    collectGarbage();
    await setTimeout(50);
    const now = process.memoryUsage().arrayBuffers;
    if (now >= before) return now;
    before = now;
  }
}

it(`stays flat over ${STEPS} steps`, async () => {
  const { ort, heapBytes } = await loadMeasured();
  const { golden, goldenBatch } = await import('./device.ts');
  const engine = new Engine({ ort, kind: 'wasm' });
  const base = holdModel(engine, { config: golden.config, weights: golden.base });
  const trainer = await Trainer.create(engine, {
    base,
    plugged: holdAdapter(engine, base, lora.configure(golden.config)),
    options: { batch: golden.batch, length: golden.length },
    from: { seed: 0 },
  });
  for (let step = 0; step < WARM_UP; step++) await trainer.train(goldenBatch(step), 1e-3);
  const heap = heapBytes();
  const buffers = await buffersInUse();
  expect(heap).toBeGreaterThan(0);

  for (let step = WARM_UP; step < STEPS; step++) await trainer.train(goldenBatch(step), 1e-3);
  expect(trainer.step).toBe(STEPS);
  expect(heapBytes()).toBe(heap);
  expect((await buffersInUse()) - buffers).toBeLessThan(ALLOWED_BYTES);
  // What a leak of one state a step would cost, so that the bound above is known to see it.
  expect((STEPS - WARM_UP) * trainer.layout.size * 4 * 3).toBeGreaterThan(5 * ALLOWED_BYTES);
  await trainer.dispose();
});
