import { reduceSum, reshape } from '../onnx/ops.ts';
import { addDims, type Dim, type Shape, sameShape } from '../onnx/shape.ts';
import { GraphError, type Value } from '../onnx/value.ts';

/**
 * Vector-Jacobian product of one node: for each operand, how to make the gradient of the loss with respect to it from
 * the gradient with respect to the node. Each is a function, called only if somebody needs that gradient; `undefined`
 * means that none flows there (indices, conditions, shapes).
 */
export type Vjp = (node: Value, gradient: Value) => readonly ((() => Value) | undefined)[];

export type Rules = Readonly<Record<string, Vjp>>;

/** Sums a gradient over the axes along which an operand of this shape was broadcast. */
export function sumTo(gradient: Value, shape: Shape): Value {
  if (sameShape(gradient.shape, shape)) return gradient;
  const extra = gradient.shape.length - shape.length;
  const axes = gradient.shape.flatMap((dim, axis) => {
    const own: Dim | undefined = axis < extra ? 1 : shape[axis - extra];
    return axis < extra || own !== dim ? [axis] : [];
  });
  return reshape(axes.length > 0 ? reduceSum(gradient, axes) : gradient, shape);
}

/** The integers that a node takes as a constant operand. */
export function constantInts(node: Value, operand: number): number[] {
  const data = node.inputs[operand]?.data;
  if (!data) throw new GraphError(node.op, node.inputs, `operand ${operand} must be a constant`);
  return Array.from(data, Number);
}

/** End of a span along an axis. */
export function spanEnd(start: number, size: Dim): number {
  const end = addDims(start, size);
  if (typeof end === 'number') return end;
  throw new GraphError('Slice', [], `a gradient needs a known size, but it is "${size}"`);
}
