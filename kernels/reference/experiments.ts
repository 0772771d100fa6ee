/** The runs that make up the reference table: which method in which form, on which task, from which seeds. */
import type { TaskName } from '../data/tasks/task.ts';
import { type FineTuneRecipe, recipeFor } from './recipes.ts';

/** A method in one form: a rank, a length, a choice of modules. */
export interface Variant {
  /** As in files and links: `lora-r4`. */
  readonly id: string;
  /** For people, in Portuguese. */
  readonly name: string;
  readonly method: string;
  /** What differs from the method's recipe. */
  readonly settings: Readonly<Record<string, unknown>>;
}

const QV = ['q_proj', 'v_proj'];

export const VARIANTS: readonly Variant[] = [
  variant('full', 'Ajuste completo', 'full'),
  variant('lora-r1-qv', 'LoRA, posto 1 em q e v', 'lora', { rank: 1, alpha: 2, targets: QV }),
  variant('lora-r4', 'LoRA, posto 4', 'lora', { rank: 4, alpha: 8 }),
  variant('lora-r8', 'LoRA, posto 8', 'lora', { rank: 8, alpha: 16 }),
  variant('qlora-r4', 'QLoRA, posto 4', 'qlora', { rank: 4, alpha: 8 }),
  variant('dora-r4', 'DoRA, posto 4', 'dora', { rank: 4, alpha: 8 }),
  variant('vera-r16', 'VeRA, posto 16', 'vera', { rank: 16 }),
  variant('adapter-4', 'Adapter-Tuning, gargalo 4', 'adapter', { bottleneck: 4 }),
  variant('ia3', '(IA)³', 'ia3'),
  variant('prefix-1', 'Prefix-Tuning, 1 vetor', 'prefix', { length: 1 }),
  variant('prefix-8', 'Prefix-Tuning, 8 vetores', 'prefix', { length: 8 }),
  variant('prefix-16', 'Prefix-Tuning, 16 vetores', 'prefix', { length: 16 }),
  variant('prompt-1', 'Prompt-Tuning, 1 vetor', 'prompt', { length: 1 }),
  variant('prompt-8', 'Prompt-Tuning, 8 vetores', 'prompt', { length: 8 }),
  variant('prompt-16', 'Prompt-Tuning, 16 vetores', 'prompt', { length: 16 }),
];

/** The forms that are also run on the tasks beside the main table. */
const SHORT_LIST = ['full', 'lora-r4', 'qlora-r4', 'prefix-8', 'prompt-16'];

function variant(
  id: string,
  name: string,
  method: string,
  settings: Readonly<Record<string, unknown>> = {},
): Variant {
  return { id, name, method, settings };
}

export interface Experiment {
  readonly task: TaskName;
  readonly variant: Variant;
  readonly recipe: FineTuneRecipe;
  /** Seed of the pre-training of the base; null: a base with random weights, as a control. */
  readonly baseSeed: number | null;
  /** Seed of the adapter and of the order of its data. */
  readonly seed: number;
}

/** Of the main table: every method in every form, on every base. */
export const MAIN_TASKS: readonly TaskName[] = ['clausulas', 'sentimento'];
/** Recruitment has a table of its own: see ethics.ts. */
const OTHER_TASKS: readonly TaskName[] = ['triagem', 'atendimento'];
const ADAPTER_SEEDS = [1, 2, 3] as const;

/** A rate at which full fine-tuning spoils the base, which a careful rate hardly does. */
const RECKLESS: Variant = variant('full-alto', 'Ajuste completo, taxa alta', 'full');
const RECKLESS_RATE = 3e-3;

/** Every run, the most telling first: a run that is cut short leaves a table that is narrow, not lopsided. */
export function experiments(baseSeeds: readonly number[]): Experiment[] {
  const [first = 1] = baseSeeds;
  const main = (baseSeed: number, seed: number): Experiment[] =>
    MAIN_TASKS.flatMap((task) => VARIANTS.map((form) => experiment(task, form, baseSeed, seed)));
  const short = VARIANTS.filter(({ id }) => SHORT_LIST.includes(id));
  const others = (seed: number): Experiment[] =>
    OTHER_TASKS.flatMap((task) => short.map((form) => experiment(task, form, first, seed)));
  const reckless = experiment('clausulas', RECKLESS, first, 1);
  const fullForm = VARIANTS.filter(({ method }) => method === 'full');
  const controls = [
    { ...reckless, recipe: { ...reckless.recipe, learningRate: RECKLESS_RATE } },
    ...ADAPTER_SEEDS.flatMap((seed) => fullForm.map((form) => experiment('clausulas', form, null, seed))),
  ];
  const [one, ...rest] = ADAPTER_SEEDS;
  return [
    ...main(first, one),
    ...controls,
    ...others(one),
    ...baseSeeds.slice(1).flatMap((baseSeed) => main(baseSeed, one)),
    ...rest.flatMap((seed) => [...baseSeeds.flatMap((baseSeed) => main(baseSeed, seed)), ...others(seed)]),
  ];
}

function experiment(task: TaskName, form: Variant, baseSeed: number | null, seed: number): Experiment {
  const recipe = recipeFor(form.method, task);
  return {
    task,
    variant: form,
    recipe: { ...recipe, settings: { ...recipe.settings, ...form.settings } },
    baseSeed,
    seed,
  };
}
