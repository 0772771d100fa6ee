/** Sums an adapter into the base's weights, and compares the merged model with the one that has the adapter beside it. */
import { TASKS } from '../../../kernels/data/tasks/index.ts';
import type { TaskName } from '../../../kernels/data/tasks/task.ts';
import { scoringOf } from '../../../kernels/reference/task-examples.ts';
import { encodeExample } from '../../../kernels/text/examples.ts';
import { evaluatorFor, type PredictionScore } from '../../../kernels/train/evaluate.ts';
import { type HeldModel, holdModel } from '../../../kernels/train/held.ts';
import { layoutOf, unpackTheta } from '../../../kernels/train/layout.ts';
import type { Job } from '../job.ts';
import { RuntimeProblem } from '../problem.ts';
import { batchTime } from './answer-time.ts';
import { DATA_SEED, EVALUATION_BATCH } from './examples.ts';
import { type AdapterData, withAdapter } from './plugged.ts';
import { configure } from './run-spec.ts';

export interface MergeRequest {
  /** Whose test sentences both models answer. */
  readonly task: TaskName;
  readonly adapter: AdapterData;
}

export interface MergeResult {
  /** Weight matrices of the base that change. */
  readonly matrices: number;
  /** Largest difference between the two models' logits, and the largest logit. */
  readonly difference: number;
  readonly largest: number;
  /** Sentences compared, and how many of them both answer alike. */
  readonly sentences: number;
  readonly alike: number;
  /** Time for one batch of sentences, in milliseconds, with the adapter beside the base and merged. */
  readonly milliseconds: { readonly beside: number; readonly merged: number };
}

/** @throws RuntimeProblem, as its rejection, if the method has no merge */
export const merge: Job<MergeRequest, never, MergeResult> = async (
  { task: name, adapter: data },
  context,
) => {
  const { engine } = context;
  const { model, tokenizer } = await context.base();
  const adapter = configure(model.config, data);
  const { merging } = adapter;
  if (!merging.possible) {
    throw new RuntimeProblem({
      what: 'Este adaptador não pode ser fundido na base.',
      remedy: `O motivo: ${merging.reason}`,
    });
  }
  const changed = merging.merge(model.weights, unpackTheta(layoutOf(adapter.parameters), data.theta));
  const merged = holdModel(engine, {
    config: model.config,
    weights: new Map([...model.weights, ...changed]),
  });
  const task = TASKS[name];
  const examples = task
    .generate(DATA_SEED)
    .testNew.slice(0, 3 * EVALUATION_BATCH)
    .map(({ prompt, answer }) => encodeExample(tokenizer, prompt, answer));

  const score = async (base: HeldModel, ...plugged: readonly [] | Parameters<Work>) => {
    const evaluator = evaluatorFor(engine, base, plugged[0], examples, EVALUATION_BATCH);
    try {
      const scores = await evaluator.predictions(examples, plugged[1]);
      const batch = examples.slice(0, EVALUATION_BATCH);
      return { scores, milliseconds: await batchTime(evaluator, batch, plugged[1]) };
    } finally {
      await evaluator.dispose();
    }
  };
  type Work = Parameters<typeof withAdapter<unknown>>[3];
  try {
    const beside = await withAdapter(engine, model, data, (...plugged) => score(model, ...plugged));
    const alone = await score(merged);
    const isRight = scoringOf(task, tokenizer);
    const pairs = examples.flatMap((example, i) => {
      const [a, b] = [beside.scores[i], alone.scores[i]];
      return a && b ? [{ a, b, alike: isRight(example, a) === isRight(example, b) }] : [];
    });
    return {
      matrices: changed.size,
      difference: Math.max(...pairs.map(({ a, b }) => largestDifference(a, b))),
      largest: Math.max(...pairs.flatMap(({ a }) => [...a.first].map(Math.abs))),
      sentences: pairs.length,
      alike: pairs.filter(({ alike }) => alike).length,
      milliseconds: { beside: beside.milliseconds, merged: alone.milliseconds },
    };
  } finally {
    merged.frozen.dispose();
  }
};

function largestDifference(a: PredictionScore, b: PredictionScore): number {
  return a.first.reduce((most, logit, i) => Math.max(most, Math.abs(logit - (b.first[i] ?? Number.NaN))), 0);
}
