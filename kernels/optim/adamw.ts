import { add, div, minimum, mul, pow, reduceSumSquare, sqrt, sub } from '../onnx/ops.ts';
import type { Value } from '../onnx/value.ts';

export interface AdamWOptions {
  readonly betas: readonly [number, number];
  /** Keeps the division finite where a gradient has always been 0. */
  readonly eps: number;
  /** Share of every parameter that is taken away, per step and unit of learning rate. */
  readonly weightDecay: number;
}

export const ADAMW_DEFAULTS: AdamWOptions = { betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0 };

/** Parameters and AdamW's two moments, flat vectors of one length. */
export interface OptimizerState {
  readonly theta: Value;
  readonly m: Value;
  readonly v: Value;
}

/**
 * One step of AdamW: Loshchilov & Hutter, "Decoupled Weight Decay Regularization", 2019, algorithm 2, in the order of
 * PyTorch's implementation.
 * @param learningRate float32 scalar @param step float32 scalar, 1 in the first step
 */
export function adamW(
  { theta, m, v }: OptimizerState,
  gradient: Value,
  learningRate: Value,
  step: Value,
  { betas: [beta1, beta2], eps, weightDecay }: AdamWOptions,
): OptimizerState {
  const { graph } = theta;
  const newM = add(mul(m, beta1), mul(gradient, 1 - beta1));
  const newV = add(mul(v, beta2), mul(mul(gradient, gradient), 1 - beta2));
  const correction = (beta: number): Value => sub(1, pow(graph.scalar(beta), step));
  const scale = add(sqrt(div(newV, correction(beta2))), eps);
  const stepSize = div(learningRate, correction(beta1));
  const decayed = weightDecay === 0 ? theta : mul(theta, sub(1, mul(learningRate, weightDecay)));
  return { theta: sub(decayed, mul(div(newM, scale), stepSize)), m: newM, v: newV };
}

/**
 * A gradient shortened to a largest length: Pascanu et al., 2013; `g · min(1, max / (‖g‖ + 1e-6))` as in PyTorch.
 * @param gradient the whole gradient as one vector
 */
export function clipNorm(gradient: Value, largest: number): Value {
  const norm = sqrt(reduceSumSquare(gradient, undefined, false));
  return mul(gradient, minimum(div(largest, add(norm, 1e-6)), 1));
}
