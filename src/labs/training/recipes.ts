/** What a training run starts from for a task and a method: the recipes of the reference runs, as controls hold them. */
import { OPTIMISER, recipeFor as referenceRecipe, scheduleOf } from '../../../kernels/reference/recipes.ts';
import type { MethodId } from './methods.ts';
import { MODULE_NAMES, MODULES, type ModuleName } from './modules.ts';
import type { TrainingConstants } from './python-script.ts';
import type { KnobValues } from './run-spec.ts';
import type { TrainingTask } from './tasks.ts';

/** Steps, batch, learning rate and the method's settings. */
export interface Recipe extends KnobValues {
  readonly learningRate: number;
  readonly steps: number;
  readonly batch: number;
}

/** Settings of which a recipe says nothing, and those of the other methods. */
const DEFAULTS = {
  rank: 4,
  alpha: 8,
  rsLora: false,
  dInitial: 0.1,
  length: 8,
  bottleneck: 4,
  base: 'nf4',
  blockSize: 64,
  doubleQuant: true,
} as const;

/** Where (IA)³ acts, as its authors and `peft` have it for this architecture. */
const IA3_TARGETS: readonly ModuleName[] = ['k', 'v', 'down'];

/** The recipe of a method on a task, with a value for every control. */
export function recipeFor(task: TrainingTask, method: MethodId): Recipe {
  const { settings, learningRate, steps, batch } = referenceRecipe(method, task);
  const number = (key: 'rank' | 'alpha' | 'length' | 'bottleneck'): number => {
    const value = settings[key];
    return typeof value === 'number' ? value : DEFAULTS[key];
  };
  return {
    ...DEFAULTS,
    ...{ learningRate, steps, batch },
    rank: number('rank'),
    alpha: number('alpha'),
    length: number('length'),
    bottleneck: number('bottleneck'),
    targets: targetsOf(settings['targets']) ?? (method === 'ia3' ? IA3_TARGETS : MODULE_NAMES),
  };
}

function targetsOf(value: unknown): readonly ModuleName[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return MODULE_NAMES.filter((name) => value.includes(MODULES[name].projection));
}

/** What every run shares, for the script in Python. */
export function constantsFor(steps: number): TrainingConstants {
  const { betas, clip } = OPTIMISER;
  return { warmupSteps: scheduleOf(steps).warmupSteps, betas, clip };
}
