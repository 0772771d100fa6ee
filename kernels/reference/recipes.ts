/**
 * How each method is trained on each task. Learning rates, steps and starts were chosen on the validation split, never
 * on a test split; `npm run reference -- --only receitas` repeats the search.
 */
import type { TaskName } from '../data/tasks/task.ts';
import { ALL_PROJECTIONS } from '../formats/llama-weights.ts';
import type { Schedule } from '../optim/schedule.ts';

export interface FineTuneRecipe {
  /** Peak learning rate of AdamW. */
  readonly learningRate: number;
  readonly steps: number;
  /** Sequences a step. */
  readonly batch: number;
  /** Settings of the method, as `PeftMethod.configure` takes them. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What every recipe shares. */
export const OPTIMISER = { betas: [0.9, 0.99], weightDecay: 0, clip: 1 } as const;
const WARMUP_SHARE = 0.06;

/** Rises in the first 6% of the steps, then falls in a line to 0. */
export function scheduleOf(steps: number): Schedule {
  return { kind: 'linear', warmupSteps: Math.ceil(WARMUP_SHARE * steps), totalSteps: steps };
}

const DEFAULTS = { steps: 300, batch: 8 } as const;
const LORA_SETTINGS = { rank: 4, alpha: 8, targets: ALL_PROJECTIONS } as const;

/**
 * For the main table, whose tasks share a method's recipe so that its rows can be compared: nothing that was tried is
 * clearly better over the validation splits of both. On `clausulas` alone full fine-tuning would take a third of its rate,
 * at which random weights do not even learn what they are trained on: the control without pre-training would say nothing.
 */
const BY_METHOD: Readonly<Record<string, FineTuneRecipe>> = {
  full: { ...DEFAULTS, learningRate: 1.5e-4, settings: {} },
  lora: { ...DEFAULTS, learningRate: 1.5e-3, settings: LORA_SETTINGS },
  qlora: { ...DEFAULTS, learningRate: 1.5e-3, settings: LORA_SETTINGS },
  dora: { ...DEFAULTS, learningRate: 1.5e-3, settings: LORA_SETTINGS },
  vera: { ...DEFAULTS, learningRate: 2e-2, settings: { rank: 16, targets: ALL_PROJECTIONS } },
  prefix: { ...DEFAULTS, learningRate: 5e-2, settings: { length: 8 } },
  prompt: { ...DEFAULTS, learningRate: 3e-1, settings: { length: 8 } },
  adapter: { ...DEFAULTS, learningRate: 1.5e-3, settings: { bottleneck: 4 } },
  ia3: { ...DEFAULTS, learningRate: 6e-2, settings: {} },
};

/** Where a task takes more than the others, whatever the method: decisions partly left to chance show little each. */
const FOR_ALL_METHODS: Readonly<Partial<Record<TaskName, Partial<FineTuneRecipe>>>> = {
  recrutamento: { steps: 400, batch: 16 },
};

/** Where something else than the method's recipe is clearly better on a task's validation split. */
const BY_TASK: Readonly<Partial<Record<TaskName, Readonly<Record<string, Partial<FineTuneRecipe>>>>>> = {
  // A whole reply is more to learn than a label.
  atendimento: {
    full: { learningRate: 5e-4 },
    lora: { learningRate: 5e-3 },
    qlora: { learningRate: 5e-3 },
    dora: { learningRate: 1.5e-2 },
    vera: { learningRate: 6e-2 },
    prefix: { learningRate: 1.5e-1 },
    adapter: { learningRate: 1.5e-2 },
  },
  triagem: { vera: { learningRate: 6e-3 }, ia3: { learningRate: 2e-2 } },
  // The lowest loss on held-out decisions, which are as biased as those learned from: whoever does not know of the bias
  // has nothing else to choose by. The loss, because decisions left to chance cannot be guessed: a recipe shows its worth
  // there by the odds that it gives them. Of two rates whose losses do not differ by more than chance, the lower.
  recrutamento: {
    full: { learningRate: 5e-4 },
    lora: { learningRate: 5e-3 },
    prefix: { learningRate: 1.5e-1 },
    prompt: { learningRate: 1e-1 },
    adapter: { learningRate: 1.5e-2 },
  },
};

/** The recipe of a method on a task. @throws Error for a method without one */
export function recipeFor(method: string, task: TaskName): FineTuneRecipe {
  const recipe = BY_METHOD[method];
  if (!recipe) throw new Error(`There is no recipe for the method "${method}".`);
  return { ...recipe, ...FOR_ALL_METHODS[task], ...BY_TASK[task]?.[method] };
}
