import { withGradient } from '../autodiff/gradients.ts';
import { add, erf, mul, sigmoid, sub } from '../onnx/ops.ts';
import type { Value } from '../onnx/value.ts';

/**
 * `x sigmoid(x)`: Elfwing et al., 2017; the gate of SwiGLU. Its derivative, silu(x) + σ (1 - silu(x)), needs no x, whose
 * memory is then free for silu(x).
 */
export function silu(x: Value): Value {
  const gate = sigmoid(x);
  const y = mul(x, gate);
  return withGradient(y, [x], (_, gradient) => [() => mul(gradient, add(y, mul(gate, sub(1, y))))]);
}

/** Exact `x Φ(x)`, Φ being the normal distribution's: Hendrycks & Gimpel, "Gaussian Error Linear Units", 2016. */
export function gelu(x: Value): Value {
  return mul(x, mul(0.5, add(1, erf(mul(x, Math.SQRT1_2)))));
}
