/** Whether two rows of the table differ by more than chance. */
import { spreadOf } from './summary.ts';

export type Verdict = 'acima' | 'abaixo' | 'dentro do ruído';

/** Differences of fewer standard errors than this may be chance. */
const STANDARD_ERRORS = 2;

/**
 * Compares shares of right answers measured on the same test of `examples` examples. The standard error of the
 * difference counts what varies between runs and what varies between tests of this size (Welch, 1947, and the
 * binomial law).
 */
export function compareShares(one: readonly number[], other: readonly number[], examples: number): Verdict {
  const [a, b] = [spreadOf(one), spreadOf(other)];
  const variance = ({ mean, deviation, count }: typeof a): number =>
    deviation ** 2 / count + (mean * (1 - mean)) / examples;
  const error = Math.sqrt(variance(a) + variance(b));
  const difference = a.mean - b.mean;
  if (Math.abs(difference) <= STANDARD_ERRORS * error) return 'dentro do ruído';
  return difference > 0 ? 'acima' : 'abaixo';
}
