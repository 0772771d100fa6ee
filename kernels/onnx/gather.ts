/** Operators that read or write by index. Indices are int32, which WebGPU keeps on the device. */
import { reshape } from './movement.ts';
import { type Shape, sameShape } from './shape.ts';
import { dimOf, GraphError, normalizeAxis, type Value } from './value.ts';

/** Slices of `x` along `axis`, one for each index: the axis is replaced by the indices' shape. */
export function gather(x: Value, indices: Value, axis = 0): Value {
  const inputs = [x, indices];
  if (indices.dtype !== 'int32') throw new GraphError('Gather', inputs, 'indices must be int32');
  const at = normalizeAxis(x, axis);
  const shape = [...x.shape.slice(0, at), ...indices.shape, ...x.shape.slice(at + 1)];
  return x.graph.node({ op: 'Gather', inputs, dtype: x.dtype, shape, attributes: { axis: { int: at } } });
}

/** One element a position: `result[i][j] = x[i][indices[i][j]]` along `axis`. */
export function gatherElements(x: Value, indices: Value, axis: number): Value {
  const inputs = [x, indices];
  if (indices.dtype !== 'int32') throw new GraphError('GatherElements', inputs, 'indices must be int32');
  if (indices.shape.length !== x.shape.length) {
    throw new GraphError('GatherElements', inputs, 'operands must have one rank');
  }
  const attributes = { axis: { int: normalizeAxis(x, axis) } };
  return x.graph.node({ op: 'GatherElements', inputs, dtype: x.dtype, shape: indices.shape, attributes });
}

/** A tensor of zeros, made when the graph runs. */
export function zeros(like: Value, shape: Shape): Value {
  const { graph } = like;
  const target = graph.int64(
    shape.map((dim) => {
      if (typeof dim === 'number') return dim;
      throw new GraphError('Expand', [like], `zeros need known dimensions, but "${dim}" is symbolic`);
    }),
  );
  return graph.node({ op: 'Expand', inputs: [graph.scalar(0), target], dtype: 'float32', shape });
}

/**
 * Adds rows to rows of a matrix: `result = data; result[indices[i]] += updates[i]`.
 * @param data `[rows, width]`
 * @param indices int32 `[n]`; a row may be named more than once
 * @param updates `[n, width]`
 */
export function scatterAddRows(data: Value, indices: Value, updates: Value): Value {
  const inputs = [data, indices, updates];
  if (data.shape.length !== 2 || updates.shape.length !== 2 || indices.shape.length !== 1) {
    throw new GraphError('ScatterElements', inputs, 'needs a matrix, a list of rows and a matrix');
  }
  if (indices.dtype !== 'int32') throw new GraphError('ScatterElements', inputs, 'indices must be int32');
  if (!sameShape(updates.shape, [dimOf(indices, 0), dimOf(data, 1)])) {
    throw new GraphError(
      'ScatterElements',
      inputs,
      'updates must be one row an index, as wide as the matrix',
    );
  }
  const { graph } = data;
  // ScatterElements wants an index an element.
  const columns = graph.int64([1, Number(dimOf(data, 1))]);
  const column = reshape(indices, [dimOf(indices, 0), 1]);
  const everywhere = graph.node({
    op: 'Expand',
    inputs: [column, columns],
    dtype: 'int32',
    shape: updates.shape,
  });
  return graph.node({
    op: 'ScatterElements',
    inputs: [data, everywhere, updates],
    dtype: data.dtype,
    shape: data.shape,
    attributes: { axis: { int: 0 }, reduction: { string: 'add' } },
  });
}
