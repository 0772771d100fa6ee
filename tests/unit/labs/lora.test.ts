import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decodeState, encodeState } from '../../../src/labs/framework/permalink.ts';
import { stateOf } from '../../../src/labs/framework/rows.ts';
import { keptShare, rankOf, smallestLoss } from '../../../src/labs/lora/bound.ts';
import {
  breakEvenRank,
  exampleOf,
  fullCount,
  loraCount,
  modelCount,
  multiplications,
} from '../../../src/labs/lora/counts.ts';
import {
  decodeDrawing,
  encodeDrawing,
  lineBetween,
  MAX_LETTERS,
  SIDE,
} from '../../../src/labs/lora/drawing.ts';
import { writeWord } from '../../../src/labs/lora/letters.ts';
import { difference, product, sum, transpose } from '../../../src/labs/lora/matrix.ts';
import { singularValues } from '../../../src/labs/lora/spectrum.ts';
import { type LoraState, scaleOf, TABLE } from '../../../src/labs/lora/state-table.ts';
import { painting, targetOf } from '../../../src/labs/lora/targets.ts';

const state = (patch: Partial<LoraState> = {}) => stateOf(TABLE, patch);
const target = (patch: Partial<LoraState>) => {
  const matrix = targetOf(state(patch));
  if (!matrix) throw new Error('expected a target');
  return matrix;
};
const spectrum = (patch: Partial<LoraState>) => singularValues(target(patch));

describe('a drawing in a permalink', () => {
  const cells = fc.array(fc.constantFrom(0, 1, -1), { minLength: SIDE * SIDE, maxLength: SIDE * SIDE });

  it('survives the way there and back, in no more letters than the address takes', () => {
    fc.assert(
      fc.property(cells, (drawn) => {
        const text = encodeDrawing(drawn);
        expect(text.length).toBeLessThanOrEqual(MAX_LETTERS);
        expect([...decodeDrawing(text)]).toEqual(drawn.map((cell) => cell + 0));
        const query = encodeState(TABLE, state({ target: 'desenho', drawing: text }));
        expect(decodeState(TABLE, query)).toEqual({
          state: state({ target: 'desenho', drawing: text }),
          notices: [],
        });
      }),
      { numRuns: 30 },
    );
  });

  it('is short where little is drawn, and nothing where nothing is', () => {
    expect(encodeDrawing([])).toBe('');
    const dot = new Int8Array(SIDE * SIDE);
    dot[SIDE * 16 + 16] = 1;
    dot[SIDE * 16 + 17] = -1;
    expect(encodeDrawing(dot)).toBe('176p');
  });

  it('whatever an address says, 1024 cells of 0, 1 or −1 come out', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z\d-]{0,342}$/), (text) => {
        const drawn = decodeDrawing(text);
        expect(drawn).toHaveLength(SIDE * SIDE);
        expect(drawn.every((cell) => [0, 1, -1].includes(cell))).toBe(true);
      }),
    );
  });

  test.each(['<b>', 'A', 'ç', 'a b', `${'b'.repeat(343)}`])('refuses %s', (text) => {
    const { state: read, notices } = decodeState(TABLE, new URLSearchParams({ desenho: text }));
    expect(read.drawing).toBe('');
    expect(notices).toHaveLength(1);
  });

  it('a stroke has no gaps', () => {
    expect(lineBetween([0, 0], [2, 4])).toEqual([
      [0, 0],
      [1, 1],
      [1, 2],
      [2, 3],
      [2, 4],
    ]);
    expect(lineBetween([3, 3], [3, 3])[0]).toEqual([3, 3]);
  });
});

describe('targets', () => {
  test.each([
    ['xadrez', 1],
    ['listras', 2],
    ['diagonal', 32],
  ] as const)('%s has rank %i', (picture, rank) => {
    expect(rankOf(spectrum({ target: 'figura', picture }))).toBe(rank);
  });

  test.each([1, 4, 16])('a random matrix of rank %i has that rank', (trueRank) => {
    for (const size of ['32', '64'] as const)
      expect(rankOf(spectrum({ target: 'aleatoria', trueRank, size }))).toBe(trueRank);
  });

  it('a drawing twice as large has the same rank', () => {
    const drawing = encodeDrawing(target({ target: 'palavra', word: 'PEFT' }).values);
    const small = spectrum({ target: 'desenho', drawing });
    const large = spectrum({ target: 'desenho', drawing, size: '64' });
    expect(rankOf(large)).toBe(rankOf(small));
    // Each cell is four: the norm doubles.
    expect(large[0]).toBeCloseTo(2 * (small[0] ?? Number.NaN), 4);
  });

  it('writes words of one to eight letters, accents left off', () => {
    expect(writeWord('é', 32)).toEqual(writeWord('E', 32));
    for (const word of ['A', 'LoRA', 'ABCDEFGH', 'r=4'])
      expect(
        writeWord(word, 32).reduce((a, b) => a + b, 0),
        word,
      ).toBeGreaterThan(10);
    expect(writeWord('', 32).every((value) => value === 0)).toBe(true);
    expect(rankOf(singularValues({ rows: 32, columns: 32, values: writeWord('I', 32) }))).toBe(2);
  });

  it('every picture and the painting stay within ±1', () => {
    for (const picture of ['coracao', 'rosto', 'disco', 'xadrez', 'listras', 'diagonal'] as const)
      for (const size of ['32', '64'] as const) {
        const { values } = target({ picture, size });
        expect(values.every((value) => Math.abs(value) <= 1)).toBe(true);
        expect(values.some((value) => value !== 0)).toBe(true);
      }
    expect(painting(64).values.every((value) => Math.abs(value) <= 1)).toBe(true);
  });

  it('the ΔW of a full fine-tuning is not made up here', () => {
    expect(targetOf(state({ target: 'real' }))).toBeUndefined();
  });
});

describe('the Eckart–Young bound', () => {
  it('of a matrix whose singular values are known', () => {
    // Rows (3, 0), (0, 2), (0, 0): singular values 3 and 2.
    const values = singularValues({ rows: 3, columns: 2, values: Float32Array.of(3, 0, 0, 2, 0, 0) });
    expect(values).toEqual([3, 2].map((value) => expect.closeTo(value, 10)));
    expect(keptShare(values, 1)).toBeCloseTo(9 / 13, 10);
    expect(smallestLoss(values, 1, 6)).toBeCloseTo(4 / 6, 10);
    expect(smallestLoss(values, 2, 6)).toBe(0);
  });

  it('of the identity: each rank holds one part in n', () => {
    const values = spectrum({ picture: 'diagonal' });
    expect(keptShare(values, 8)).toBeCloseTo(8 / 32, 6);
  });

  it('of nothing', () => {
    const values = spectrum({ target: 'desenho', drawing: '' });
    expect(rankOf(values)).toBe(0);
    expect(keptShare(values, 1)).toBe(1);
    expect(smallestLoss(values, 0, 1024)).toBe(0);
  });

  it('agrees with the mean square of the matrix', () => {
    const { values } = target({ picture: 'rosto' });
    const meanSquare = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(smallestLoss(spectrum({ picture: 'rosto' }), 0, values.length)).toBeCloseTo(meanSquare, 6);
  });
});

describe('small matrix arithmetic', () => {
  it('multiplies, adds, subtracts and transposes', () => {
    // A = (1 2 3), B = (1, 2)ᵀ, s = 2.
    const theta = Float32Array.of(1, 2, 3, 1, 2);
    expect([...product(theta, 1, 2, 3, 2)]).toEqual([2, 4, 6, 4, 8, 12]);
    expect([...sum(Float32Array.of(1, 2), Float32Array.of(3, 4))]).toEqual([4, 6]);
    expect([...difference(Float32Array.of(1, 2), Float32Array.of(3, 4))]).toEqual([-2, -2]);
    expect([...transpose(Float32Array.of(1, 2, 3, 4, 5, 6), 2, 3)]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it('scales by α/r, or α/√r', () => {
    expect(scaleOf({ alpha: 16, rank: 4, rsLora: false })).toBe(4);
    expect(scaleOf({ alpha: 16, rank: 4, rsLora: true })).toBe(8);
  });
});

describe('the counter', () => {
  const size = (example: LoraState['example']) => exampleOf(state({ example }));

  it('8,000 numbers instead of 1,000,000 in the lesson’s example', () => {
    const example = size('exemplo');
    expect([loraCount(example, 4), fullCount(example)]).toEqual([8000, 1_000_000]);
    expect(breakEvenRank(example)).toBe(500);
  });

  it('Llama-2-7B, r 8 on q and v: 4,194,304', () => {
    expect(modelCount(size('llama-2-7b').model?.matrices ?? [], 8)).toBe(4_194_304);
    expect(breakEvenRank(size('llama-2-7b'))).toBe(2048);
  });

  it('GPT-3, r 4 on query and value: 18,874,368', () => {
    expect(modelCount(size('gpt-3').model?.matrices ?? [], 4)).toBe(18_874_368);
  });

  it('Llama-2-70B, r 8 on q and v: 16,384,000, because v_proj is 8192 to 1024', () => {
    const example = size('llama-2-70b-v');
    expect(loraCount(example, 8)).toBe(8 * (8192 + 1024));
    expect(modelCount(example.model?.matrices ?? [], 8)).toBe(16_384_000);
  });

  it('a matrix that is typed', () => {
    const typed = exampleOf(state({ example: 'propria', rows: 11_008, columns: 4096 }));
    expect(Math.floor(breakEvenRank(typed))).toBe(2985);
    expect(multiplications(typed, 8)).toEqual({ merged: 45_088_768, beside: 45_088_768 + 8 * 15_104 });
  });
});
