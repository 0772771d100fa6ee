import type { LlamaConfig } from '../formats/llama-config.ts';
import type { Graph } from '../onnx/graph.ts';
import { rotaryEmbedding } from '../onnx/ops.ts';
import type { Value } from '../onnx/value.ts';

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
      Float32Array.from({ length: count * half }, (_, i) => {
        const frequency = config.ropeTheta ** (-(i % half) / half);
        return scale * f((start + Math.floor(i / half)) * frequency);
      }),
    );
  const scale = 1 / Math.sqrt(config.headDim);
  const [cos, sin] = [table(Math.cos, 1), table(Math.sin, 1)];
  const [scaledCos, scaledSin] = [table(Math.cos, scale), table(Math.sin, scale)];
  return {
    queries: (x) => rotaryEmbedding(x, positions, scaledCos, scaledSin),
    keys: (x) => rotaryEmbedding(x, positions, cos, sin),
  };
}
