/** One fine-tuning run of a task, scored on every split: what the reference results are made of. */
import { SPLITS, type Split, type Task, type TaskData } from '../data/tasks/task.ts';
import type { Adapter } from '../peft/method.ts';
import { encodeExample } from '../text/examples.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { type Batch, batchIndices, type Example, formatFor, makeBatch } from '../train/batch.ts';
import type { Engine, Feed } from '../train/engine.ts';
import { evaluatorFor, isExact, type PredictionScore } from '../train/evaluate.ts';
import { type HeldAdapter, type HeldModel, holdAdapter } from '../train/held.ts';
import { layoutOf } from '../train/layout.ts';
import { runSteps } from '../train/loop.ts';
import { Trainer } from '../train/trainer.ts';

/** Sequences in an evaluation batch. */
const EVALUATION_BATCH = 20;

/** What is the same for every method, after the trial runs: see the page on the model. */
export interface RunSettings {
  readonly steps: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly warmupShare: number;
  readonly betas: readonly [number, number];
  readonly clip: number;
  /** Of the adapter's initial values and of the order of the data. */
  readonly seed: number;
}

export const RUN_DEFAULTS = {
  steps: 300,
  batch: 8,
  warmupShare: 0.06,
  betas: [0.9, 0.99],
  clip: 1,
} as const;

export interface RunResult {
  readonly losses: readonly number[];
  /** Share of right answers, by split. */
  readonly accuracy: Readonly<Record<Split, number>>;
  readonly trainable: number;
  readonly millisecondsPerStep: number;
  readonly theta: Float32Array<ArrayBuffer>;
}

/** Trains an adapter on a task and measures it. @throws DivergedError if the loss stops being a number */
export async function fineTune(
  engine: Engine,
  base: HeldModel,
  tokenizer: Tokenizer,
  task: Task,
  data: TaskData,
  adapter: Adapter,
  settings: RunSettings,
): Promise<RunResult> {
  const { steps, batch, learningRate, warmupShare, betas, clip, seed } = settings;
  const plugged = holdAdapter(engine, base, adapter);
  const examples = data.train.map(({ prompt, answer }) => encodeExample(tokenizer, prompt, answer));
  const format = formatFor(examples, batch, base.config.padTokenId ?? 0);
  const trainer = await Trainer.create(engine, {
    base,
    plugged,
    options: { ...format, betas, clip },
    from: { seed },
  });
  const schedule = {
    kind: 'linear',
    warmupSteps: Math.ceil(warmupShare * steps),
    totalSteps: steps,
  } as const;
  const losses: number[] = [];
  const start = performance.now();
  const batchAt = (step: number): Batch =>
    makeBatch(
      batchIndices(examples.length, batch, step, seed).flatMap((index) => examples[index] ?? []),
      format,
    );
  const onStep = ({ loss }: { loss: number }): void => {
    losses.push(loss);
  };
  await runSteps(trainer, { batchAt, learningRate, schedule }, { onStep });
  const millisecondsPerStep = (performance.now() - start) / steps;
  const { theta } = await trainer.state();
  await trainer.dispose();
  const accuracy = await accuracies(engine, base, tokenizer, task, data, plugged, theta);
  plugged.frozen.dispose();
  const trainable = layoutOf(adapter.parameters).size;
  return { losses, accuracy, trainable, millisecondsPerStep, theta };
}

/** Share of right answers on every split, of the base alone or with an adapter plugged in. */
export async function accuracies(
  engine: Engine,
  base: HeldModel,
  tokenizer: Tokenizer,
  task: Task,
  data: TaskData,
  plugged?: HeldAdapter,
  theta?: Feed,
): Promise<Record<Split, number>> {
  const firstTokens = task.answers.map((answer) => tokenizer.encode(answer)[0] ?? -1);
  const isRight = (example: Example, score: PredictionScore): boolean => {
    if (task.scoring === 'reply') return isExact(score, example);
    const best = firstTokens.reduce((a, b) => ((score.first[b] ?? 0) > (score.first[a] ?? 0) ? b : a));
    return best === example.ids[example.answerStart];
  };
  const encoded = SPLITS.map((split) =>
    data[split].map(({ prompt, answer }) => encodeExample(tokenizer, prompt, answer)),
  );
  const evaluator = evaluatorFor(engine, base, plugged, encoded.flat(), EVALUATION_BATCH);
  const shares: Record<Split, number> = { train: 0, validation: 0, testSame: 0, testWords: 0, testNew: 0 };
  for (const [i, split] of SPLITS.entries()) {
    const examples = encoded[i] ?? [];
    const scores = await evaluator.predictions(examples, theta);
    const right = examples.filter((example, j) => {
      const score = scores[j];
      return score !== undefined && isRight(example, score);
    });
    shares[split] = right.length / examples.length;
  }
  await evaluator.dispose();
  return shares;
}
