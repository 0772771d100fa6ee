import { withGradient } from '../autodiff/gradients.ts';
import { add, div, mul, reduceMean, reduceSum, reduceSumSquare, sqrt, sub } from '../onnx/ops.ts';
import { knownDim, type Value } from '../onnx/value.ts';

/**
 * Root-mean-square normalisation: `w ⊙ x / sqrt(mean(x²) + eps)` over the last axis.
 * Zhang & Sennrich, "Root Mean Square Layer Normalization", 2019, equation 4.
 *
 * The gradient is written by hand because it reuses the normalised rows: with n = x / rms and h = w ⊙ G,
 * dX = (h - n mean(h ⊙ n)) / rms.
 * @param x `[rows, width]`
 * @param weight `[width]`
 */
export function rmsNorm(x: Value, weight: Value, eps: number): Value {
  const rms = sqrt(add(mul(reduceSumSquare(x, [-1]), 1 / knownDim(x, -1)), eps));
  const normalized = div(x, rms);
  return withGradient(mul(normalized, weight), [x, weight], (_, gradient) => [
    () => {
      const scaled = mul(gradient, weight);
      const along = reduceMean(mul(scaled, normalized), [-1]);
      return div(sub(scaled, mul(normalized, along)), rms);
    },
    () => reduceSum(mul(gradient, normalized), [0], false),
  ]);
}
