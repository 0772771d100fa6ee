/** Reductions over axes. */
import type { Dim } from './shape.ts';
import { GraphError, normalizeAxis, type Value } from './value.ts';

interface Reduced {
  readonly axes: number[];
  readonly shape: Dim[];
}

function reducedShape(x: Value, axes: readonly number[] | undefined, keepDims: boolean): Reduced {
  const all = axes ?? x.shape.map((_, axis) => axis);
  const normalized = all.map((axis) => normalizeAxis(x, axis)).sort((a, b) => a - b);
  const shape = x.shape.flatMap((dim, axis) => (normalized.includes(axis) ? (keepDims ? [1] : []) : [dim]));
  return { axes: normalized, shape };
}

function reduce(op: string, x: Value, axes: readonly number[] | undefined, keepDims: boolean): Value {
  if (x.dtype !== 'float32') throw new GraphError(op, [x], 'the operand must be float32');
  const reduced = reducedShape(x, axes, keepDims);
  const attributes = { axes: { ints: reduced.axes }, keepdims: { int: keepDims ? 1 : 0 } };
  return x.graph.node({ op, inputs: [x], dtype: x.dtype, shape: reduced.shape, attributes });
}

/** Sum over `axes` (all of them if absent); the axes stay with size 1 unless `keepDims` is false. */
export function reduceSum(x: Value, axes?: readonly number[], keepDims = true): Value {
  if (x.dtype !== 'float32') throw new GraphError('ReduceSum', [x], 'the operand must be float32');
  const reduced = reducedShape(x, axes, keepDims);
  // The only reduction whose axes are an operand in operator set 17.
  return x.graph.node({
    op: 'ReduceSum',
    inputs: [x, x.graph.int64(reduced.axes)],
    dtype: x.dtype,
    shape: reduced.shape,
    attributes: { keepdims: { int: keepDims ? 1 : 0 } },
  });
}

/** Mean over `axes` (all if absent). */
export const reduceMean = (x: Value, axes?: readonly number[], keepDims = true): Value =>
  reduce('ReduceMean', x, axes, keepDims);
/** Largest element over `axes` (all if absent); no gradient flows through it. */
export const reduceMax = (x: Value, axes?: readonly number[], keepDims = true): Value =>
  reduce('ReduceMax', x, axes, keepDims);
/** Sum of squares over `axes` (all if absent). */
export const reduceSumSquare = (x: Value, axes?: readonly number[], keepDims = true): Value =>
  reduce('ReduceSumSquare', x, axes, keepDims);
