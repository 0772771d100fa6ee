/** Fairness metrics of yes/no decisions over groups. "Favourable" is true. */

/** One decision about a member of a group. */
export interface Judgement {
  readonly group: string;
  /** What is right. */
  readonly truth: boolean;
  /** What was decided. */
  readonly decision: boolean;
}

/** How far groups are treated apart. */
export interface Parity {
  /** Largest minus smallest selection rate, P(decision | group) (Dwork et al., 2012). Ideal 0. */
  readonly demographicParityDifference: number;
  /** Smallest over largest selection rate (Feldman et al., 2015). Ideal 1. */
  readonly disparateImpact: number;
  /** Largest minus smallest true-positive rate, P(decision | truth, group) (Hardt, Price & Srebro, 2016). Ideal 0. */
  readonly equalOpportunityDifference: number;
  /** The larger of the gaps in true-positive and in false-positive rate (Hardt, Price & Srebro, 2016). Ideal 0. */
  readonly equalizedOddsDifference: number;
  /** The mean of the same two gaps, as some tools have it. Ideal 0. */
  readonly averageOddsDifference: number;
}

/** Decisions against the truth. */
export interface Confusion {
  readonly truePositive: number;
  readonly falseNegative: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
}

/** What happened to one group. A rate whose cases do not occur is undefined. */
export interface GroupRates extends Confusion {
  readonly group: string;
  readonly count: number;
  /** P(decision). */
  readonly selection: number | undefined;
  /** P(decision | truth). */
  readonly truePositiveRate: number | undefined;
  /** P(decision | no truth). */
  readonly falsePositiveRate: number | undefined;
  /** P(truth | decision). */
  readonly precision: number | undefined;
  /** P(decision is right). */
  readonly accuracy: number | undefined;
}

/** Rates of every group that occurs, by name. */
export function groupRates(judgements: readonly Judgement[]): GroupRates[] {
  return [...Map.groupBy(judgements, ({ group }) => group)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, members]) => ratesOf(group, members));
}

/** Share of right decisions, of all groups together; undefined without judgements. */
export function accuracyOf(judgements: readonly Judgement[]): number | undefined {
  return ratesOf('', judgements).accuracy;
}

function ratesOf(group: string, members: readonly Judgement[]): GroupRates {
  const count = (truth: boolean, decision: boolean): number =>
    members.filter((one) => one.truth === truth && one.decision === decision).length;
  const truePositive = count(true, true);
  const falseNegative = count(true, false);
  const falsePositive = count(false, true);
  const trueNegative = count(false, false);
  return {
    group,
    count: members.length,
    truePositive,
    falseNegative,
    falsePositive,
    trueNegative,
    selection: share(truePositive + falsePositive, members.length),
    truePositiveRate: share(truePositive, truePositive + falseNegative),
    falsePositiveRate: share(falsePositive, falsePositive + trueNegative),
    precision: share(truePositive, truePositive + falsePositive),
    accuracy: share(truePositive + trueNegative, members.length),
  };
}

function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

/**
 * Gaps between the groups that occur. A group without the cases that a rate needs is left out of that rate; with no
 * group left a difference is 0 and a ratio 1.
 */
export function measureParity(judgements: readonly Judgement[]): Parity {
  const groups = groupRates(judgements);
  const known = (rate: (group: GroupRates) => number | undefined): number[] =>
    groups.flatMap((group) => rate(group) ?? []);
  const selection = known((group) => group.selection);
  const truePositive = spread(known((group) => group.truePositiveRate));
  const falsePositive = spread(known((group) => group.falsePositiveRate));
  const largest = Math.max(...selection);
  return {
    demographicParityDifference: spread(selection),
    disparateImpact: largest > 0 ? Math.min(...selection) / largest : 1,
    equalOpportunityDifference: truePositive,
    equalizedOddsDifference: Math.max(truePositive, falsePositive),
    averageOddsDifference: (truePositive + falsePositive) / 2,
  };
}

function spread(rates: readonly number[]): number {
  return rates.length === 0 ? 0 : Math.max(...rates) - Math.min(...rates);
}
