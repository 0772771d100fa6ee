import { describe, expect, it } from 'vitest';
import { DEFAULT_SIZES, TASK_NAMES, type TaskName } from '../../../../kernels/data/tasks/task.ts';
import { METHODS } from '../../../../kernels/peft/registry.ts';
import { MAIN_TASKS } from '../../../../kernels/reference/experiments.ts';
import { recipeFor } from '../../../../kernels/reference/recipes.ts';
import { readJson } from '../../../../scripts/reference/store.ts';
import { type RecipeRecord, recipesFileSchema } from '../../../../src/reference/schema.ts';

const { rows } = readJson('src/reference/data/recipes.json', recipesFileSchema);

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Tasks that share a method's recipe, and those with one of their own. */
const groups: readonly (readonly TaskName[])[] = [
  MAIN_TASKS,
  ...TASK_NAMES.filter((task) => !MAIN_TASKS.includes(task)).map((task) => [task]),
];

interface Search {
  readonly name: string;
  readonly tasks: readonly TaskName[];
  /** The rows of the recipe itself, one a task. */
  readonly chosen: readonly RecipeRecord[];
  /** Those of every recipe that was tried on all of the tasks. */
  readonly tried: readonly (readonly RecipeRecord[])[];
}

/** Every search that tried the recipe itself beside others. */
const searches = METHODS.flatMap(({ id }) =>
  groups.flatMap((tasks): Search[] => {
    const of = rows.filter(({ method, task }) => method === id && tasks.some((one) => one === task));
    const recipes = Map.groupBy(of, ({ learningRate, steps }) => `${learningRate}/${steps}`);
    const tried = [...recipes.values()].filter(({ length }) => length === tasks.length);
    const chosen = tried.find((rows) =>
      rows.every(({ learningRate, steps }) =>
        tasks.every((task) => {
          const recipe = recipeFor(id, task);
          return recipe.learningRate === learningRate && recipe.steps === steps;
        }),
      ),
    );
    return chosen && tried.length > 1
      ? [{ name: `${id}, ${tasks.join(' and ')}`, tasks, chosen, tried }]
      : [];
  }),
);

const lossOf = (rows: readonly RecipeRecord[]): number =>
  mean(rows.map(({ validationLoss }) => validationLoss ?? Number.POSITIVE_INFINITY));
const scoreOf = (rows: readonly RecipeRecord[]): number =>
  mean(rows.map(({ validation }) => validation ?? 0));

/**
 * Standard error of the mean loss of a thousand decisions of which three in ten are the toss of a coin that falls on
 * "no" with probability 0.6, and the others certain: their losses deviate by 0.33 nats.
 */
const LOSS_ERROR = 0.01;

describe('recorded search for recipes', () => {
  it('holds searches', () => {
    expect(searches.length).toBeGreaterThan(0);
  });

  it.each(searches)('$name: nothing that was tried is clearly better', ({ tasks, chosen, tried }) => {
    if (tasks.includes('recrutamento')) {
      expect(lossOf(chosen)).toBeLessThanOrEqual(Math.min(...tried.map(lossOf)) + LOSS_ERROR);
      return;
    }
    const best = Math.max(...tried.map(scoreOf));
    const error = Math.sqrt((best * (1 - best)) / (DEFAULT_SIZES.validation * tasks.length));
    expect(scoreOf(chosen)).toBeGreaterThanOrEqual(best - 2 * error);
  });
});
