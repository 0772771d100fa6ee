import { cast, div, exp, greaterOrEqual, mul, neg, pow, sub, where } from '../../onnx/ops.ts';
import { inputOf } from '../../onnx/value.ts';
import { type Rules, sumTo } from '../rule.ts';

export const elementwiseRules: Rules = {
  Add: (y, g) => y.inputs.map((x) => () => sumTo(g, x.shape)),
  Sub: (y, g) => {
    const [a, b] = [inputOf(y, 0), inputOf(y, 1)];
    return [() => sumTo(g, a.shape), () => sumTo(neg(g), b.shape)];
  },
  Mul: (y, g) => {
    const [a, b] = [inputOf(y, 0), inputOf(y, 1)];
    return [() => sumTo(mul(g, b), a.shape), () => sumTo(mul(g, a), b.shape)];
  },
  Div: (y, g) => {
    const [a, b] = [inputOf(y, 0), inputOf(y, 1)];
    return [() => sumTo(div(g, b), a.shape), () => sumTo(neg(div(mul(g, y), b)), b.shape)];
  },
  Pow: (y, g) => {
    const [base, exponent] = [inputOf(y, 0), inputOf(y, 1)];
    return [() => sumTo(mul(g, mul(exponent, pow(base, sub(exponent, 1)))), base.shape), undefined];
  },
  Where: (y, g) => {
    const [condition, a, b] = [inputOf(y, 0), inputOf(y, 1), inputOf(y, 2)];
    return [
      undefined,
      () => sumTo(where(condition, g, 0), a.shape),
      () => sumTo(where(condition, 0, g), b.shape),
    ];
  },
  Neg: (_, g) => [() => neg(g)],
  Exp: (y, g) => [() => mul(g, y)],
  Log: (y, g) => [() => div(g, inputOf(y, 0))],
  Sqrt: (y, g) => [() => div(mul(g, 0.5), y)],
  Sigmoid: (y, g) => [() => mul(g, mul(y, sub(1, y)))],
  Relu: (y, g) => [() => mul(g, cast(greaterOrEqual(inputOf(y, 0), 0), 'float32'))],
  // d erf(x) / dx = 2 / sqrt(pi) * exp(-x²)
  Erf: (y, g) => [() => mul(g, mul(2 / Math.sqrt(Math.PI), exp(neg(mul(inputOf(y, 0), inputOf(y, 0))))))],
};
