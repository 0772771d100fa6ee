import { mul, neg, reduceSum, rotaryEmbedding, sub, transposeLast } from '../../onnx/ops.ts';
import { inputOf, intAttribute, type Value } from '../../onnx/value.ts';
import type { Rules } from '../rule.ts';

export const neuralRules: Rules = {
  // dX = P ⊙ (G - sum(P ⊙ G))
  Softmax: (p, g) => {
    const axis = intAttribute(p, 'axis', -1);
    return [() => mul(p, sub(g, rowProducts(p, g, axis)))];
  },
  // A rotation's transpose is the rotation by the opposite angle.
  RotaryEmbedding: (y, g) => {
    const [positions, cos, sin] = [inputOf(y, 1), inputOf(y, 2), inputOf(y, 3)];
    return [() => rotaryEmbedding(g, positions, cos, neg(sin)), undefined, undefined, undefined];
  },
};

/**
 * sum(P ⊙ G) over an axis. Where G = dO Vᵀ and the graph also holds O = P V (attention), it equals sum(dO ⊙ O), which is
 * narrower: Dao et al., "FlashAttention", 2022, appendix B.2.
 */
function rowProducts(p: Value, g: Value, axis: number): Value {
  const [outer, values] = g.inputs;
  if (g.op === 'MatMul' && outer && values && axis === p.shape.length - 1) {
    const product = matMulIfThere(p, transposeLast(values));
    if (product) return reduceSum(mul(outer, product), [-1]);
  }
  return reduceSum(mul(p, g), [axis]);
}

function matMulIfThere(a: Value, b: Value): Value | undefined {
  const shape = [...a.shape.slice(0, -1), b.shape.at(-1) ?? 1];
  return a.graph.find({ op: 'MatMul', inputs: [a, b], dtype: 'float32', shape });
}
