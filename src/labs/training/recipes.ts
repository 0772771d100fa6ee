/** What a training run starts from for a task and a method. */
import type { MethodId } from './methods.ts';
import type { KnobValues } from './run-spec.ts';
import type { TrainingTask } from './tasks.ts';

/** Steps, batch and the method's settings that suit a task. */
export interface Recipe extends KnobValues {
  readonly learningRate: number;
  readonly steps: number;
  readonly batch: number;
}

/** Peak learning rates that suit the methods; a test keeps them equal to the compiler's. */
const LEARNING_RATE: Readonly<Record<MethodId, number>> = {
  full: 5e-4,
  lora: 5e-3,
  qlora: 5e-3,
  dora: 5e-3,
  vera: 2e-2,
  prefix: 5e-2,
  prompt: 1e-1,
  adapter: 5e-3,
  ia3: 2e-2,
};

const TARGETS: Readonly<Partial<Record<MethodId, KnobValues['targets']>>> = {
  qlora: ['q', 'k', 'v', 'o', 'gate', 'up', 'down'],
  ia3: ['k', 'v', 'down'],
};

export function recipeFor(_task: TrainingTask, method: MethodId): Recipe {
  return {
    learningRate: LEARNING_RATE[method],
    steps: 300,
    batch: 8,
    rank: method === 'vera' ? 16 : 4,
    alpha: 8,
    rsLora: false,
    targets: TARGETS[method] ?? ['q', 'v'],
    dInitial: 0.1,
    length: 8,
    start: 'vocabulary',
    bottleneck: 4,
    base: 'nf4',
    blockSize: 64,
    doubleQuant: true,
  };
}
