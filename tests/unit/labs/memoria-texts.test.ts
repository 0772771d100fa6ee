import { describe, expect, test } from 'vitest';
import { stateOf } from '../../../src/labs/framework/rows.ts';
import { estimate } from '../../../src/labs/memoria/estimate.ts';
import { explainParts, explainTotal } from '../../../src/labs/memoria/explain.ts';
import { ourFigure, PUBLISHED } from '../../../src/labs/memoria/published.ts';
import {
  architectureOf,
  dimensionError,
  type MemoryState,
  setupOf,
  TABLE,
} from '../../../src/labs/memoria/state-table.ts';
import { PRESETS } from '../../../src/labs/training/architectures.ts';

const figures = (patch: Partial<MemoryState> = {}) => {
  const setup = setupOf(stateOf(TABLE, patch));
  return { setup, result: estimate(setup) };
};

describe('formulas', () => {
  test('are written with their numbers', () => {
    const { setup, result } = figures({ method: 'qlora' });
    const lines = Object.fromEntries(explainParts(setup, result).map((part) => [part.id, part.worked]));
    expect(lines).toMatchObject({
      pesos: '0,5 × 6.476.005.376 + 2 × 262.410.240 = 3,76\u00a0GB',
      constantes: '(8/64 + 32/(64 × 256)) ÷ 8 × 6.476.005.376 = 103\u00a0MB',
      otimizador: '2 × 4 × 4.194.304 = 33,6\u00a0MB',
      ativacoes: '2 × 512 × 1 × 4.096 × 32 + 512 × 1 × 4.096 × 34 = 206\u00a0MB',
      logits: '4 × 512 × 1 × 32.000 = 65,5\u00a0MB',
    });
    expect(explainTotal(setup, result).worked).toBe(
      '32 × (2 × 4.096² + 2 × 4.096 × 4.096 + 3 × 4.096 × 11.008 + 2 × 4.096) + 2 × 32.000 × 4.096 + 4.096 = 6.738.415.616',
    );
  });

  test('what is written is what is computed, for every method, precision and optimiser', () => {
    for (const method of Object.keys(TABLE.method.options)) {
      for (const precision of Object.keys(TABLE.precision.options)) {
        for (const optimiser of Object.keys(TABLE.optimiser.options)) {
          for (const flag of [true, false]) {
            const state = stateOf(TABLE, {
              ...{ method, precision, optimiser },
              ...{ checkpointing: flag, flash: flag, doubleQuantisation: flag },
            });
            const setup = setupOf(state);
            for (const part of explainParts(setup, estimate(setup))) {
              expect(calculate(part.worked), `${method} ${precision} ${optimiser} ${part.id}`).toBeCloseTo(
                part.bytes,
                -1,
              );
            }
          }
        }
      }
    }
  });
});

/** Value of the left side of a formula as a reader would work it out. */
function calculate(worked: string): number {
  const [left = ''] = worked.split(' = ');
  const plain = left
    .replace(/\.(?=\d{3})/g, '')
    .replaceAll(',', '.')
    .replace('10⁹ bytes', '1e9')
    .replaceAll('×', '*')
    .replaceAll('÷', '/');
  expect(plain).toMatch(/^[\d\s.+*/()e]+$/);
  return Number(new Function(`return ${plain}`)());
}

function ourGigabytes(id: string): number {
  const published = PUBLISHED.find((entry) => entry.id === id);
  return published ? ourFigure(published) / 1e9 : Number.NaN;
}

describe('published figures', () => {
  test.each([
    ['qlora-65b-completo', 783.4],
    ['qlora-65b', 45.4],
    ['base-7b', 3.87],
    ['base-65b', 34.5],
    ['factory-7b-completo', 107.8],
    ['factory-70b-completo', 1103.6],
    ['factory-7b-lora', 13.5],
    ['factory-7b-qlora', 3.93],
    ['factory-70b-qlora', 36.6],
    ['raschka-lora', 13.5],
    ['raschka-qlora', 3.9],
    ['raschka-otimizador', 2.6],
    ['gpt3-completo', 1402],
    ['gpt3-lora', 350.8],
  ])('%s: ours is %f GB', (id, gigabytes) => {
    expect(Math.abs(ourGigabytes(id) / gigabytes - 1)).toBeLessThan(0.005);
  });

  test('none is without its figure here', () => {
    expect(PUBLISHED).toHaveLength(14);
  });

  test('the differences that the texts state', () => {
    expect(5.048 / ourGigabytes('base-7b')).toBeCloseTo(1.3, 1);
    expect(37.074 / ourGigabytes('base-65b')).toBeCloseTo(1.08, 2);
    expect(14.18 / ourGigabytes('raschka-qlora')).toBeGreaterThan(3.5);
    // Raschka's 648,871,936 parameters: two averages of 2 bytes, and of 4.
    expect(ourGigabytes('raschka-otimizador')).toBeCloseTo((4 * 648_871_936) / 1e9, 6);
    expect(((8 * 648_871_936) / 1e9).toFixed(1)).toBe('5.2');
    expect(1200 / 175.2558).toBeLessThan(7);
    expect(1200 / 68.976648192).toBeCloseTo(17.4, 1);
  });
});

describe('own dimensions', () => {
  test('make an architecture', () => {
    const state = stateOf(TABLE, {
      model: 'proprio',
      hidden: 4096,
      layers: 32,
      heads: 32,
      kvHeads: 32,
      feedForward: 11_008,
      vocabulary: 32_000,
    });
    expect(architectureOf(state)).toEqual(PRESETS['llama-2-7b']);
  });

  test('are refused when heads do not divide them', () => {
    const state = stateOf(TABLE, { model: 'proprio', hidden: 4096, heads: 30 });
    expect(dimensionError(architectureOf(state))).toContain('não se divide em 30 cabeças');
    expect(dimensionError(PRESETS['llama-2-70b'])).toBeUndefined();
  });
});
