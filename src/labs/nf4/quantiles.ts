/**
 * How the 16 levels of NF4 come from quantiles of the normal distribution, step by step. Agrees with the library's table
 * to about 1e-7; equation 4 of the paper is a different formula and gives other numbers.
 */
import { NF4_LEVELS } from '../../../kernels/quant/levels.ts';
import { normalCdf, normalQuantile } from '../../../kernels/quant/normal.ts';

export interface QuantileStep {
  readonly code: number;
  /** Share of a normal distribution below the quantile; undefined for the zero, which is put in by hand. */
  readonly probability: number | undefined;
  readonly quantile: number;
  /** Quantile over the largest. */
  readonly level: number;
  /** What the library stores. */
  readonly stored: number;
}

/** Mean of the outermost probabilities that 15 and 16 bins would give: 1 − ½ (1/32 + 1/30). */
export const OUTERMOST = 1 - (1 / 32 + 1 / 30) / 2;

/** Eight probabilities above one half and seven below, evenly spaced on each side, and zero between. */
export function quantileSteps(): QuantileStep[] {
  const side = (count: number) =>
    Array.from({ length: count }, (_, i) => OUTERMOST + ((0.5 - OUTERMOST) * i) / count);
  const probabilities = [...side(7).map((p) => 1 - p), undefined, ...side(8).reverse()];
  const largest = normalQuantile(OUTERMOST);
  return probabilities.map((probability, code) => {
    const quantile = probability === undefined ? 0 : normalQuantile(probability);
    return { code, probability, quantile, level: quantile / largest, stored: NF4_LEVELS[code] ?? 0 };
  });
}

/** Of `total` normal numbers, how many are expected in each of `bins` bins between −limit and limit. */
export function expectedBins(bins: number, limit: number, total: number) {
  const edge = (i: number) => -limit + (2 * limit * i) / bins;
  return Array.from({ length: bins }, (_, i) => ({
    from: edge(i),
    to: edge(i + 1),
    count: total * (normalCdf(edge(i + 1)) - normalCdf(edge(i))),
  }));
}
