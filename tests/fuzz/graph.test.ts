/** Random graphs: refused with a reason, or right about the shapes that onnxruntime then computes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradients } from '../../kernels/autodiff/gradients.ts';
import { Graph } from '../../kernels/onnx/graph.ts';
import { GraphModel } from '../../kernels/onnx/model.ts';
import {
  add,
  concat,
  div,
  exp,
  expand,
  gemm,
  matMul,
  maximum,
  mul,
  neg,
  pad,
  reduceMax,
  reduceMean,
  reduceSum,
  relu,
  reshape,
  sigmoid,
  slice,
  softmax,
  sqrt,
  sub,
  transpose,
} from '../../kernels/onnx/ops.ts';
import { knownShape } from '../../kernels/onnx/shape.ts';
import { GraphError, type Value } from '../../kernels/onnx/value.ts';
import { runGraph } from '../unit/kernels/run-graph.ts';
import { runs } from './cases.ts';

/** One operation of a random graph: which, on which earlier values, with which small integers. */
interface Instruction {
  readonly op: number;
  readonly operands: readonly [number, number];
  readonly integers: readonly number[];
}

interface Program {
  readonly shapes: readonly number[][];
  readonly instructions: readonly Instruction[];
}

type Operator = (a: Value, b: Value, n: readonly number[]) => Value;

const at = (n: readonly number[], i: number): number => n[i] ?? 0;

const OPERATORS: readonly Operator[] = [
  (a, b) => add(a, b),
  (a, b) => sub(a, b),
  (a, b) => mul(a, b),
  (a, b) => div(a, b),
  (a, b) => maximum(a, b),
  (a, b) => matMul(a, b),
  (a, b, n) => gemm(a, b, { transA: at(n, 0) % 2 === 1, transB: at(n, 1) % 2 === 1 }),
  (a) => neg(a),
  (a) => exp(sigmoid(a)),
  (a) => sigmoid(a),
  (a) => relu(a),
  (a) => sqrt(exp(sigmoid(a))),
  (a, _, n) => softmax(a, at(n, 0)),
  (a, _, n) => reshape(a, n),
  (a, _, n) => transpose(a, n),
  (a, _, n) => slice(a, at(n, 0), at(n, 1), at(n, 2)),
  (a, _, n) => pad(a, at(n, 0), at(n, 1), at(n, 2)),
  (a, b, n) => concat([a, b], at(n, 0)),
  (a, _, n) => expand(a, n),
  (a, _, n) => reduceSum(a, [at(n, 0)], at(n, 1) % 2 === 0),
  (a, _, n) => reduceMean(a, [at(n, 0)]),
  (a, _, n) => reduceMax(a, [at(n, 0)]),
];

const shape = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 });
const instruction = fc.record<Instruction>({
  op: fc.nat(OPERATORS.length - 1),
  operands: fc.tuple(fc.nat(), fc.nat()),
  integers: fc.array(fc.integer({ min: -2, max: 4 }), { maxLength: 3 }),
});
const program = fc.record<Program>({
  shapes: fc.array(shape, { minLength: 1, maxLength: 3 }),
  instructions: fc.array(instruction, { minLength: 1, maxLength: 12 }),
});

/** A graph from a program; an operation that is refused is left out. @throws whatever is no GraphError */
function build({ shapes, instructions }: Program): { inputs: Value[]; values: Value[] } {
  const graph = new Graph();
  const inputs = shapes.map((dims, i) => graph.input(`x${i}`, 'float32', dims));
  const values = [...inputs];
  for (const { op, operands, integers } of instructions) {
    const [a, b] = operands.map((index) => values[index % values.length]);
    const operator = OPERATORS[op];
    if (!a || !b || !operator) continue;
    try {
      values.push(operator(a, b, integers));
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
    }
  }
  return { inputs, values };
}

describe('random graphs', () => {
  it('are built or refused with a reason, and so are their gradients', () => {
    fc.assert(
      fc.property(program, (text) => {
        const { inputs, values } = build(text);
        const last = values.at(-1);
        if (!last) return;
        const loss = reduceSum(last, undefined, false);
        let slopes: Value[];
        try {
          slopes = gradients(loss, inputs);
        } catch (error) {
          // ReduceMax and Max have no gradient rule.
          if (error instanceof GraphError && error.message.includes('no gradient rule')) return;
          throw error;
        }
        expect(slopes.map((slope) => slope.shape)).toEqual(inputs.map((input) => input.shape));
      }),
      runs(),
    );
  });

  it('have the shapes that onnxruntime computes', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (text) => {
        const { inputs, values } = build(text);
        const computed = values.filter((value) => value.inputs.length > 0);
        const outputs = Object.fromEntries(computed.map((value, i) => [`y${i}`, add(value, 1)]));
        if (computed.length === 0 || new Set(Object.values(outputs)).size < computed.length) return;
        const needed = new Set(new GraphModel('fuzz', outputs).inputs.map(({ name }) => name));
        const feeds = Object.fromEntries(
          inputs
            .filter(({ name }) => needed.has(name))
            .map(({ name, shape: dims }) => {
              const known = knownShape(dims) ?? [];
              const size = known.reduce((product, dim) => product * dim, 1);
              return [name, { shape: known, data: new Float32Array(size).fill(0.5) }];
            }),
        );
        const results = await runGraph(outputs, feeds);
        for (const [i, value] of computed.entries()) {
          expect(results[`y${i}`]?.shape).toEqual(knownShape(value.shape));
        }
      }),
      runs(10),
    );
  });
});
