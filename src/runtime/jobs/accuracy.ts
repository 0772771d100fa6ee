/** Share of right answers on the test splits of a task, and what an answer costs. */
import { TASKS } from '../../../kernels/data/tasks/index.ts';
import type { Split, TaskName } from '../../../kernels/data/tasks/task.ts';
import { scoringOf } from '../../../kernels/reference/task-examples.ts';
import { encodeExample } from '../../../kernels/text/examples.ts';
import { evaluatorFor } from '../../../kernels/train/evaluate.ts';
import type { Job } from '../job.ts';
import { batchTime } from './answer-time.ts';
import { accuracyOf, DATA_SEED, EVALUATION_BATCH } from './examples.ts';
import { type AdapterData, withAdapter } from './plugged.ts';

export interface AccuracyRequest {
  readonly task: TaskName;
  readonly splits: readonly Split[];
  /** The adapter that is plugged in; absent: the base alone. */
  readonly adapter?: AdapterData | undefined;
}

export interface AccuracyResult {
  readonly split: Split;
  /** Share of right answers. */
  readonly accuracy: number;
  readonly examples: number;
  /** Time for one example of a batch, in milliseconds. */
  readonly milliseconds: number;
}

export const accuracy: Job<AccuracyRequest, never, AccuracyResult[]> = async (request, context) => {
  const { engine, signal } = context;
  const { model, tokenizer } = await context.base();
  const task = TASKS[request.task];
  const data = task.generate(DATA_SEED);
  const isRight = scoringOf(task, tokenizer);
  return withAdapter(engine, model, request.adapter, async (plugged, theta) => {
    const splits = request.splits.map((split) => ({
      split,
      examples: data[split].map(({ prompt, answer }) => encodeExample(tokenizer, prompt, answer)),
    }));
    const all = splits.flatMap(({ examples }) => examples);
    const evaluator = evaluatorFor(engine, model, plugged, all, EVALUATION_BATCH);
    try {
      const batch = all.slice(0, EVALUATION_BATCH);
      const milliseconds = (await batchTime(evaluator, batch, theta)) / batch.length;
      const results: AccuracyResult[] = [];
      for (const { split, examples } of splits) {
        signal.throwIfAborted();
        const accuracy = await accuracyOf(evaluator, examples, isRight, theta);
        results.push({ split, accuracy, examples: examples.length, milliseconds });
      }
      return results;
    } finally {
      await evaluator.dispose();
    }
  });
};
