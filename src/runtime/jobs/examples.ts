/** The examples of a run as the model sees them, and how its answers are scored. */
import { TASKS } from '../../../kernels/data/tasks/index.ts';
import type { Example as TextExample } from '../../../kernels/data/tasks/task.ts';
import { type IsRight, scoringOf } from '../../../kernels/reference/task-examples.ts';
import { encodeExample } from '../../../kernels/text/examples.ts';
import type { Tokenizer } from '../../../kernels/text/tokenizer.ts';
import type { Example } from '../../../kernels/train/batch.ts';
import type { Feed } from '../../../kernels/train/engine.ts';
import type { Evaluator } from '../../../kernels/train/evaluate.ts';
import { giveWay } from '../job.ts';
import type { RunSpec } from './run-spec.ts';

/** Of the sentences of the tasks: the same for every run, so that runs differ by their own seed alone. */
export const DATA_SEED = 1;

/** Sequences in an evaluation batch. */
export const EVALUATION_BATCH = 20;

export interface RunExamples {
  readonly train: readonly Example[];
  readonly validation: readonly Example[];
  readonly isRight: IsRight;
}

/** The training and validation examples of a task, or of a reader's own, as tokens, and how answers are judged. */
export function examplesOf(task: RunSpec['task'], tokenizer: Tokenizer): RunExamples {
  const encode = (examples: readonly TextExample[]): Example[] =>
    examples.map(({ prompt, answer }) => encodeExample(tokenizer, prompt, answer));
  const own = typeof task !== 'string';
  const { train, validation } = own ? task : TASKS[task].generate(DATA_SEED);
  const scored = own
    ? { answers: task.labels ?? [], scoring: task.labels ? ('label' as const) : ('reply' as const) }
    : TASKS[task];
  return { train: encode(train), validation: encode(validation), isRight: scoringOf(scored, tokenizer) };
}

/** Share of examples that are answered right; gives way between batches. @param theta the adapter's parameters */
export async function accuracyOf(
  evaluator: Evaluator,
  examples: readonly Example[],
  isRight: IsRight,
  theta?: Feed,
): Promise<number> {
  let right = 0;
  for (let start = 0; start < examples.length; start += EVALUATION_BATCH) {
    const group = examples.slice(start, start + EVALUATION_BATCH);
    const scores = await evaluator.predictions(group, theta);
    right += group.filter((example, i) => {
      const score = scores[i];
      return score !== undefined && isRight(example, score);
    }).length;
    await giveWay();
  }
  return right / examples.length;
}
