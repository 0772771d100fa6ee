import { describe, expect, it } from 'vitest';
import { RECIPE } from '../../../../kernels/base-model/recipe.ts';
import { TASK_NAMES } from '../../../../kernels/data/tasks/task.ts';
import { findMethod, METHODS } from '../../../../kernels/peft/registry.ts';
import { experiments, VARIANTS } from '../../../../kernels/reference/experiments.ts';
import { recipeFor, scheduleOf } from '../../../../kernels/reference/recipes.ts';

describe('recipes', () => {
  it.each(METHODS.map(({ id }) => id))(
    '%s has one for every task, with settings that the method takes',
    (id) => {
      for (const task of TASK_NAMES) {
        const { learningRate, steps, batch, settings } = recipeFor(id, task);
        expect(learningRate).toBeGreaterThan(0);
        expect(steps).toBeGreaterThanOrEqual(100);
        expect(steps).toBeLessThanOrEqual(400);
        expect(batch).toBeGreaterThan(0);
        const configured = findMethod(id)?.configure(RECIPE.config, settings).settings;
        expect(configured).toMatchObject(settings);
      }
    },
  );

  it('are refused for what is no method', () => {
    expect(() => recipeFor('lore', 'clausulas')).toThrow('lore');
  });

  it('warm up, and fall to zero', () => {
    expect(scheduleOf(200)).toEqual({ kind: 'linear', warmupSteps: 12, totalSteps: 200 });
  });
});

describe('experiments', () => {
  const grid = experiments([1, 2]);

  const seedsOf = (task: string, form: string, base: number): number[] =>
    grid
      .filter((one) => one.task === task && one.variant.id === form && one.baseSeed === base)
      .map(({ seed }) => seed);

  it('hold every method from three adapter seeds on each pre-training, and some on the other tasks', () => {
    expect(new Set(VARIANTS.map(({ method }) => method))).toEqual(new Set(METHODS.map(({ id }) => id)));
    for (const task of ['clausulas', 'sentimento']) {
      for (const { id } of VARIANTS) {
        for (const base of [1, 2]) expect(seedsOf(task, id, base)).toEqual([1, 2, 3]);
      }
    }
    for (const task of ['triagem', 'atendimento']) {
      for (const id of ['full', 'lora-r4', 'qlora-r4', 'prefix-8', 'prompt-16']) {
        expect(seedsOf(task, id, 1)).toEqual([1, 2, 3]);
        expect(seedsOf(task, id, 2)).toEqual([]);
      }
    }
  });

  it('repeat nothing, and begin with every form on the shipped base', () => {
    const keys = grid.map(({ task, variant, baseSeed, seed }) => `${task}/${variant.id}/${baseSeed}/${seed}`);
    expect(new Set(keys).size).toBe(keys.length);
    const firstTwo = grid.slice(0, 2 * VARIANTS.length);
    expect(new Set(firstTwo.map(({ variant }) => variant.id)).size).toBe(VARIANTS.length);
    expect(firstTwo.every(({ baseSeed, seed }) => baseSeed === 1 && seed === 1)).toBe(true);
  });
});
