/** The comparison: matched sizes, means over seeds, and sentences that follow from the numbers. */
import { describe, expect, test } from 'vitest';
import { conclusionOf } from '../../../src/labs/comparar/conclusion.ts';
import { type Measured, meanCurve, type Row, rowOf } from '../../../src/labs/comparar/results.ts';
import { entriesOf, entryName, TABLE } from '../../../src/labs/comparar/state-table.ts';
import { stateOf } from '../../../src/labs/framework/rows.ts';
import { baseShape } from '../../../src/labs/training/base-shape.ts';
import type { MethodId } from '../../../src/labs/training/methods.ts';

/** The base that the site ships: the defaults are made for it. */
const SHAPE = baseShape();

function row(method: MethodId, accuracies: readonly number[], parameters = 768): Row {
  const runs = accuracies.map(
    (accuracy, seed): Measured => ({
      seed,
      points: [],
      millisecondsPerStep: 10,
      same: accuracy,
      fresh: accuracy,
      examples: 180,
      perplexityOn: 3,
      fileBytes: 4000,
      millisecondsPerAnswer: 1,
    }),
  );
  return rowOf({ method, matched: { parameters } }, method, runs);
}

describe('matching', () => {
  const names = (patch: Readonly<Record<string, unknown>>) =>
    entriesOf(stateOf(TABLE, patch), SHAPE).map(entryName);

  test('by the number of parameters, at the smallest bottleneck', () => {
    const entries = entriesOf(stateOf(TABLE), SHAPE);
    expect(entries.map(entryName)).toEqual([
      'Prefix-Tuning, 3 vetores',
      'Prompt-Tuning, 12 vetores',
      'Adapter-Tuning, gargalo 1',
    ]);
    expect(entries.map(({ matched }) => matched.parameters)).toEqual([1152, 1152, 1156]);
  });

  test('by a common rank, length and bottleneck', () => {
    expect(names({ match: 'posto', size: 4, methods: 'prefix adapter lora ia3 full' })).toEqual([
      'Prefix-Tuning, 4 vetores',
      'Adapter-Tuning, gargalo 4',
      'LoRA, posto 4',
      '(IA)³',
      'Ajuste fino completo',
    ]);
  });

  test('task, steps, batch and seed are the same for all', () => {
    const state = stateOf(TABLE, { methods: 'prefix prompt adapter lora full', steps: 40, batch: 4 });
    const specs = entriesOf(state, SHAPE).map(({ specFor }) => specFor(9));
    for (const { task, steps, batch, seed } of specs) {
      expect({ task, steps, batch, seed }).toEqual({ task: 'clausulas', steps: 40, batch: 4, seed: 9 });
    }
    const lora = specs.find(({ method }) => method === 'lora');
    expect(lora?.settings.alpha).toBe(2 * (lora?.settings.rank ?? 0));
  });
});

describe('the conclusion', () => {
  test('says nothing before there are two', () => {
    expect(conclusionOf([row('prefix', [0.9])])).toEqual([]);
  });

  test('calls a small difference noise, and says with what margin', () => {
    const text = conclusionOf([row('prefix', [0.8, 0.82, 0.81]), row('adapter', [0.83, 0.82, 0.84])]).join(
      ' ',
    );
    expect(text).toContain('a maior média é de adapter: 83% ± 1');
    expect(text).toMatch(/prefix \(81% ± 1\) está dentro do ruído: a margem é de \d+,\d pontos/);
    expect(text).not.toContain('passa da margem');
    expect(text).toContain('Médias de 3 sementes');
  });

  test('names a large one, and how unlike the sizes are', () => {
    const text = conclusionOf([row('prompt', [0.5], 64), row('lora', [0.95], 512)]).join(' ');
    expect(text).toContain('A diferença para prompt (50%) passa da margem de ruído.');
    expect(text).toContain('8 vezes o número de parâmetros');
    expect(text).toContain('Com uma semente só');
  });
});

test('a mean curve goes as far as every run, and keeps an accuracy only where all have one', () => {
  const runs = [
    {
      points: [
        { step: 1, loss: 2 },
        { step: 2, loss: 1, accuracy: 0.5 },
        { step: 3, loss: 1 },
      ],
    },
    {
      points: [
        { step: 1, loss: 4, accuracy: 0.5 },
        { step: 2, loss: 3, accuracy: 1 },
      ],
    },
  ];
  expect(meanCurve(runs)).toEqual([
    { step: 1, loss: 3, accuracy: undefined },
    { step: 2, loss: 2, accuracy: 0.75 },
  ]);
});
