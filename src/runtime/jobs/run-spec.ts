/** What is trained: plain data, so that a request, a checkpoint and a kept run say it alike. */
import { TASK_NAMES, type TaskName, type Example as TextExample } from '../../../kernels/data/tasks/task.ts';
import type { LlamaConfig } from '../../../kernels/formats/llama-config.ts';
import type { Adapter } from '../../../kernels/peft/method.ts';
import { findMethod, METHODS } from '../../../kernels/peft/registry.ts';
import type { Example } from '../../../kernels/train/batch.ts';
import { RuntimeProblem } from '../problem.ts';

/** A fine-tuning method with its settings; those that are missing have the method's default. */
export interface MethodSpec {
  /** Id of a method of the compiler: `lora`. */
  readonly method: string;
  readonly settings: object;
}

/** Examples of the reader's or a lab's own, instead of a task of the site. */
export interface OwnExamples {
  readonly train: readonly TextExample[];
  /** What the accuracy is measured on while training; none: it is not measured. */
  readonly validation: readonly TextExample[];
  /** Every possible answer, if the answers are labels; else the whole answer must come out. */
  readonly labels?: readonly string[] | undefined;
}

export interface RunSpec extends MethodSpec {
  readonly task: TaskName | OwnExamples;
  /** Peak learning rate of AdamW; it rises in the first 6% of the steps and then falls in a line to 0. */
  readonly learningRate: number;
  readonly steps: number;
  /** Examples in a step. */
  readonly batch: number;
  /** Of the adapter's initial values and of the order of the data. */
  readonly seed: number;
}

/** Bounds that keep a link or a stored run from asking for what no tab can do. */
const LIMITS = {
  steps: { min: 1, max: 100_000, name: 'O número de passos' },
  batch: { min: 1, max: 256, name: 'O tamanho do lote' },
  seed: { min: 0, max: 2 ** 32 - 1, name: 'A semente' },
} as const;

/** @throws RuntimeProblem in Portuguese if a value makes no sense */
export function checkSpec({ task, learningRate, ...spec }: RunSpec): void {
  for (const key of ['steps', 'batch', 'seed'] as const) {
    const { min, max, name } = LIMITS[key];
    if (!Number.isInteger(spec[key]) || spec[key] < min || spec[key] > max) {
      refuse(`${name} é ${spec[key]}.`, `Use um número inteiro de ${min} a ${max.toLocaleString('pt-BR')}.`);
    }
  }
  if (!(learningRate > 0) || !Number.isFinite(learningRate)) {
    refuse(`A taxa de aprendizado é ${learningRate}.`, 'Use um número positivo, como 0,005.');
  }
  if (typeof task === 'string' ? !TASK_NAMES.includes(task) : task.train.length === 0) {
    refuse('Não há exemplos com que treinar.', 'Escolha uma das tarefas, ou dê ao menos um exemplo.');
  }
}

/** @throws RuntimeProblem if an example is longer than what the model reads */
export function checkLengths(examples: readonly Example[], { maxPositions }: LlamaConfig): void {
  const longest = examples.reduce((most, { ids }) => Math.max(most, ids.length - 1), 0);
  if (longest > maxPositions) {
    refuse(
      `Um dos exemplos tem ${longest} tokens, e o modelo lê até ${maxPositions}.`,
      'Use textos mais curtos.',
    );
  }
}

/** The method for a model. @throws RuntimeProblem or FormatError in Portuguese */
export function configure(config: LlamaConfig, { method: id, settings }: MethodSpec): Adapter {
  const method = findMethod(id);
  if (!method) {
    return refuse(
      `O método “${id}” não existe.`,
      `Use um destes: ${METHODS.map((known) => known.id).join(', ')}.`,
    );
  }
  return method.configure(config, settings);
}

function refuse(what: string, remedy: string): never {
  throw new RuntimeProblem({ what, remedy });
}
