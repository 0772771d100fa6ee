import { describe, expect, test } from 'vitest';
import { formulaLikeness } from '../../../src/search/formulas.ts';
import { compactFormula } from '../../../src/search/words.ts';

const FORWARD = compactFormula('h = W₀x + (α/r) B A x');
const ATTENTION = compactFormula('softmax(QKᵀ/√d)V');

function likeness(typed: string, formula: string): number {
  return formulaLikeness(compactFormula(typed), formula);
}

describe('likeness of formulas', () => {
  test('a part of a formula is that formula', () => {
    expect(likeness('(alpha/r) BAx', FORWARD)).toBe(1);
    expect(likeness('softmax(qk', ATTENTION)).toBe(1);
  });

  test('a factor may be left out, and a product written from the other side', () => {
    for (const typed of ['W0 + BA', 'h = w0x + bax', 'x.A.B']) {
      expect(likeness(typed, FORWARD), typed).toBeGreaterThan(0.75);
      expect(likeness(typed, ATTENTION), typed).toBeLessThan(0.75);
    }
  });

  test('what stands closer together is more alike', () => {
    expect(likeness('w0 + ba', compactFormula('W0 + sBA'))).toBeGreaterThan(likeness('w0 + ba', FORWARD));
  });
});
