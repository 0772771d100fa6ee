/** The training loop: the same for the terminal, for pre-training, for the reference runs and for the worker of the labs. */
import { type Schedule, scheduleFactor } from '../optim/schedule.ts';
import type { Batch } from './batch.ts';
import type { StepRequest, Trainer } from './trainer.ts';

export interface TrainingPlan {
  /** The batch of a step; a pure function of the step, so that a run that goes on later sees what it would have seen. */
  batchAt(step: number): Batch;
  /** Peak learning rate. */
  readonly learningRate: number;
  /** How the rate rises and falls, and how many steps there are. */
  readonly schedule: Schedule;
}

/** What is known after a step. */
export interface StepReport {
  /** The step that was done, counted from 0. */
  readonly step: number;
  /** Mean cross-entropy on its batch, before it. */
  readonly loss: number;
  /** `[P]`, before clipping; undefined if it was not asked for. */
  readonly gradient: Float32Array<ArrayBuffer> | undefined;
}

export interface LoopHooks {
  /** Ends the loop before its next step. */
  readonly signal?: AbortSignal | undefined;
  /** What to read back in a step besides the loss, which is always read: without it nobody would see it diverge. */
  request?(step: number): Pick<StepRequest, 'gradient'>;
  /** After each step; the next one waits for it. */
  onStep?(report: StepReport): void | Promise<void>;
}

/** The loss is no longer a number: parameters and moments are spoilt, and no later step can mend them. */
export class DivergedError extends Error {
  /** The step whose loss it is, counted from 0. */
  readonly step: number;
  readonly loss: number;

  constructor(step: number, loss: number) {
    super(`The loss is ${loss} in step ${step}.`);
    this.name = 'DivergedError';
    this.step = step;
    this.loss = loss;
  }
}

/**
 * Trains from the trainer's step to the end of the schedule, or until the signal aborts.
 * @throws DivergedError if the loss stops being a number
 */
export async function runSteps(trainer: Trainer, plan: TrainingPlan, hooks: LoopHooks = {}): Promise<void> {
  const { schedule, learningRate } = plan;
  while (trainer.step < schedule.totalSteps && !hooks.signal?.aborted) {
    const { step } = trainer;
    const rate = learningRate * scheduleFactor(schedule, step);
    const result = await trainer.train(plan.batchAt(step), rate, hooks.request?.(step));
    const loss = result.loss ?? Number.NaN;
    if (!Number.isFinite(loss)) throw new DivergedError(step, loss);
    await hooks.onStep?.({ step, loss, gradient: result.gradient });
  }
}
