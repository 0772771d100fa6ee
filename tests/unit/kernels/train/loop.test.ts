import { describe, expect, it } from 'vitest';
import { lora } from '../../../../kernels/peft/lora.ts';
import { holdAdapter } from '../../../../kernels/train/held.ts';
import { DivergedError, runSteps, type TrainingPlan } from '../../../../kernels/train/loop.ts';
import { Trainer } from '../../../../kernels/train/trainer.ts';
import { base, engine, golden, goldenBatch } from './device.ts';

const plugged = holdAdapter(engine, base, lora.configure(golden.config, { rank: 4, alpha: 8 }));
const options = { batch: golden.batch, length: golden.length };
const PLAN: TrainingPlan = {
  batchAt: goldenBatch,
  learningRate: 0.01,
  schedule: { kind: 'linear', warmupSteps: 2, totalSteps: 6 },
};

const open = () => Trainer.create(engine, { base, plugged, options, from: { seed: 3 } });

describe('runSteps', () => {
  it('runs the whole schedule and reports every step', async () => {
    const trainer = await open();
    const steps: number[] = [];
    await runSteps(trainer, PLAN, {
      onStep({ step, loss }) {
        steps.push(step);
        expect(Number.isFinite(loss)).toBe(true);
      },
    });
    expect(steps).toEqual([0, 1, 2, 3, 4, 5]);
    await trainer.dispose();
  });

  it('stops before the next step when the signal aborts, and goes on as if it had not', async () => {
    const whole = await open();
    const losses: number[] = [];
    await runSteps(whole, PLAN, { onStep: ({ loss }) => void losses.push(loss) });

    const trainer = await open();
    const halted = new AbortController();
    const parts: number[] = [];
    const onStep = ({ step, loss }: { step: number; loss: number }): void => {
      parts.push(loss);
      if (step === 2) halted.abort();
    };
    await runSteps(trainer, PLAN, { signal: halted.signal, onStep });
    expect(trainer.step).toBe(3);
    await runSteps(trainer, PLAN, { onStep });
    expect(parts).toEqual(losses);
    expect(await trainer.state()).toEqual(await whole.state());
    await whole.dispose();
    await trainer.dispose();
  });

  it('says in which step the loss stopped being a number', async () => {
    const trainer = await open();
    const failure = await runSteps(trainer, { ...PLAN, learningRate: Number.NaN }).catch((error) => error);
    expect(failure).toBeInstanceOf(DivergedError);
    expect(failure).toMatchObject({ step: 1, message: expect.stringContaining('in step 1') });
    await trainer.dispose();
  });
});
