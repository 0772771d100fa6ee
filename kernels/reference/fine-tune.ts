/** One fine-tuning run of a task, scored on every split: what the reference results are made of. */
import { SPLITS, type Task } from '../data/tasks/task.ts';
import type { Adapter } from '../peft/method.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { batchesOf, type Example, formatFor } from '../train/batch.ts';
import type { Engine, Feed } from '../train/engine.ts';
import { evaluatorFor } from '../train/evaluate.ts';
import { type HeldAdapter, type HeldModel, holdAdapter } from '../train/held.ts';
import { runSteps } from '../train/loop.ts';
import { Trainer } from '../train/trainer.ts';
import { OPTIMISER, scheduleOf } from './recipes.ts';
import { startingTheta } from './start.ts';
import { type Accuracy, accuracyOn, bySplit, type EncodedTask, scoringOf } from './task-examples.ts';

/** Sequences in an evaluation batch. */
const EVALUATION_BATCH = 20;

export interface RunSettings {
  readonly learningRate: number;
  readonly steps: number;
  readonly batch: number;
  /** Of the adapter's initial values and of the order of the data. */
  readonly seed: number;
}

export interface TrainedRun {
  /** Loss of each step's batch, before the step. */
  readonly losses: readonly number[];
  readonly theta: Float32Array<ArrayBuffer>;
  readonly millisecondsPerStep: number;
}

/** Trains an adapter on examples. @throws DivergedError if the loss stops being a number */
export async function trainOn(
  engine: Engine,
  base: HeldModel,
  tokenizer: Tokenizer,
  plugged: HeldAdapter,
  examples: readonly Example[],
  { learningRate, steps, batch, seed }: RunSettings,
): Promise<TrainedRun> {
  const format = formatFor(examples, batch, base.config.padTokenId ?? 0);
  const trainer = await Trainer.create(engine, {
    base,
    plugged,
    options: { ...format, ...OPTIMISER },
    from: { theta: await startingTheta(engine, base, tokenizer, plugged.adapter, seed) },
  });
  const losses: number[] = [];
  const start = performance.now();
  await runSteps(
    trainer,
    { batchAt: batchesOf(examples, format, seed), learningRate, schedule: scheduleOf(steps) },
    { onStep: ({ loss }) => void losses.push(loss) },
  );
  const millisecondsPerStep = (performance.now() - start) / steps;
  const { theta } = await trainer.state();
  await trainer.dispose();
  return { losses, theta, millisecondsPerStep };
}

/** Share of right answers on every split, of the base alone or with an adapter plugged in. */
export async function scoreTask(
  engine: Engine,
  base: HeldModel,
  tokenizer: Tokenizer,
  task: Task,
  examples: EncodedTask,
  trained?: { readonly plugged: HeldAdapter; readonly theta: Feed },
): Promise<Accuracy> {
  const all = Object.values(examples).flat();
  const evaluator = evaluatorFor(engine, base, trained?.plugged, all, EVALUATION_BATCH);
  const isRight = scoringOf(task, tokenizer);
  const accuracy = bySplit(() => 0);
  for (const split of SPLITS) {
    accuracy[split] = await accuracyOn(evaluator, examples[split], isRight, trained?.theta);
  }
  await evaluator.dispose();
  return accuracy;
}

export interface RunResult extends TrainedRun {
  readonly accuracy: Accuracy;
}

/** Trains an adapter on a task and scores it. @throws DivergedError if the loss stops being a number */
export async function fineTune(
  engine: Engine,
  base: HeldModel,
  tokenizer: Tokenizer,
  task: Task,
  examples: EncodedTask,
  adapter: Adapter,
  settings: RunSettings,
): Promise<RunResult> {
  const plugged = holdAdapter(engine, base, adapter);
  const run = await trainOn(engine, base, tokenizer, plugged, examples.train, settings);
  const accuracy = await scoreTask(engine, base, tokenizer, task, examples, { plugged, theta: run.theta });
  plugged.frozen.dispose();
  return { ...run, accuracy };
}
