/** What a trained recruiter's decisions amount to. Every number of the lab is made here from decisions, one by one. */
import {
  accuracyOf,
  type GroupRates,
  groupRates,
  type Judgement,
  measureParity,
  type Parity,
} from '../../../kernels/data/tasks/parity.ts';
import type { RecruitResult, Verdict } from '../../runtime/jobs/recruit.ts';

/** Ratio of selection rates under which the four-fifths rule sees adverse impact (29 CFR §1607.4(D), United States). */
export const FOUR_FIFTHS = 0.8;

/** Above this preference for "sim" a candidate is approved. */
const APPROVED = 0.5;

export interface Figures {
  /** Labels of the past against merit. */
  readonly history: Measured;
  /** Labels that the model learned from, after the mitigation. */
  readonly training: Measured;
  /** The model's decisions about new candidates against their merit. */
  readonly model: Measured;
  /** Share of new candidates about whom the model agrees with what the past would have decided. */
  readonly agreement: number;
  /** The same share for someone who decides by merit alone. */
  readonly meritAgreement: number;
  /** New candidates whose decision changes with the name or gender alone. */
  readonly flips: readonly Verdict[];
  readonly candidates: number;
}

export interface Measured {
  readonly rates: readonly GroupRates[];
  readonly parity: Parity;
  readonly accuracy: number;
  /** Share approved, of all groups together. */
  readonly selection: number;
  /** Share approved of those who deserve it. */
  readonly truePositiveRate: number;
}

export function isApproved(approval: number): boolean {
  return approval > APPROVED;
}

export function measure(judgements: readonly Judgement[]): Measured {
  const worthy = judgements.filter(({ truth }) => truth);
  return {
    rates: groupRates(judgements),
    parity: measureParity(judgements),
    accuracy: accuracyOf(judgements) ?? 0,
    selection: shareOf(judgements, ({ decision }) => decision),
    truePositiveRate: shareOf(worthy, ({ decision }) => decision),
  };
}

export function figuresOf({ history, training, verdicts }: RecruitResult): Figures {
  const decided = verdicts.map(({ group, merit, approval }) => ({
    group,
    truth: merit,
    decision: isApproved(approval),
  }));
  return {
    history: measure(history),
    training: measure(training),
    model: measure(decided),
    agreement: shareOf(verdicts, ({ past, approval }) => isApproved(approval) === past),
    meritAgreement: shareOf(verdicts, ({ past, merit }) => merit === past),
    flips: verdicts.filter(({ approval, swapped }) => isApproved(approval) !== isApproved(swapped.approval)),
    candidates: verdicts.length,
  };
}

/**
 * - `ninguem`: parity by approving hardly anybody who deserves it;
 * - `todos`: parity by approving hardly anybody less than everybody;
 * - `desigual`: the ratio is under four fifths;
 * - `erros`: the rates agree, but one group's deserving members are passed over more often;
 * - `justo`: none of these.
 */
export type Outcome = 'ninguem' | 'todos' | 'desigual' | 'erros' | 'justo';

/** Gaps up to this are taken for equality: 200 candidates cannot tell more. */
const TOLERANCE = 0.1;

export function outcomeOf({ parity, selection, truePositiveRate, accuracy }: Measured): Outcome {
  if (parity.disparateImpact < FOUR_FIFTHS) return truePositiveRate < 0.05 ? 'ninguem' : 'desigual';
  if (truePositiveRate < 0.5) return 'ninguem';
  if (selection > 0.95 && accuracy < 1 - TOLERANCE) return 'todos';
  return parity.equalOpportunityDifference > TOLERANCE ? 'erros' : 'justo';
}

function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}
