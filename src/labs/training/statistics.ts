/**
 * When a difference between two methods says something. Each accuracy has two sources of chance: the seed (another run
 * gives another value) and the test sentences (another sample gives another value).
 */

/** Accuracies of one method, one for each seed, on the same test sentences. */
export interface Sample {
  readonly values: readonly number[];
  /** Test sentences behind each value. */
  readonly examples: number;
}

export interface Summary {
  readonly mean: number;
  /** Sample standard deviation over the seeds; undefined for a single seed. */
  readonly spread: number | undefined;
  /** Standard error of the mean: of the seeds and of the test sentences together. */
  readonly error: number;
  readonly seeds: number;
}

/** Two-sided 95% quantiles of Student's t, by degrees of freedom from 1. */
const STUDENT_95 = [12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23] as const;
const NORMAL_95 = 1.96;

/** @throws RangeError without values */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('There is no mean of nothing.');
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample standard deviation (n − 1); undefined for fewer than two values. */
function deviation(values: readonly number[]): number | undefined {
  if (values.length < 2) return undefined;
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

/**
 * Mean and error of accuracies. The error of the test sentences is p(1 − p)/n, that of a share, with two successes and
 * two failures added (Agresti & Coull, 1998), so that 100% right is not taken for certainty; it does not shrink with more
 * seeds, which all see the same sentences. The error of the seeds is s²/k.
 */
export function summarise({ values, examples }: Sample): Summary {
  const centre = mean(values);
  const spread = deviation(values);
  const share = (centre * examples + 2) / (examples + 4);
  const sampling = (share * (1 - share)) / (examples + 4);
  const seeds = spread === undefined ? 0 : spread ** 2 / values.length;
  return { mean: centre, spread, error: Math.sqrt(sampling + seeds), seeds: values.length };
}

export interface Difference {
  /** a − b. */
  readonly value: number;
  /** Smaller differences are within noise. */
  readonly margin: number;
  readonly significant: boolean;
}

/**
 * Compares two methods: the difference counts when it is larger than q · sqrt(error_a² + error_b²), with Student's q at
 * 95% for the seeds' degrees of freedom, or the normal q for one seed each. Both methods see the same sentences, which
 * makes the true error smaller: the rule errs on the side of calling a difference noise.
 */
export function compare(a: Summary, b: Summary): Difference {
  const value = a.mean - b.mean;
  const margin = quantile(a.seeds + b.seeds - 2) * Math.hypot(a.error, b.error);
  return { value, margin, significant: Math.abs(value) > margin };
}

function quantile(freedom: number): number {
  return freedom < 1 ? NORMAL_95 : (STUDENT_95[freedom - 1] ?? NORMAL_95);
}
