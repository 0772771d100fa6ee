/** Operators made for neural networks. */
import { dimOf, GraphError, knownDim, normalizeAxis, type Value } from './value.ts';

/** `exp(x) / sum(exp(x))` along an axis, computed stably. */
export function softmax(x: Value, axis = -1): Value {
  if (x.dtype !== 'float32') throw new GraphError('Softmax', [x], 'the operand must be float32');
  const attributes = { axis: { int: normalizeAxis(x, axis) } };
  return x.graph.node({ op: 'Softmax', inputs: [x], dtype: x.dtype, shape: x.shape, attributes });
}

/**
 * Rotary position embedding with the pairs (j, j + d/2), as Llama in Hugging Face's layout has them.
 * @param x `[batch, heads, length, d]`
 * @param positions int64: `[1]` (the position of the first token) or `[batch, length]`
 * @param cos,sin tables `[positions, d / 2]`
 */
export function rotaryEmbedding(x: Value, positions: Value, cos: Value, sin: Value): Value {
  const inputs = [x, positions, cos, sin];
  const fail = (reason: string) => new GraphError('RotaryEmbedding', inputs, reason);
  if (x.shape.length !== 4) throw fail('the first operand must be [batch, heads, length, d]');
  if (positions.dtype !== 'int64') throw fail('positions must be int64');
  const half = knownDim(x, 3) / 2;
  if (dimOf(cos, 1) !== half || dimOf(sin, 1) !== half) throw fail(`tables must have ${half} columns`);
  return x.graph.node({
    op: 'RotaryEmbedding',
    domain: 'com.microsoft',
    inputs,
    dtype: x.dtype,
    shape: x.shape,
  });
}
