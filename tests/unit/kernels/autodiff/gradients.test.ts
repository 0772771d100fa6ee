import { describe, expect, it } from 'vitest';
import { gradients, withGradient } from '../../../../kernels/autodiff/gradients.ts';
import { Graph } from '../../../../kernels/onnx/graph.ts';
import { GraphModel } from '../../../../kernels/onnx/model.ts';
import * as ops from '../../../../kernels/onnx/ops.ts';
import { floats, runGraph } from '../run-graph.ts';

describe('the reverse sweep', () => {
  it('computes nothing for frozen weights nor below the lowest parameter', () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', [4, 3]);
    const frozen = graph.input('frozen', 'float32', [3, 3]);
    const trained = graph.input('trained', 'float32', [3, 3]);
    const loss = ops.reduceSumSquare(ops.gemm(ops.gemm(x, frozen), trained), undefined, false);
    const [gradient] = gradients(loss, [trained]);
    if (!gradient) throw new Error('No gradient.');
    // Forward: two products; backward: 2·y, and one product for the parameter.
    expect(new GraphModel('test', { gradient }).operatorCounts()).toEqual(
      new Map([
        ['Gemm', 3],
        ['Mul', 1],
      ]),
    );
  });

  it('adds up what flows along several paths, without a node for sums of products', () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', [2, 2]);
    const w = graph.input('w', 'float32', [2, 2]);
    const y = ops.exp(x);
    const loss = ops.reduceSum(ops.mul(ops.gemm(y, w), ops.gemm(y, w, { transB: true })), undefined, false);
    const [gradient] = gradients(loss, [x]);
    if (!gradient) throw new Error('No gradient.');
    expect(new GraphModel('test', { gradient }).operatorCounts().has('Add')).toBe(false);
  });

  it('gives zeros for what the loss does not depend on', async () => {
    const graph = new Graph();
    const [x, y] = [graph.input('x', 'float32', [2]), graph.input('y', 'float32', [3])];
    const [dx, dy] = gradients(ops.reduceSumSquare(x, undefined, false), [x, y]);
    if (!dx || !dy) throw new Error('No gradient.');
    const got = await runGraph({ dx, dy }, { x: floats([2], [1, 2]) });
    expect(got['dx']?.data).toEqual([2, 4]);
    expect(got['dy']).toEqual({ shape: [3], data: [0, 0, 0] });
  });

  it('uses a gradient written by hand', async () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', [2]);
    const y = withGradient(ops.floor(x), [x], (_, g) => [() => ops.mul(g, 3)]);
    const [dx] = gradients(ops.reduceSumSquare(y, undefined, false), [x]);
    if (!dx) throw new Error('No gradient.');
    expect((await runGraph({ dx }, { x: floats([2], [1.5, 2.5]) }))['dx']?.data).toEqual([6, 12]);
  });

  it('names an operator that has no rule', () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', [2]);
    expect(() => gradients(ops.reduceSum(ops.floor(x), undefined, false), [x])).toThrow(
      'Floor(float32 [2]): the operator has no gradient rule',
    );
    expect(() => gradients(x, [x])).toThrow('the loss must be a float32 scalar');
  });
});
