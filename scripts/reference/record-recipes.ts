import { TASKS } from '../../kernels/data/tasks/index.ts';
import { METHODS } from '../../kernels/peft/registry.ts';
import { fineTune } from '../../kernels/reference/fine-tune.ts';
import { recipeFor } from '../../kernels/reference/recipes.ts';
import { encodeTask } from '../../kernels/reference/task-examples.ts';
import type { Engine } from '../../kernels/train/engine.ts';
import { DivergedError } from '../../kernels/train/loop.ts';
import { type RecipeRecord, recipeSchema, recipesFileSchema } from '../../src/reference/schema.ts';
import type { Base } from './bases.ts';
import type { Clock } from './clock.ts';
import { TASK_SEED } from './experiment.ts';
import { madeNow } from './made.ts';
import { store, stored, writeJson } from './store.ts';

/** Learning rates tried, as factors of the one that the method suggests. */
const FACTORS = [0.1, 0.3, 1, 3];
const STEPS = [150, 300];
const SEED = 1;
/** Recruitment is not tuned for accuracy: its recipe must show what a past teaches. */
const TUNED_TASKS = [TASKS.clausulas, TASKS.sentimento, TASKS.triagem, TASKS.atendimento];

/** Tries learning rates and numbers of steps; only the validation split is looked at. */
export async function recordRecipes(engine: Engine, [base]: readonly Base[], clock: Clock): Promise<void> {
  if (!base) throw new Error('There is no base.');
  const { held, tokenizer, fingerprint } = base;
  const rows: RecipeRecord[] = [];
  const grid = STEPS.flatMap((steps) =>
    TUNED_TASKS.flatMap((task) =>
      METHODS.flatMap((method) =>
        FACTORS.map((factor) => ({
          task,
          method,
          learningRate: Number((method.learningRate * factor).toPrecision(2)),
          steps,
        })),
      ),
    ),
  );
  for (const [index, { task, method, learningRate, steps }] of grid.entries()) {
    const recipe = { ...recipeFor(method.id, task.name), learningRate, steps };
    const key = { grid: recipe, task: task.name, method: method.id, seed: SEED, base: fingerprint };
    const known = stored(key, recipeSchema);
    if (!known && clock.isOver) continue;
    const record = known ?? (await tryRecipe());
    if (!known) {
      store(key, record);
      const result = record.validation?.toFixed(3) ?? 'divergiu';
      clock.tick(
        `${task.name}, ${method.name}, taxa ${learningRate}, ${steps} passos: ${result}`,
        grid.length - index - 1,
      );
    }
    rows.push(record);

    async function tryRecipe(): Promise<RecipeRecord> {
      const row = { task: task.name, method: method.id, learningRate, steps };
      const all = encodeTask(tokenizer, task.generate(TASK_SEED));
      const examples = { ...all, testSame: [], testWords: [], testNew: [] };
      const adapter = method.configure(held.config, recipe.settings);
      try {
        const { accuracy } = await fineTune(engine, held, tokenizer, task, examples, adapter, {
          ...recipe,
          seed: SEED,
        });
        return { ...row, validation: accuracy.validation };
      } catch (error) {
        if (error instanceof DivergedError) return { ...row, validation: null };
        throw error;
      }
    }
  }
  if (rows.length === 0) return;
  const left = grid.length - rows.length;
  const missing = left > 0 ? [`${left} combinações ainda não foram tentadas`] : [];
  writeJson('src/reference/data/recipes.json', recipesFileSchema.parse({ made: madeNow(missing), rows }));
}
