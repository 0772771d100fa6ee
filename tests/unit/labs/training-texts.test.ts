/** Statistics, curves and the Python script of the training labs. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curveCsv } from '../../../src/labs/training/curve-csv.ts';
import { METHOD_IDS } from '../../../src/labs/training/methods.ts';
import { pythonScript } from '../../../src/labs/training/python-script.ts';
import { recipeFor } from '../../../src/labs/training/recipes.ts';
import { type RunSpec, settingsFor } from '../../../src/labs/training/run-spec.ts';
import { smooth } from '../../../src/labs/training/smooth.ts';
import { compare, summarise } from '../../../src/labs/training/statistics.ts';

function specOf(method: (typeof METHOD_IDS)[number], patch: Partial<RunSpec> = {}): RunSpec {
  const { learningRate, steps, batch, ...knobs } = recipeFor('clausulas', method);
  const settings = settingsFor(method, knobs);
  return { task: 'clausulas', method, settings, learningRate, steps, batch, seed: 7, ...patch };
}
const CONSTANTS = { warmupSteps: 18, betas: [0.9, 0.99], clip: 1 } as const;

describe('noise', () => {
  const sample = (...values: number[]) => summarise({ values, examples: 180 });

  test('three seeds that scatter hide a difference that three steady ones show', () => {
    expect(compare(sample(0.8, 0.7, 0.9), sample(0.7, 0.6, 0.8)).significant).toBe(false);
    expect(compare(sample(0.95, 0.95, 0.96), sample(0.7, 0.7, 0.71)).significant).toBe(true);
  });

  test('the error of 180 sentences alone makes two points noise', () => {
    const { significant, margin } = compare(sample(0.92, 0.92, 0.92), sample(0.9, 0.9, 0.9));
    expect(significant).toBe(false);
    // 2.78 · sqrt(2 · .91 · .09 / 184), by hand with the two shares plus four.
    expect(margin).toBeCloseTo(0.085, 2);
  });

  test('everything right is not certainty', () => {
    expect(sample(1).error).toBeGreaterThan(0.005);
    expect(sample(1).spread).toBeUndefined();
  });

  test('comparing turns its sign with its sides', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 }),
        (values) => {
          const [a, b] = [sample(...values), sample(0.5, 0.6)];
          expect(compare(a, b).value).toBeCloseTo(-compare(b, a).value, 12);
          expect(compare(a, b).significant).toBe(compare(b, a).significant);
          expect(compare(a, a).significant).toBe(false);
        },
      ),
    );
  });
});

test('a smoothed constant is that constant, from its first step', () => {
  for (const value of smooth([2, 2, 2, 2])) expect(value).toBeCloseTo(2, 12);
});

test('a curve as CSV keeps every bit', () => {
  const loss = Math.fround(1.2345678);
  const csv = curveCsv([
    { step: 1, loss },
    { step: 2, loss: 0.5, accuracy: 0.25 },
  ]);
  expect(csv).toBe(`passo,perda,acerto_validacao\r\n1,${loss},\r\n2,0.5,0.25\r\n`);
  expect(Number(csv.split(/[\r\n,]+/)[4])).toBe(loss);
});

describe('the Python script', () => {
  test('holds the same settings', () => {
    const script = pythonScript(specOf('lora', { learningRate: 0.005, steps: 300 }), CONSTANTS);
    expect(script).toContain('PASSOS = 300');
    expect(script).toContain('TAXA = 0.005');
    expect(script).toContain('SEMENTE = 7');
    expect(script).toContain('r=4,');
    expect(script).toContain('lora_alpha=8,');
    expect(script).toContain(
      'target_modules=["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"],',
    );
    expect(script).toContain('use_dora=False,');
    expect(script).toContain('accelerate launch');
  });

  test('ends with a reason where the data are fewer than a step takes, which would never be a step', () => {
    const script = pythonScript(specOf('lora'), CONSTANTS);
    const guard = script.indexOf('if len(exemplos) < LOTE:');
    expect(guard).toBeGreaterThan(script.indexOf('exemplos = ler_exemplos('));
    expect(guard).toBeLessThan(script.indexOf('while passo < PASSOS'));
  });

  test('names what peft or bitsandbytes lacks', () => {
    expect(pythonScript(specOf('adapter'), CONSTANTS)).toContain('não está na peft');
    const int4 = specOf('qlora', { settings: { ...specOf('qlora').settings, base: 'int4', blockSize: 32 } });
    expect(pythonScript(int4, CONSTANTS)).toContain('não tem o tipo int4');
  });

  const python = spawnSync('python3', ['--version']).status === 0;
  if (!python) console.log('Sem python3 nesta máquina: a sintaxe dos códigos em Python não é conferida.');
  test.skipIf(!python)('is Python, for every method', () => {
    for (const method of METHOD_IDS) {
      const parsed = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], {
        input: pythonScript(specOf(method), CONSTANTS),
        encoding: 'utf8',
      });
      expect(parsed.stderr, method).toBe('');
    }
  });
});
