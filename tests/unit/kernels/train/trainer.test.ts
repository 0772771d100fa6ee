import { describe, expect, it } from 'vitest';
import { lora } from '../../../../kernels/peft/lora.ts';
import { holdAdapter } from '../../../../kernels/train/held.ts';
import { packTheta } from '../../../../kernels/train/layout.ts';
import { Trainer } from '../../../../kernels/train/trainer.ts';
import { base, engine, golden, goldenBatch } from './device.ts';

const plugged = holdAdapter(engine, base, lora.configure(golden.config, { rank: 4, alpha: 8 }));
const options = { batch: golden.batch, length: golden.length, weightDecay: 0.01, gradient: true };
const LEARNING_RATE = 0.01;

async function losses(trainer: Trainer, steps: number): Promise<number[]> {
  const result: number[] = [];
  for (let i = 0; i < steps; i++) {
    const { loss } = await trainer.train(goldenBatch(trainer.step), LEARNING_RATE);
    result.push(loss ?? Number.NaN);
  }
  return result;
}

describe('Trainer', () => {
  it("takes PyTorch's steps", async () => {
    const initial = await golden.tensors('lora_qv_r4.init.safetensors');
    const fresh = await Trainer.create(engine, { base, plugged, options, from: { seed: 0 } });
    const theta = packTheta(fresh.layout, initial);
    await fresh.dispose();
    const trainer = await Trainer.create(engine, { base, plugged, options, from: { theta } });
    const got = await losses(trainer, golden.summary.steps);
    const expected = golden.summary.cases['lora_qv_r4']?.losses ?? [];
    // Single precision over twenty steps.
    for (const [i, loss] of expected.entries()) expect(Math.abs((got[i] ?? 0) - loss)).toBeLessThan(1e-4);
    expect(trainer.step).toBe(20);
    expect(theta).toEqual(packTheta(fresh.layout, initial));
    await trainer.dispose();
  });

  it('goes on from a state exactly as if it had not stopped', async () => {
    const whole = await Trainer.create(engine, { base, plugged, options, from: { seed: 7 } });
    await losses(whole, 3);
    const state = await whole.state();
    const rest = await losses(whole, 3);

    const resumed = await Trainer.create(engine, { base, plugged, options, from: { state } });
    expect(resumed.step).toBe(3);
    expect(await losses(resumed, 3)).toEqual(rest);
    expect(await resumed.state()).toEqual(await whole.state());

    whole.restore(state);
    expect(await losses(whole, 3)).toEqual(rest);
    await whole.dispose();
    await resumed.dispose();
  });

  it('gives the same run for the same seed, another for another', async () => {
    const run = async (seed: number) => {
      const trainer = await Trainer.create(engine, { base, plugged, options, from: { seed } });
      await losses(trainer, 3);
      const { theta } = await trainer.state();
      await trainer.dispose();
      return theta;
    };
    expect(await run(1)).toEqual(await run(1));
    expect(await run(1)).not.toEqual(await run(2));
  });

  it('reads back only what is asked for', async () => {
    const trainer = await Trainer.create(engine, { base, plugged, options, from: { seed: 0 } });
    const nothing = await trainer.train(goldenBatch(0), LEARNING_RATE, { loss: false });
    expect(nothing).toEqual({ loss: undefined, gradient: undefined });
    const { gradient } = await trainer.train(goldenBatch(1), LEARNING_RATE, { gradient: true });
    expect(gradient?.length).toBe(trainer.layout.size);
    await trainer.dispose();
  });

  it('refuses a state of another size', async () => {
    const theta = new Float32Array(3);
    await expect(Trainer.create(engine, { base, plugged, options, from: { theta } })).rejects.toThrow(
      'has 3 parameters, but the step trains 896',
    );
  });
});
