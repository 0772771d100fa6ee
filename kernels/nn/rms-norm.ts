import { withGradient } from '../autodiff/gradients.ts';
import { add, div, mul, reduceSum, reduceSumSquare, sqrt, sub } from '../onnx/ops.ts';
import { knownDim, type Value } from '../onnx/value.ts';

/**
 * Root-mean-square normalisation: `w ⊙ x / sqrt(mean(x²) + eps)` over the last axis.
 * Zhang & Sennrich, "Root Mean Square Layer Normalization", 2019, equation 4.
 *
 * Computed as `√n w ⊙ u` with u = x / ρ and ρ = sqrt(sum(x²) + n eps), n being the width: the factor is cheaper on the
 * weight than on the rows. The gradient is written by hand because it reuses u: with h = √n w ⊙ G,
 * dX = (h - u sum(h ⊙ u)) / ρ.
 * @param x `[rows, width]`
 * @param weight `[width]`
 */
export function rmsNorm(x: Value, weight: Value, eps: number): Value {
  const width = knownDim(x, -1);
  const length = sqrt(add(reduceSumSquare(x, [-1]), width * eps));
  const direction = div(x, length);
  const gain = mul(weight, Math.sqrt(width));
  return withGradient(mul(direction, gain), [x, weight], (_, gradient) => [
    () => {
      const scaled = mul(gradient, gain);
      const along = reduceSum(mul(scaled, direction), [-1]);
      return div(sub(scaled, mul(direction, along)), length);
    },
    () => mul(reduceSum(mul(gradient, direction), [0], false), Math.sqrt(width)),
  ]);
}
