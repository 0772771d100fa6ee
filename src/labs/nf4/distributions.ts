/** Weights that are drawn instead of trained, to see how a number type copes with each shape of distribution. */
import { Rng } from '../../../kernels/random.ts';
import type { Nf4State } from './state-table.ts';

export const COLUMNS = 64;
export const COUNT = COLUMNS * COLUMNS;

/** About as large as the weights of a small model. */
const DEVIATION = 0.05;
/** Student's t with three degrees of freedom has tails that fall as 1/x⁴. */
const FREEDOM = 3;

type Drawn = Exclude<Nf4State['source'], 'base'>;

/** `COUNT` weights; the same state gives the same ones. */
export function drawWeights(
  source: Drawn,
  { seed, outliers, outlierFactor }: Pick<Nf4State, 'seed' | 'outliers' | 'outlierFactor'>,
): Float32Array<ArrayBuffer> {
  const rng = new Rng(seed, source);
  const one: Readonly<Record<Drawn, () => number>> = {
    normal: () => rng.normal(),
    // As wide as makes the deviation 1.
    uniforme: () => Math.sqrt(3) * (2 * rng.float() - 1),
    caudas: () => studentT(rng) / Math.sqrt(FREEDOM / (FREEDOM - 2)),
    atipicos: () => rng.normal(),
  };
  const weights = Float32Array.from({ length: COUNT }, () => DEVIATION * one[source]());
  if (source === 'atipicos') {
    for (const place of rng.shuffle(Array.from({ length: COUNT }, (_, i) => i)).slice(0, outliers)) {
      weights[place] = (weights[place] ?? 0) * outlierFactor;
    }
  }
  return weights;
}

/** Normal over the square root of a mean of squares of normals (Student, 1908). */
function studentT(rng: Rng): number {
  const squares = Array.from({ length: FREEDOM }, () => rng.normal() ** 2).reduce((a, b) => a + b, 0);
  return rng.normal() / Math.sqrt(squares / FREEDOM);
}
