import { TASKS } from '../../kernels/data/tasks/index.ts';
import type { Sizes, Task, TaskName } from '../../kernels/data/tasks/task.ts';
import { findMethod, METHODS } from '../../kernels/peft/registry.ts';
import { trainOn } from '../../kernels/reference/fine-tune.ts';
import { type FineTuneRecipe, recipeFor } from '../../kernels/reference/recipes.ts';
import { accuracyOn, encodeTask, scoringOf } from '../../kernels/reference/task-examples.ts';
import type { Engine } from '../../kernels/train/engine.ts';
import { evaluatorFor } from '../../kernels/train/evaluate.ts';
import { holdAdapter } from '../../kernels/train/held.ts';
import { DivergedError } from '../../kernels/train/loop.ts';
import { type RecipeRecord, recipesFileSchema } from '../../src/reference/schema.ts';
import type { Base } from './bases.ts';
import { complete, fingerprintOf, type Order, type Piece } from './complete.ts';
import { TASK_SEED } from './experiment.ts';
import { madeNow } from './made.ts';
import { readJson, writeJson } from './store.ts';

const FILE = 'src/reference/data/recipes.json';

/** Learning rates tried, as factors of the one that the method suggests; the likeliest first, as with the steps. */
const FACTORS = [1, 0.3, 3, 0.1];
const STEPS = [300, 150];
const SEED = 1;

/** Where a task needs more steps, or more examples to judge by, than the others. */
const BY_TASK: Readonly<Partial<Record<TaskName, { steps: readonly number[]; sizes: Partial<Sizes> }>>> = {
  // Biased decisions are noise to whoever does not know the bias: 200 of them would not tell two recipes apart.
  recrutamento: { steps: [400, 200], sizes: { validation: 1000 } },
};

/** A recipe to be tried. */
export interface Try extends Piece {
  readonly task: TaskName;
  readonly recipe: FineTuneRecipe;
}

const dataOf = (task: Task) => task.generate(TASK_SEED, BY_TASK[task.name]?.sizes);

/** Everything that the search tries on a base. */
export function tries(base: Pick<Base, 'fingerprint'>): Try[] {
  return Object.values(TASKS).flatMap((task) => {
    const { train, validation } = dataOf(task);
    const data = fingerprintOf([train, validation]);
    return (BY_TASK[task.name]?.steps ?? STEPS).flatMap((steps) =>
      METHODS.flatMap((method) =>
        FACTORS.map((factor): Try => {
          const learningRate = Number((method.learningRate * factor).toPrecision(2));
          const recipe = { ...recipeFor(method.id, task.name), learningRate, steps };
          return {
            task: task.name,
            method: method.id,
            recipe,
            fingerprint: fingerprintOf({
              data,
              method: method.id,
              recipe,
              seed: SEED,
              base: base.fingerprint,
            }),
            title: `${task.name}, ${method.name}, taxa ${learningRate}, ${steps} passos`,
          };
        }),
      ),
    );
  });
}

/**
 * Tries learning rates and numbers of steps; only the validation split is looked at. In recruitment that split holds
 * decisions as biased as those of the past: whoever tunes a model without knowing of the bias has nothing else.
 */
export async function recordRecipes(engine: Engine, [base]: readonly Base[], order: Order): Promise<void> {
  if (!base) throw new Error('There is no base.');
  const { rows } = readJson(FILE, recipesFileSchema);
  await complete(tries(base), rows, order, {
    make: (one) => tryRecipe(engine, base, one),
    say: ({ validation, validationLoss }) =>
      validation === null ? 'divergiu' : `${validation.toFixed(3)} ${validationLoss?.toFixed(4)}`,
    write(rows, left) {
      const missing = left > 0 ? [`${left} combinações ainda não foram tentadas`] : [];
      writeJson(FILE, recipesFileSchema.parse({ made: madeNow(missing), rows }));
    },
  });
}

async function tryRecipe(
  engine: Engine,
  { held, tokenizer }: Base,
  { task: name, method: id, recipe, fingerprint }: Try,
): Promise<RecipeRecord> {
  const task = TASKS[name];
  const method = findMethod(id);
  if (!method) throw new Error(`There is no method "${id}".`);
  const { learningRate, steps } = recipe;
  const row = { task: name, method: id, learningRate, steps, fingerprint };
  const { train, validation } = encodeTask(tokenizer, dataOf(task));
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
