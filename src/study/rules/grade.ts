/** Whether a response is right. */
import type { BankQuestion } from '../bank/bank.ts';
import type { Rating } from '../log/event.ts';
import { isRight } from './history.ts';

const NUMBER = /^[+-]?(?:\d[\d.,]*|[.,]\d+)$/;
/** Rounding that binary fractions need, far below any tolerance. */
const SLACK = 1e-9;

/**
 * Every way in which a Brazilian may have meant a written number: `65.536` is sixty-five thousand, or a decimal fraction
 * written with a point. Spaces, a percent sign and a unit after the number do no harm. Empty when it is no number.
 */
export function readNumbers(written: string): number[] {
  const plain = written
    .trim()
    .replace(/[−–]/g, '-')
    .replace(/[\s\u00a0](?=\d)/g, '')
    .replace(/[\s\u00a0]*[\p{L}%]+$/u, '');
  if (plain.length > 40 || !NUMBER.test(plain)) return [];
  const readings = [
    // Brazilian: points part thousands, a comma starts the decimals.
    /^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)?(?:,\d*)?$/.test(plain)
      ? plain.replaceAll('.', '').replace(',', '.')
      : '',
    // Elsewhere: the other way round.
    /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?$/.test(plain) ? plain.replaceAll(',', '') : '',
  ];
  const numbers = readings.filter((reading) => /\d/.test(reading)).map(Number);
  return [...new Set(numbers)];
}

/** The option's index for a multiple choice, `certo` or `errado`, or what was typed: 1 right, 0 wrong, null for open. */
export function scoreOf(question: BankQuestion, response: string): 0 | 1 | null {
  switch (question.kind) {
    case 'multipla':
      return question.options[Number(response)]?.right ? 1 : 0;
    case 'certo-errado':
      return response === question.right ? 1 : 0;
    case 'numerica': {
      const margin = question.tolerance + SLACK * Math.max(1, Math.abs(question.value));
      return readNumbers(response).some((number) => Math.abs(number - question.value) <= margin) ? 1 : 0;
    }
    case 'aberta':
      return null;
  }
}

/** The review grade of an answer that nobody has judged further: wrong comes back tomorrow, right is "good". */
export function ratingOf(score: number): Rating {
  if (!isRight(score)) return 1;
  return score < 0.8 ? 2 : 3;
}
