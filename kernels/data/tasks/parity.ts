/** Fairness metrics of yes/no decisions over groups. "Favourable" is true. */

export interface Judgement {
  readonly group: string;
  /** What is right. */
  readonly truth: boolean;
  /** What was decided. */
  readonly decision: boolean;
}

export interface Parity {
  /** Largest minus smallest selection rate, P(decision | group) (Dwork et al., 2012). Ideal 0. */
  readonly demographicParityDifference: number;
  /** Smallest over largest selection rate (Feldman et al., 2015). Ideal 1. */
  readonly disparateImpact: number;
  /** Largest minus smallest true-positive rate, P(decision | truth, group) (Hardt, Price & Srebro, 2016). Ideal 0. */
  readonly equalOpportunityDifference: number;
  /** The larger of the gaps in true-positive and in false-positive rate (Hardt, Price & Srebro, 2016). Ideal 0. */
  readonly equalizedOddsDifference: number;
}

/**
 * Gaps between the groups that occur. A group without the cases that a rate needs is left out of that rate; with no
 * group left a difference is 0 and a ratio 1.
 */
export function measureParity(judgements: readonly Judgement[]): Parity {
  const groups = [...Map.groupBy(judgements, ({ group }) => group).values()];
  const selection = groups.flatMap(rateOfYes);
  const truePositive = groups.flatMap((group) => rateOfYes(group.filter(({ truth }) => truth)));
  const falsePositive = groups.flatMap((group) => rateOfYes(group.filter(({ truth }) => !truth)));
  const largest = Math.max(...selection);
  return {
    demographicParityDifference: spread(selection),
    disparateImpact: largest > 0 ? Math.min(...selection) / largest : 1,
    equalOpportunityDifference: spread(truePositive),
    equalizedOddsDifference: Math.max(spread(truePositive), spread(falsePositive)),
  };
}

function rateOfYes(judgements: readonly Judgement[]): number[] {
  return judgements.length === 0
    ? []
    : [judgements.filter(({ decision }) => decision).length / judgements.length];
}

function spread(rates: readonly number[]): number {
  return rates.length === 0 ? 0 : Math.max(...rates) - Math.min(...rates);
}
