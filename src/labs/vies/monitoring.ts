/** The watch over a published model: rates in a moving window, and an alarm with a stated rule. */
import { type Judgement, measureParity } from '../../../kernels/data/tasks/parity.ts';

export interface AlarmRule {
  /** Candidates in a window. */
  readonly window: number;
  /** Ratio of selection rates under which a window counts against the model. */
  readonly threshold: number;
}

/** Windows in a row that must count against the model: one bad window may be chance. */
export const PATIENCE = 20;

export interface Watch {
  /** Candidates that had come when each window ended: its last one's number, from 1. */
  readonly arrivals: readonly number[];
  /** Smallest over largest selection rate in each window. */
  readonly ratio: readonly number[];
  /** Difference of true-positive rates in each window. */
  readonly opportunity: readonly number[];
  /** The arrival at which the alarm fires; undefined if it never does. */
  readonly alarm: number | undefined;
}

/** @param decided decisions in the order of arrival; windows start when the first is full */
export function watch(decided: readonly Judgement[], { window, threshold }: AlarmRule): Watch {
  const arrivals: number[] = [];
  const ratio: number[] = [];
  const opportunity: number[] = [];
  let alarm: number | undefined;
  let against = 0;
  for (let end = window; end <= decided.length; end++) {
    const parity = measureParity(decided.slice(end - window, end));
    arrivals.push(end);
    ratio.push(parity.disparateImpact);
    opportunity.push(parity.equalOpportunityDifference);
    against = parity.disparateImpact < threshold ? against + 1 : 0;
    if (against >= PATIENCE) alarm ??= end;
  }
  return { arrivals, ratio, opportunity, alarm };
}
