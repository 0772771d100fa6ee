/** A task as the model sees it: tokens to train on, and whether an answer is right. Used by reference runs and labs alike. */
import { SPLITS, type Split, type Task, type TaskData } from '../data/tasks/task.ts';
import { encodeExample } from '../text/examples.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Example } from '../train/batch.ts';
import type { Feed } from '../train/engine.ts';
import { type Evaluator, isExact, type PredictionScore } from '../train/evaluate.ts';

export type EncodedTask = Readonly<Record<Split, readonly Example[]>>;
export type Accuracy = Readonly<Record<Split, number>>;

/** Every split as token sequences whose answers are to be learned. */
export function encodeTask(tokenizer: Tokenizer, data: TaskData): EncodedTask {
  return bySplit((split) =>
    data[split].map(({ prompt, answer }) => encodeExample(tokenizer, prompt, answer)),
  );
}

/** Whether a prediction counts as right, by the task's way of scoring. */
export type IsRight = (example: Example, score: PredictionScore) => boolean;

/**
 * How the answers of a task are judged: a reply counts only if every token is right; a label, if its first token has the
 * largest logit among the first tokens of all labels.
 */
export function scoringOf(task: Pick<Task, 'answers' | 'scoring'>, tokenizer: Tokenizer): IsRight {
  if (task.scoring === 'reply') return (example, score) => isExact(score, example);
  const firstTokens = task.answers.map((answer) => tokenizer.encode(answer)[0] ?? -1);
  return (example, { first }) => {
    const best = firstTokens.reduce((a, b) => ((first[b] ?? 0) > (first[a] ?? 0) ? b : a));
    return best === example.ids[example.answerStart];
  };
}

/** Share of examples answered right; 0 without examples. @param theta the plugged adapter's parameters */
export async function accuracyOn(
  evaluator: Evaluator,
  examples: readonly Example[],
  isRight: IsRight,
  theta?: Feed,
): Promise<number> {
  if (examples.length === 0) return 0;
  const scores = await evaluator.predictions(examples, theta);
  const right = examples.filter((example, index) => {
    const score = scores[index];
    return score !== undefined && isRight(example, score);
  });
  return right.length / examples.length;
}

/** A record with a value for every split. */
export function bySplit<T>(of: (split: Split) => T): Record<Split, T> {
  const [train, validation, testSame, testWords, testNew] = SPLITS;
  return {
    train: of(train),
    validation: of(validation),
    testSame: of(testSame),
    testWords: of(testWords),
    testNew: of(testNew),
  };
}
