import { TASKS } from '../../kernels/data/tasks/index.ts';
import type { Sizes, Task, TaskName } from '../../kernels/data/tasks/task.ts';
import type { PeftMethod } from '../../kernels/peft/method.ts';
import { METHODS } from '../../kernels/peft/registry.ts';
import { trainOn } from '../../kernels/reference/fine-tune.ts';
import { type FineTuneRecipe, recipeFor } from '../../kernels/reference/recipes.ts';
import { accuracyOn, encodeTask, scoringOf } from '../../kernels/reference/task-examples.ts';
import type { Engine } from '../../kernels/train/engine.ts';
import { evaluatorFor } from '../../kernels/train/evaluate.ts';
import { holdAdapter } from '../../kernels/train/held.ts';
import { DivergedError } from '../../kernels/train/loop.ts';
import { type RecipeRecord, recipeSchema, recipesFileSchema } from '../../src/reference/schema.ts';
import type { Base } from './bases.ts';
import type { Clock } from './clock.ts';
import { TASK_SEED } from './experiment.ts';
import { madeNow } from './made.ts';
import { store, stored, writeJson } from './store.ts';

/** Learning rates tried, as factors of the one that the method suggests; the likeliest first, as with the steps. */
const FACTORS = [1, 0.3, 3, 0.1];
const STEPS = [300, 150];
const SEED = 1;

/** Where a task needs more steps, or more examples to judge by, than the others. */
const BY_TASK: Readonly<Partial<Record<TaskName, { steps: readonly number[]; sizes: Partial<Sizes> }>>> = {
  // Biased decisions are noise to whoever does not know the bias: 200 of them would not tell two recipes apart.
  recrutamento: { steps: [400, 200], sizes: { validation: 1000 } },
};

/** What is run; what is left out keeps its stored results. Undefined: everything. */
export interface Choice {
  readonly tasks?: readonly string[] | undefined;
  readonly methods?: readonly string[] | undefined;
}

interface Try {
  readonly task: Task;
  readonly method: PeftMethod;
  readonly recipe: FineTuneRecipe;
}

function grid(): Try[] {
  return Object.values(TASKS).flatMap((task) =>
    (BY_TASK[task.name]?.steps ?? STEPS).flatMap((steps) =>
      METHODS.flatMap((method) =>
        FACTORS.map((factor) => {
          const learningRate = Number((method.learningRate * factor).toPrecision(2));
          return { task, method, recipe: { ...recipeFor(method.id, task.name), learningRate, steps } };
        }),
      ),
    ),
  );
}

/**
 * Tries learning rates and numbers of steps; only the validation split is looked at. In recruitment that split holds
 * decisions as biased as those of the past: whoever tunes a model without knowing of the bias has nothing else.
 */
export async function recordRecipes(
  engine: Engine,
  [base]: readonly Base[],
  clock: Clock,
  { tasks, methods }: Choice = {},
): Promise<void> {
  if (!base) throw new Error('There is no base.');
  const all = grid().map((one) => {
    const { task, method, recipe } = one;
    const key = { grid: recipe, task: task.name, method: method.id, seed: SEED, base: base.fingerprint };
    return { ...one, key, known: stored(key, recipeSchema) };
  });
  const isAsked = ({ task, method, known }: (typeof all)[number]): boolean =>
    !known && (tasks?.includes(task.name) ?? true) && (methods?.includes(method.id) ?? true);
  let pending = all.filter(isAsked).length;
  const rows: RecipeRecord[] = [];
  for (const one of all) {
    if (one.known) rows.push(one.known);
    if (!isAsked(one) || clock.isOver) continue;
    const record = await tryRecipe(engine, base, one);
    store(one.key, record);
    rows.push(record);
    pending -= 1;
    const { task, method, recipe } = one;
    const result = record.validation === null ? 'divergiu' : record.validation.toFixed(3);
    const loss = record.validationLoss?.toFixed(4) ?? '';
    clock.tick(
      `${task.name}, ${method.name}, taxa ${recipe.learningRate}, ${recipe.steps} passos: ${result} ${loss}`,
      pending,
    );
  }
  if (rows.length === 0) return;
  const left = all.length - rows.length;
  const missing = left > 0 ? [`${left} combinações ainda não foram tentadas`] : [];
  writeJson('src/reference/data/recipes.json', recipesFileSchema.parse({ made: madeNow(missing), rows }));
}

async function tryRecipe(
  engine: Engine,
  { held, tokenizer }: Base,
  { task, method, recipe }: Try,
): Promise<RecipeRecord> {
  const { learningRate, steps } = recipe;
  const row = { task: task.name, method: method.id, learningRate, steps };
  const data = task.generate(TASK_SEED, BY_TASK[task.name]?.sizes);
  const { train, validation } = encodeTask(tokenizer, data);
  const plugged = holdAdapter(engine, held, method.configure(held.config, recipe.settings));
  const evaluator = evaluatorFor(engine, held, plugged, validation, 20);
  try {
    const { theta } = await trainOn(engine, held, tokenizer, plugged, train, { ...recipe, seed: SEED });
    const likelihoods = await evaluator.likelihoods(validation, theta);
    return {
      ...row,
      validation: await accuracyOn(evaluator, validation, scoringOf(task, tokenizer), theta),
      validationLoss: likelihoods.reduce((sum, { nll }) => sum + nll, 0) / likelihoods.length,
    };
  } catch (error) {
    if (error instanceof DivergedError) return { ...row, validation: null, validationLoss: null };
    throw error;
  } finally {
    await evaluator.dispose();
    plugged.frozen.dispose();
  }
}
