/** Matrix products. */
import { broadcastShapes, type Dim, sameShape } from './shape.ts';
import { dimOf, GraphError, type Value } from './value.ts';

/**
 * Batched product `[..., m, k] x [..., k, n] -> [..., m, n]`, leading dimensions broadcast.
 * @throws GraphError if an operand has fewer than two dimensions or the inner ones differ.
 */
export function matMul(a: Value, b: Value): Value {
  const inputs = [a, b];
  if (a.shape.length < 2 || b.shape.length < 2) {
    throw new GraphError('MatMul', inputs, 'operands need at least two dimensions');
  }
  if (a.dtype !== 'float32' || b.dtype !== 'float32')
    throw new GraphError('MatMul', inputs, 'must be float32');
  if (dimOf(a, -1) !== dimOf(b, -2)) {
    throw new GraphError('MatMul', inputs, `inner dimensions ${dimOf(a, -1)} and ${dimOf(b, -2)} differ`);
  }
  const batch = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2));
  if (!batch) throw new GraphError('MatMul', inputs, 'leading dimensions do not broadcast');
  return a.graph.node({
    op: 'MatMul',
    inputs,
    dtype: 'float32',
    shape: [...batch, dimOf(a, -2), dimOf(b, -1)],
  });
}

export interface GemmOptions {
  readonly transA?: boolean;
  readonly transB?: boolean;
  /** Factor of the product. */
  readonly alpha?: number;
  /** Added to the product; must broadcast to the result. */
  readonly c?: Value;
  /** Factor of `c`. */
  readonly beta?: number;
}

/**
 * `alpha * A B + beta * C` on matrices `[m, k]` and `[k, n]`, each read transposed if asked (stored as `[k, m]`, `[n, k]`).
 * @throws GraphError if an operand is no matrix, inner dimensions differ, or `c` does not broadcast to `[m, n]`.
 */
export function gemm(a: Value, b: Value, options: GemmOptions = {}): Value {
  const { transA = false, transB = false, alpha = 1, c, beta = 1 } = options;
  const inputs = c ? [a, b, c] : [a, b];
  if (a.shape.length !== 2 || b.shape.length !== 2) {
    throw new GraphError('Gemm', inputs, 'operands must be matrices');
  }
  if (inputs.some((input) => input.dtype !== 'float32'))
    throw new GraphError('Gemm', inputs, 'must be float32');
  const [m, k] = oriented(a, transA);
  const [k2, n] = oriented(b, transB);
  if (k !== k2) {
    throw new GraphError(
      'Gemm',
      inputs,
      `inner dimensions ${k} and ${k2} differ (transA ${transA}, transB ${transB})`,
    );
  }
  const shape = [m, n];
  if (c && !sameShape(broadcastShapes(c.shape, shape) ?? [], shape)) {
    throw new GraphError('Gemm', inputs, 'the third operand does not broadcast to the product');
  }
  const attributes = {
    ...(transA && { transA: { int: 1 } }),
    ...(transB && { transB: { int: 1 } }),
    ...(alpha !== 1 && { alpha: { float: alpha } }),
    ...(beta !== 1 && { beta: { float: beta } }),
  };
  return a.graph.node({ op: 'Gemm', inputs, dtype: 'float32', shape, attributes });
}

function oriented(matrix: Value, transposed: boolean): [Dim, Dim] {
  return transposed ? [dimOf(matrix, 1), dimOf(matrix, 0)] : [dimOf(matrix, 0), dimOf(matrix, 1)];
}
