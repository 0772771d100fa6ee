import { gemm, matMul, mul, transposeLast } from '../../onnx/ops.ts';
import { sizeOf } from '../../onnx/shape.ts';
import { floatAttribute, inputOf, intAttribute, type Value } from '../../onnx/value.ts';
import { type Rules, sumTo } from '../rule.ts';

export const matmulRules: Rules = {
  MatMul: (y, g) => {
    const [a, b] = [inputOf(y, 0), inputOf(y, 1)];
    return [
      () => sumTo(matMul(g, transposeLast(b)), a.shape),
      () => sumTo(transposedProduct(a, b, g), b.shape),
    ];
  },

  // Y = alpha op(A) op(B) + beta C
  Gemm: (y, g) => {
    const [a, b, c] = [inputOf(y, 0), inputOf(y, 1), y.inputs[2]];
    const transA = intAttribute(y, 'transA', 0) === 1;
    const transB = intAttribute(y, 'transB', 0) === 1;
    const alpha = floatAttribute(y, 'alpha', 1);
    return [
      () =>
        transA ? gemm(b, g, { alpha, transA: transB, transB: true }) : gemm(g, b, { alpha, transB: !transB }),
      () => {
        if (!transB) return gemm(a, g, { alpha, transA: !transA });
        return movesLess(g, a, b)
          ? transposeLast(gemm(a, g, { alpha, transA: !transA }))
          : gemm(g, a, { alpha, transA: true, transB: transA });
      },
      c && (() => sumTo(mul(g, floatAttribute(y, 'beta', 1)), c.shape)),
    ];
  },
};

/** Aᵀ G, where A is the largest (attention weights) as (Gᵀ A)ᵀ. */
function transposedProduct(a: Value, b: Value, g: Value): Value {
  return movesLess(a, g, b) ? transposeLast(matMul(transposeLast(g), a)) : matMul(transposeLast(a), g);
}

/** Whether transposing `other` and the result moves less memory than transposing `large`. */
function movesLess(large: Value, other: Value, result: Value): boolean {
  const [from = 0, ...to] = [large, other, result].map(({ shape }) => Number(sizeOf(shape)));
  return from > to.reduce((sum, size) => sum + size, 0);
}
