import { expand, mul, reshape } from '../../onnx/ops.ts';
import { knownShape, type Shape } from '../../onnx/shape.ts';
import { GraphError, inputOf, intsAttribute, type Value } from '../../onnx/value.ts';
import { constantInts, type Rules } from '../rule.ts';

/** A gradient in the shape that keeps the reduced axes with size 1. */
function keptShape(x: Value, axes: readonly number[]): Shape {
  return x.shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
}

function spread(g: Value, x: Value, axes: readonly number[]): Value {
  const shape = knownShape(x.shape);
  if (!shape) throw new GraphError('Expand', [x], 'the gradient of a reduction needs known dimensions');
  return expand(reshape(g, keptShape(x, axes)), shape);
}

export const reduceRules: Rules = {
  ReduceSum: (y, g) => [() => spread(g, inputOf(y, 0), constantInts(y, 1)), undefined],
  ReduceMean: (y, g) => {
    const [x, axes] = [inputOf(y, 0), intsAttribute(y, 'axes')];
    return [
      () => {
        const count = axes.reduce((product, axis) => product * Number(x.shape[axis]), 1);
        return spread(mul(g, 1 / count), x, axes);
      },
    ];
  },
  ReduceSumSquare: (y, g) => {
    const [x, axes] = [inputOf(y, 0), intsAttribute(y, 'axes')];
    return [() => mul(x, mul(2, reshape(g, keptShape(x, axes))))];
  },
};
