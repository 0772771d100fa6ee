import { describe, expect, it } from 'vitest';
import { RULES } from '../../../../kernels/autodiff/gradients.ts';
import type { Graph } from '../../../../kernels/onnx/graph.ts';
import * as ops from '../../../../kernels/onnx/ops.ts';
import type { Value } from '../../../../kernels/onnx/value.ts';
import { ints } from '../run-graph.ts';
import { checkGradient, type GradientCase } from './check-gradient.ts';

type Build = (a: Value, b: Value, c: Value) => Value;
type Case = [op: string, variant: string, shapes: number[][], build: Build, extra?: Partial<GradientCase>];

/** Away from zero, and positive. */
const positive = { domain: (x: number) => 0.5 + Math.abs(x) };
/** Clear of a kink at zero by more than the stencil reaches. */
const offZero = { domain: (x: number) => x + Math.sign(x) * 0.1 };

const table = (graph: Graph, f: (angle: number) => number) =>
  graph.constant(
    'float32',
    [3, 2],
    [0, 0, 1, 0.1, 2, 0.2].map((angle) => 0.5 * f(angle)),
  );

const CASES: readonly Case[] = [
  ['Add', 'broadcast', [[2, 3], [3]], (a, b) => ops.add(a, b)],
  ['Add', 'of a value to itself', [[2, 3]], (a) => ops.add(a, a)],
  [
    'Sub',
    'broadcast',
    [
      [2, 1, 3],
      [4, 1],
    ],
    (a, b) => ops.sub(a, b),
  ],
  [
    'Mul',
    'broadcast',
    [
      [2, 3],
      [2, 1],
    ],
    (a, b) => ops.mul(a, b),
  ],
  ['Mul', 'by a scalar value', [[2, 3], []], (a, b) => ops.mul(a, b)],
  ['Div', 'broadcast', [[2, 3], [3]], (a, b) => ops.div(a, b), positive],
  ['Pow', 'by a constant', [[2, 3]], (a) => ops.pow(a, 2.5), positive],
  [
    'Where',
    'broadcast',
    [[2, 3], [3]],
    (a, b) => ops.where(ops.greaterOrEqual(ops.mul(a, 0), 0), ops.mul(a, b), b),
  ],
  ['Neg', '', [[4]], (a) => ops.neg(a)],
  ['Exp', '', [[4]], (a) => ops.exp(a)],
  ['Log', '', [[4]], (a) => ops.log(a), positive],
  ['Sqrt', '', [[4]], (a) => ops.sqrt(a), positive],
  ['Sigmoid', '', [[4]], (a) => ops.sigmoid(a)],
  ['Erf', '', [[4]], (a) => ops.erf(a)],
  ['Relu', '', [[6]], (a) => ops.relu(a), offZero],
  [
    'MatMul',
    'of matrices',
    [
      [2, 3],
      [3, 4],
    ],
    (a, b) => ops.matMul(a, b),
  ],
  [
    'MatMul',
    'broadcast over batches',
    [
      [2, 1, 2, 3],
      [4, 3, 2],
    ],
    (a, b) => ops.matMul(a, b),
  ],
  [
    'MatMul',
    'with a large left operand',
    [
      [6, 7],
      [7, 1],
    ],
    (a, b) => ops.matMul(a, b),
  ],
  [
    'Gemm',
    'plain',
    [
      [2, 3],
      [3, 4],
    ],
    (a, b) => ops.gemm(a, b),
  ],
  [
    'Gemm',
    'A transposed, scaled',
    [
      [3, 2],
      [3, 4],
    ],
    (a, b) => ops.gemm(a, b, { transA: true, alpha: 0.5 }),
  ],
  [
    'Gemm',
    'B transposed, plus a row',
    [[2, 3], [4, 3], [4]],
    (a, b, c) => ops.gemm(a, b, { transB: true, c }),
  ],
  [
    'Gemm',
    'both transposed, minus a matrix',
    [
      [3, 2],
      [4, 3],
      [2, 4],
    ],
    (a, b, c) => ops.gemm(a, b, { transA: true, transB: true, c, beta: -2 }),
  ],
  ['ReduceSum', 'over one axis, kept', [[2, 3]], (a) => ops.reduceSum(ops.mul(a, a), [0])],
  ['ReduceSum', 'over two axes, dropped', [[2, 3, 2]], (a) => ops.reduceSum(ops.mul(a, a), [0, -1], false)],
  ['ReduceMean', '', [[2, 3]], (a) => ops.reduceMean(ops.mul(a, a), [-1])],
  ['ReduceSumSquare', 'dropped', [[2, 3]], (a) => ops.reduceSumSquare(a, [1], false)],
  ['Reshape', '', [[2, 3]], (a) => ops.exp(ops.reshape(a, [3, 2]))],
  ['Expand', '', [[2, 1]], (a) => ops.exp(ops.expand(a, [3, 2, 2]))],
  ['Transpose', '', [[2, 3, 4]], (a) => ops.exp(ops.transpose(a, [2, 0, 1]))],
  ['Slice', 'several of one value', [[5]], (a) => ops.mul(ops.slice(a, 0, 0, 3), ops.slice(a, 0, 2, 5))],
  ['Pad', '', [[2, 2]], (a) => ops.exp(ops.pad(a, 1, 2, 1))],
  [
    'Concat',
    'of a value and itself',
    [
      [2, 2],
      [2, 1],
    ],
    (a, b) => ops.exp(ops.concat([a, b, a], 1)),
  ],
  ['Softmax', 'last axis', [[2, 4]], (a) => ops.softmax(a)],
  ['Softmax', 'first axis', [[3, 2]], (a) => ops.softmax(a, 0)],
  [
    'Softmax',
    'inside attention',
    [
      [3, 4],
      [4, 2],
    ],
    (a, b) => ops.matMul(ops.softmax(a), b),
  ],
  [
    'Gather',
    'with repeated rows',
    [[3, 2]],
    (a) => ops.exp(ops.gather(a, a.graph.input('rows', 'int32', [2, 2]))),
    { feeds: { rows: ints([2, 2], [2, 0, 2, 2]) } },
  ],
  [
    'RotaryEmbedding',
    '',
    [[2, 2, 3, 4]],
    (a) => ops.rotaryEmbedding(a, a.graph.int64([0]), table(a.graph, Math.cos), table(a.graph, Math.sin)),
  ],
];

describe('rules agree with finite differences', () => {
  for (const [op, variant, shapes, build, extra] of CASES) {
    it(`${op} ${variant}`, () =>
      checkGradient({
        shapes,
        build: ([a, b = a, c = a]) => {
          if (!a || !b || !c) throw new Error('A case needs operands.');
          return build(a, b, c);
        },
        ...extra,
      }));
  }

  it('for every operator that has a rule', () => {
    expect(new Set(CASES.map(([op]) => op))).toEqual(new Set(Object.keys(RULES)));
  });
});
