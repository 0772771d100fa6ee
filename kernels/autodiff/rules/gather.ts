import { flattenRows, reshape, scatterAddRows, zeros } from '../../onnx/ops.ts';
import { sizeOf } from '../../onnx/shape.ts';
import { GraphError, inputOf, intAttribute } from '../../onnx/value.ts';
import type { Rules } from '../rule.ts';

export const gatherRules: Rules = {
  /** Rows of a matrix: the gradient of a row is the sum over its uses. */
  Gather: (y, g) => {
    const [table, indices] = [inputOf(y, 0), inputOf(y, 1)];
    if (table.shape.length !== 2 || intAttribute(y, 'axis', 0) !== 0) {
      throw new GraphError('Gather', y.inputs, 'only gathering rows of a matrix has a gradient');
    }
    const rows = reshape(indices, [sizeOf(indices.shape)]);
    return [() => scatterAddRows(zeros(table, table.shape), rows, flattenRows(g)), undefined];
  },
};
