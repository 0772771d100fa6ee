/** What every task of the laboratory is: examples in five splits, and how an answer is scored. */

export interface Example {
  /** What the model reads. It ends without a space: the answer begins with one. */
  readonly prompt: string;
  readonly answer: string;
}

/**
 * - `train`: what the adapter learns from;
 * - `validation`: chooses recipes; half new sentences of seen wording, half words and templates of its own;
 * - `testSame`: new sentences of seen words and templates;
 * - `testWords`: unseen words in seen templates;
 * - `testNew`: unseen words in unseen templates.
 */
export const SPLITS = ['train', 'validation', 'testSame', 'testWords', 'testNew'] as const;
export type Split = (typeof SPLITS)[number];

export type TaskData = Readonly<Record<Split, readonly Example[]>>;

export type Sizes = Readonly<Record<Split, number>>;

export const DEFAULT_SIZES: Sizes = {
  train: 360,
  validation: 180,
  testSame: 180,
  testWords: 180,
  testNew: 180,
};

export const TASK_NAMES = ['clausulas', 'atendimento', 'sentimento', 'triagem', 'recrutamento'] as const;
export type TaskName = (typeof TASK_NAMES)[number];

/** A task that an adapter learns, with the maker of its examples. */
export interface Task {
  readonly name: TaskName;
  /** Portuguese, for the reader. */
  readonly title: string;
  readonly description: string;
  /** Every possible answer, with its leading space. */
  readonly answers: readonly string[];
  /**
   * `label`: the prediction is the answer whose first token has the largest logit, among the answers' first tokens,
   * which are distinct. `reply`: the whole answer must come out, token by token, with the end of the sequence.
   */
  readonly scoring: 'label' | 'reply';
  /** The same seed and sizes give the same examples. */
  generate(seed: number, sizes?: Partial<Sizes>): TaskData;
}
