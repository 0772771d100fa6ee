/** The examples of a run as the model sees them, and how its answers are scored. */
import { TASKS } from '../../../kernels/data/tasks/index.ts';
import type { Example as TextExample } from '../../../kernels/data/tasks/task.ts';
import { encodeExample } from '../../../kernels/text/examples.ts';
import type { Tokenizer } from '../../../kernels/text/tokenizer.ts';
import type { Example } from '../../../kernels/train/batch.ts';
import type { Feed } from '../../../kernels/train/engine.ts';
import { argMax, type Evaluator, isExact, type PredictionScore } from '../../../kernels/train/evaluate.ts';
import { giveWay } from '../job.ts';
import type { RunSpec } from './run-spec.ts';

/** Of the sentences of the tasks: the same for every run, so that runs differ by their own seed alone. */
export const DATA_SEED = 1;

/** Sequences in an evaluation batch. */
export const EVALUATION_BATCH = 20;

export type IsRight = (example: Example, score: PredictionScore) => boolean;

export interface RunExamples {
  readonly train: readonly Example[];
  readonly validation: readonly Example[];
  readonly isRight: IsRight;
}

/** @throws RuntimeProblem or an error of the task's own */
export function examplesOf(task: RunSpec['task'], tokenizer: Tokenizer): RunExamples {
  const encode = (examples: readonly TextExample[]): Example[] =>
    examples.map(({ prompt, answer }) => encodeExample(tokenizer, prompt, answer));
  if (typeof task !== 'string') {
    const { train, validation, labels } = task;
    return { train: encode(train), validation: encode(validation), isRight: scoring(tokenizer, labels) };
  }
  const { answers, scoring: kind, ...site } = TASKS[task];
  const data = site.generate(DATA_SEED);
  const isRight = scoring(tokenizer, kind === 'label' ? answers : undefined);
  return { train: encode(data.train), validation: encode(data.validation), isRight };
}

/** Labels are told apart by their first token; other answers must come out whole. */
export function scoring(tokenizer: Tokenizer, labels: readonly string[] | undefined): IsRight {
  if (!labels) return (example, score) => isExact(score, example);
  const firstTokens = labels.map((label) => tokenizer.encode(label)[0] ?? -1);
  return (example, { first }) =>
    firstTokens[argMax(firstTokens.map((token) => first[token] ?? Number.NEGATIVE_INFINITY))] ===
    example.ids[example.answerStart];
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
