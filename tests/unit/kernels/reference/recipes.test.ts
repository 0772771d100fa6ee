import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TASKS } from '../../../../kernels/data/tasks/index.ts';
import { DEFAULT_SIZES } from '../../../../kernels/data/tasks/task.ts';
import { recipeFor } from '../../../../kernels/reference/recipes.ts';
import { type RecipeRecord, recipesFileSchema } from '../../../../src/reference/schema.ts';

const { rows } = recipesFileSchema.parse(
  JSON.parse(readFileSync(new URL('../../../../src/reference/data/recipes.json', import.meta.url), 'utf8')),
);

/** Every search that tried the recipe itself beside others. */
const searches = [...Map.groupBy(rows, ({ task, method }) => `${method}, ${task}`)].flatMap(
  ([name, tried]) => {
    const [first] = tried;
    const task = Object.values(TASKS).find((one) => one.name === first?.task);
    if (!first || !task) throw new Error(`${name}: there is no such task`);
    const { learningRate, steps } = recipeFor(first.method, task.name);
    const isChosen = (row: RecipeRecord) => row.learningRate === learningRate && row.steps === steps;
    const chosen = tried.find(isChosen);
    return chosen && tried.length > 1 ? [{ name, task, chosen, tried }] : [];
  },
);

describe('recorded search for recipes', () => {
  it('holds searches', () => {
    expect(searches.length).toBeGreaterThan(0);
  });

  it.each(searches)('$name: nothing that was tried is clearly better', ({ task, chosen, tried }) => {
    if (task.name === 'recrutamento') {
      const best = Math.min(...tried.map(({ validationLoss }) => validationLoss ?? Number.POSITIVE_INFINITY));
      expect(chosen.validationLoss).toBe(best);
      return;
    }
    const best = Math.max(...tried.map(({ validation }) => validation ?? 0));
    const error = Math.sqrt((best * (1 - best)) / DEFAULT_SIZES.validation);
    expect(chosen.validation).toBeGreaterThanOrEqual(best - 2 * error);
  });
});
