/** Operators that move elements without computing: reshape, transpose, slice, pad, concatenate, expand. */
import {
  addDims,
  broadcastShapes,
  type Dim,
  formatShape,
  multiply,
  type Shape,
  sameShape,
  sizeOf,
} from './shape.ts';
import { dimOf, GraphError, inputOf, intsAttribute, knownDim, normalizeAxis, type Value } from './value.ts';

/**
 * The same elements under another shape. At most one dimension of the result may be symbolic.
 * @throws GraphError if the number of elements would change.
 */
export function reshape(x: Value, shape: Shape): Value {
  if (sameShape(x.shape, shape)) return x;
  if (x.op === 'Reshape') return reshape(inputOf(x, 0), shape);
  if (sizeOf(x.shape) !== sizeOf(shape)) {
    throw new GraphError('Reshape', [x], `${formatShape(shape)} has another number of elements`);
  }
  if (shape.filter((dim) => typeof dim === 'string').length > 1) {
    throw new GraphError('Reshape', [x], `${formatShape(shape)} has more than one symbolic dimension`);
  }
  const target = x.graph.int64(shape.map((dim) => (typeof dim === 'number' ? dim : -1)));
  return x.graph.node({ op: 'Reshape', inputs: [x, target], dtype: x.dtype, shape });
}

/** Axes in another order: axis `i` of the result is axis `order[i]` of `x`. Transposing twice makes one node or none. */
export function transpose(x: Value, order: readonly number[]): Value {
  const rank = x.shape.length;
  if (order.length !== rank || new Set(order.map((axis) => normalizeAxis(x, axis))).size !== rank) {
    throw new GraphError('Transpose', [x], `[${order}] is no order of its ${rank} axes`);
  }
  if (x.op === 'Transpose') {
    const first = intsAttribute(x, 'perm');
    return transpose(
      inputOf(x, 0),
      order.map((axis) => first[normalizeAxis(x, axis)] ?? 0),
    );
  }
  const perm = order.map((axis) => normalizeAxis(x, axis));
  if (perm.every((axis, i) => axis === i)) return x;
  const shape = perm.map((axis) => dimOf(x, axis));
  return x.graph.node({
    op: 'Transpose',
    inputs: [x],
    dtype: x.dtype,
    shape,
    attributes: { perm: { ints: perm } },
  });
}

/** Swaps the last two axes. */
export function transposeLast(x: Value): Value {
  const axes = x.shape.map((_, axis) => axis);
  return transpose(x, [...axes.slice(0, -2), -1, -2]);
}

/**
 * Elements `start` to `end` (excluded) along one axis, both counted from the front.
 * @throws GraphError if they are out of range.
 */
export function slice(x: Value, axis: number, start: number, end: number): Value {
  const at = normalizeAxis(x, axis);
  const size = dimOf(x, at);
  if (start < 0 || end < start || (typeof size === 'number' && end > size)) {
    throw new GraphError('Slice', [x], `${start} to ${end} is out of range on axis ${axis}`);
  }
  if (start === 0 && end === size) return x;
  const { graph } = x;
  const inputs = [x, graph.int64([start]), graph.int64([end]), graph.int64([at])];
  const shape = x.shape.map((dim, i) => (i === at ? end - start : dim));
  return graph.node({ op: 'Slice', inputs, dtype: x.dtype, shape });
}

/**
 * Adds `before` and `after` zeros along one axis.
 * @throws GraphError if one of them is negative.
 */
export function pad(x: Value, axis: number, before: number, after: number): Value {
  if (before < 0 || after < 0) throw new GraphError('Pad', [x], `cannot add ${before} and ${after} zeros`);
  if (before === 0 && after === 0) return x;
  const at = normalizeAxis(x, axis);
  const zeros = x.shape.map(() => 0);
  const amounts = [...zeros.with(at, before), ...zeros.with(at, after)];
  const shape = x.shape.with(at, addDims(addDims(dimOf(x, at), before), after));
  return x.graph.node({ op: 'Pad', inputs: [x, x.graph.int64(amounts)], dtype: x.dtype, shape });
}

/**
 * Values one after another along an axis.
 * @throws GraphError if there are none, or they differ in type or in another axis.
 */
export function concat(values: readonly Value[], axis: number): Value {
  const [first, ...rest] = values;
  if (!first) throw new GraphError('Concat', values, 'needs at least one operand');
  if (rest.length === 0) return first;
  const at = normalizeAxis(first, axis);
  let total: Dim = dimOf(first, at);
  for (const value of rest) {
    const fits =
      value.dtype === first.dtype &&
      value.shape.length === first.shape.length &&
      sameShape(value.shape.with(at, 0), first.shape.with(at, 0));
    if (!fits) throw new GraphError('Concat', values, `operands differ in more than axis ${axis}`);
    total = addDims(total, dimOf(value, at));
  }
  const shape = first.shape.with(at, total);
  return first.graph.node({
    op: 'Concat',
    inputs: values,
    dtype: first.dtype,
    shape,
    attributes: { axis: { int: at } },
  });
}

/** Repeats axes of size 1 (and adds leading ones) until the shape is reached. */
export function expand(x: Value, shape: readonly number[]): Value {
  if (sameShape(x.shape, shape)) return x;
  const whole = broadcastShapes(x.shape, shape);
  if (!whole || !sameShape(whole, shape)) {
    throw new GraphError('Expand', [x], `does not broadcast to ${formatShape(shape)}`);
  }
  return x.graph.node({ op: 'Expand', inputs: [x, x.graph.int64(shape)], dtype: x.dtype, shape });
}

/** All leading axes merged into one: `[..., n] -> [rows, n]`. */
export function flattenRows(x: Value): Value {
  return reshape(x, [multiply(...x.shape.slice(0, -1)), knownDim(x, -1)]);
}
