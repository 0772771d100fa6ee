/** The page's own tables and formulas against the compiler, which is what really trains. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TASKS as DATA_TASKS } from '../../../kernels/data/tasks/index.ts';
import type { LlamaConfig } from '../../../kernels/formats/llama-config.ts';
import { llamaShapes } from '../../../kernels/formats/llama-weights.ts';
import { elementCount } from '../../../kernels/formats/tensor.ts';
import { METHODS as COMPILED, findMethod } from '../../../kernels/peft/registry.ts';
import { layoutOf } from '../../../kernels/train/layout.ts';
import { nearestTo } from '../../../src/labs/training/matching.ts';
import { isMethodId, METHOD_IDS, METHODS } from '../../../src/labs/training/methods.ts';
import { MODULE_NAMES } from '../../../src/labs/training/modules.ts';
import { recipeFor } from '../../../src/labs/training/recipes.ts';
import { settingsFor } from '../../../src/labs/training/run-spec.ts';
import { TASKS } from '../../../src/labs/training/tasks.ts';
import { baseParameters, trainableParameters } from '../../../src/labs/training/trainable.ts';

const SHAPE: LlamaConfig = {
  vocabSize: 96,
  hiddenSize: 24,
  intermediateSize: 40,
  layers: 3,
  heads: 4,
  kvHeads: 2,
  headDim: 6,
  rmsNormEps: 1e-5,
  ropeTheta: 10_000,
  maxPositions: 64,
  tiedEmbeddings: true,
  initializerRange: 0.02,
  bosTokenId: 1,
  eosTokenId: 2,
  padTokenId: 0,
};

test('every method of the compiler can be trained, under its own name', () => {
  expect([...METHOD_IDS].sort()).toEqual(COMPILED.map(({ id }) => id).sort());
  for (const { id, name } of COMPILED) expect(isMethodId(id) && METHODS[id].name).toBe(name);
});

test('a method has the knobs that its settings have', () => {
  for (const method of METHOD_IDS) {
    const settings = settingsFor(method, recipeFor('clausulas', method));
    const given = Object.keys(findMethod(method)?.defaults ?? {});
    // VeRA's matrices keep their seed, the modules scaled at their input follow from the targets, and the labs start
    // virtual tokens from a text.
    const own = given.filter((key) => !['seed', 'feedforward', 'start'].includes(key));
    expect(Object.keys(settings).sort(), method).toEqual(own.sort());
  }
});

test('the tasks read and say what their data says', () => {
  for (const [name, facts] of Object.entries(TASKS)) {
    const task = Object.values(DATA_TASKS).find((one) => one.name === name);
    if (!task) throw new Error(`no task ${name}`);
    expect(facts.title).toBe(task.title);
    expect(facts.description).toBe(task.description);
    expect(facts.labels).toBe(task.scoring === 'label');
    const [before = '', after = ''] = facts.prompt('|').split('|');
    const data = task.generate(0, { train: 12, validation: 12, testSame: 12, testWords: 12, testNew: 12 });
    for (const { prompt } of data.train) {
      expect(prompt.startsWith(before) && prompt.endsWith(after), prompt).toBe(true);
    }
  }
});

describe('counting parameters', () => {
  const knobs = fc.record({
    rank: fc.integer({ min: 1, max: 9 }),
    length: fc.integer({ min: 1, max: 9 }),
    bottleneck: fc.integer({ min: 1, max: 9 }),
    targets: fc.subarray([...MODULE_NAMES], { minLength: 1 }),
  });

  test('the base has as many as its weights', () => {
    const shapes = (config: LlamaConfig) =>
      [...llamaShapes(config).values()].reduce((sum, shape) => sum + elementCount(shape), 0);
    expect(baseParameters(SHAPE)).toBe(shapes(SHAPE));
    const untied = { ...SHAPE, tiedEmbeddings: false };
    expect(baseParameters(untied)).toBe(shapes(untied));
  });

  test('every method trains as many as its tensors hold', () => {
    fc.assert(
      fc.property(fc.constantFrom(...METHOD_IDS), knobs, (method, given) => {
        const values = { ...recipeFor('clausulas', method), ...given };
        const adapter = findMethod(method)?.configure(SHAPE, settingsFor(method, values));
        expect(trainableParameters(SHAPE, method, values)).toBe(layoutOf(adapter?.parameters ?? []).size);
      }),
      { numRuns: 60 },
    );
  });

  test('no other size is closer to the budget', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...METHOD_IDS),
        knobs,
        fc.integer({ min: 1, max: 20_000 }),
        (method, given, budget) => {
          const found = nearestTo(SHAPE, method, given, budget, 12);
          if (!found.knob) return;
          const all = Array.from({ length: 12 }, (_, i) =>
            trainableParameters(SHAPE, method, { ...given, [found.knob ?? 'rank']: i + 1 }),
          );
          const closest = Math.min(...all.map((count) => Math.abs(count - budget)));
          expect(Math.abs(found.parameters - budget)).toBe(closest);
        },
      ),
    );
  });
});
