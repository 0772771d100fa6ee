import { withGradient } from '../autodiff/gradients.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import type { Graph } from '../onnx/graph.ts';
import { add, gather, mul, neg, reshape, rotaryEmbedding, transposeLast } from '../onnx/ops.ts';
import { dimOf, type Value } from '../onnx/value.ts';

/** Rotates queries and keys `[B, heads, T, headDim]` by their positions. */
export interface Rope {
  /** Also multiplies by 1/sqrt(headDim), attention's scale, which costs nothing here. */
  queries(x: Value): Value;
  keys(x: Value): Value;
}

/**
 * Rotary position embedding in Hugging Face's layout: pairs (j, j + d/2), angle `position · theta^(-2j/d)`.
 * Su et al., "RoFormer", 2021, equation 34.
 * @param start position of the first row of the tables
 * @param count rows of the tables
 * @param positions int64 `[1]`: row of the tables for the first token; `[B, T]`: a row for each token
 */
export function makeRope(
  graph: Graph,
  config: LlamaConfig,
  start: number,
  count: number,
  positions: Value = graph.int64([0]),
): Rope {
  const half = config.headDim / 2;
  const table = (f: (angle: number) => number, scale: number): Value =>
    graph.constant(
      'float32',
      [count, half],
      Float32Array.from(
        { length: count * half },
        (_, i) => scale * f(angleOf(config, start + Math.floor(i / half), i % half)),
      ),
    );
  const scale = queryScale(config);
  const [cos, sin] = [table(Math.cos, 1), table(Math.sin, 1)];
  const [scaledCos, scaledSin] = [table(Math.cos, scale), table(Math.sin, scale)];
  return {
    queries: (x) => rotaryEmbedding(x, positions, scaledCos, scaledSin),
    keys: (x) => rotaryEmbedding(x, positions, cos, sin),
  };
}

/**
 * The same for T tokens in a row, in more nodes and less time on one thread, where onnxruntime's operator goes element by
 * element: with one column a token, the two halves of a head are long runs, and swapping them is a copy.
 * @param start position of the first token @param length T
 */
export function makeColumnRope(graph: Graph, config: LlamaConfig, start: number, length: number): Rope {
  const { headDim } = config;
  const half = headDim / 2;
  const table = (f: (angle: number, isSecond: boolean) => number): Value =>
    graph.constant(
      'float32',
      [headDim, length],
      Float32Array.from({ length: headDim * length }, (_, i) => {
        const row = Math.floor(i / length);
        return f(angleOf(config, start + (i % length), row % half), row >= half);
      }),
    );
  const tables = (scale: number) => ({
    cos: table((angle) => scale * Math.cos(angle)),
    sin: table((angle, isSecond) => scale * (isSecond ? Math.sin(angle) : -Math.sin(angle))),
  });
  const [forQueries, forKeys] = [tables(queryScale(config)), tables(1)];
  return {
    queries: (x) => transposeLast(rotateColumns(transposeLast(x), forQueries.cos, forQueries.sin)),
    keys: (x) => transposeLast(rotateColumns(transposeLast(x), forKeys.cos, forKeys.sin)),
  };
}

/** @param x `[B, heads, d, T]` @param cos,sin `[d, T]`, sin of the first d/2 rows negative */
function rotateColumns(x: Value, cos: Value, sin: Value): Value {
  const { graph, shape } = x;
  const [batch, heads, depth, length] = [dimOf(x, 0), dimOf(x, 1), Number(dimOf(x, 2)), dimOf(x, 3)];
  const halves = reshape(x, [batch, heads, 2, depth / 2, length]);
  const swapped = reshape(gather(halves, graph.constant('int32', [2], [1, 0]), 2), shape);
  const rotated = add(mul(x, cos), mul(swapped, sin));
  // A rotation's transpose is the rotation by the opposite angle.
  return withGradient(rotated, [x], (_, gradient) => [() => rotateColumns(gradient, cos, neg(sin))]);
}

/** Angle of the pair (j, j + d/2) of a token. */
function angleOf({ headDim, ropeTheta }: LlamaConfig, position: number, pair: number): number {
  return position * ropeTheta ** ((-2 * pair) / headDim);
}

function queryScale({ headDim }: LlamaConfig): number {
  return 1 / Math.sqrt(headDim);
}
