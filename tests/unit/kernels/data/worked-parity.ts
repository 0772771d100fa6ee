/** The worked example of the lesson on fairness: two groups of a hundred, whose figures the lesson calculates by hand. */
import type { Judgement } from '../../../../kernels/data/tasks/parity.ts';

/** So many people of a group who are judged alike. */
export function people(group: string, count: number, truth: boolean, decision: boolean): Judgement[] {
  return Array.from({ length: count }, () => ({ group, truth, decision }));
}

export const WORKED_EXAMPLE: readonly Judgement[] = [
  ...people('A', 40, true, true),
  ...people('A', 10, true, false),
  ...people('A', 20, false, true),
  ...people('A', 30, false, false),
  ...people('B', 24, true, true),
  ...people('B', 16, true, false),
  ...people('B', 18, false, true),
  ...people('B', 42, false, false),
];
