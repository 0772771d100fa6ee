/** Compares the gradients of an expression with finite differences. */
import { expect } from 'vitest';
import { gradients } from '../../../../kernels/autodiff/gradients.ts';
import { Graph } from '../../../../kernels/onnx/graph.ts';
import { mul, reduceSum } from '../../../../kernels/onnx/ops.ts';
import type { Value } from '../../../../kernels/onnx/value.ts';
import { Rng } from '../../../../kernels/random.ts';
import { type Feed, floats, openGraph } from '../run-graph.ts';

/** Step of the five-point stencil: truncation (step⁴) and float32 rounding (1e-7 / step) both stay near 1e-5. */
const STEP = 0.04;
/** Relative to the largest element of each gradient. */
const TOLERANCE = 1e-3;

export interface GradientCase {
  /** Shapes of the operands to differentiate by. */
  readonly shapes: readonly (readonly number[])[];
  readonly build: (operands: readonly Value[], graph: Graph) => Value;
  /** Maps standard normal numbers to where the function is smooth. */
  readonly domain?: (x: number) => number;
  readonly feeds?: Readonly<Record<string, Feed>>;
}

/** Checks `sum(weights ⊙ f(operands))` for random weights, so that every element of the result counts differently. */
export async function checkGradient({ shapes, build, domain = (x) => x, feeds = {} }: GradientCase) {
  const rng = new Rng(7);
  const graph = new Graph();
  const operands = shapes.map((shape, i) => graph.input(`x${i}`, 'float32', shape));
  const result = build(operands, graph);
  const weightShape = result.shape.map(Number);
  const size = weightShape.reduce((a, b) => a * b, 1);
  const weights = graph.constant(
    'float32',
    weightShape,
    Array.from({ length: size }, () => rng.normal()),
  );
  const loss = reduceSum(mul(result, weights), undefined, false);
  const wanted = gradients(loss, operands);

  const points = shapes.map((shape) =>
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => domain(rng.normal())),
  );
  const feedAt = () => ({
    ...feeds,
    ...Object.fromEntries(points.map((values, i) => [`x${i}`, floats(shapes[i] ?? [], values)])),
  });
  const forward = await openGraph({ loss });
  const value = async () => (await forward.run(feedAt()))['loss']?.data[0] ?? Number.NaN;
  // An expression that is linear in all operands has constant gradients, which no session can output as they are.
  const backward = await openGraph(
    Object.fromEntries(
      wanted.map((gradient, i) => [`g${i}`, mul(gradient, graph.input('one', 'float32', []))]),
    ),
  );
  const got = await backward.run({ ...feedAt(), one: floats([], [1]) });

  for (const [i, values] of points.entries()) {
    const numeric: number[] = [];
    for (const [j, at] of values.entries()) {
      const shifted = async (by: number) => {
        values[j] = at + by * STEP;
        return value();
      };
      const [m2, m1, p1, p2] = [await shifted(-2), await shifted(-1), await shifted(1), await shifted(2)];
      values[j] = at;
      numeric.push((m2 - 8 * m1 + 8 * p1 - p2) / (12 * STEP));
    }
    const analytic = got[`g${i}`];
    expect(analytic?.shape).toEqual(shapes[i]);
    const scale = Math.max(...numeric.map(Math.abs), 1e-3);
    const worst = Math.max(...numeric.map((x, j) => Math.abs(x - (analytic?.data[j] ?? Number.NaN)))) / scale;
    expect(worst, `gradient by operand ${i}`).toBeLessThan(TOLERANCE);
  }
  await Promise.all([forward.release(), backward.release()]);
}
