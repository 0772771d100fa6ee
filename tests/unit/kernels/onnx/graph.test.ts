import { describe, expect, it } from 'vitest';
import { Graph } from '../../../../kernels/onnx/graph.ts';
import { GraphModel } from '../../../../kernels/onnx/model.ts';
import * as ops from '../../../../kernels/onnx/ops.ts';
import { floats, ints, runGraph } from '../run-graph.ts';

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('building', () => {
  it('refuses bad graphs with the operator, the operands and the reason', () => {
    const graph = new Graph();
    const a = graph.input('a', 'float32', [2, 3]);
    const b = graph.input('b', 'float32', [4, 5]);
    const i = graph.input('i', 'int32', [4]);
    expect(() => ops.matMul(a, b)).toThrow(
      'MatMul(float32 [2, 3], float32 [4, 5]): inner dimensions 3 and 4 differ',
    );
    expect(() => ops.gemm(a, b, { transB: true })).toThrow('Gemm(float32 [2, 3], float32 [4, 5])');
    expect(() => ops.gemm(a, a, { transB: true, c: b })).toThrow('does not broadcast to the product');
    expect(() => ops.add(a, b)).toThrow('Add(float32 [2, 3], float32 [4, 5]): shapes do not broadcast');
    expect(() => ops.add(b, i)).toThrow('operands must have one type');
    expect(() => ops.reshape(a, [7])).toThrow('Reshape(float32 [2, 3]): [7] has another number of elements');
    expect(() => ops.transpose(a, [0, 0])).toThrow('is no order of its 2 axes');
    expect(() => ops.slice(a, 1, 0, 4)).toThrow('0 to 4 is out of range on axis 1');
    expect(() => ops.concat([a, b], 0)).toThrow('operands differ in more than axis 0');
    expect(() => ops.reduceSum(a, [2])).toThrow('there is no axis 2');
    expect(() => ops.gather(a, b)).toThrow('indices must be int32');
    expect(() => graph.input('a', 'float32', [9])).toThrow('the name "a" is taken');
    expect(() => graph.constant('float32', [3], [1])).toThrow('1 elements do not fill shape [3]');
    expect(() => ops.add(a, new Graph().input('a', 'float32', [2, 3]))).toThrow('belongs to another graph');
    expect(() => new GraphModel('test', { a })).toThrow('an output must be computed');
    expect(() => new GraphModel('test', { a: ops.neg(a) })).toThrow('"a" is already the name of an input');
  });

  it('infers symbolic shapes', () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', ['B', 'T', 8]);
    const rows = ops.flattenRows(x);
    expect(rows.shape).toEqual(['B*T', 8]);
    const w = graph.input('w', 'float32', [8, 4]);
    expect(ops.matMul(x, w).shape).toEqual(['B', 'T', 4]);
    const past = graph.input('past', 'float32', ['B', 'P', 8]);
    expect(ops.concat([past, x], 1).shape).toEqual(['B', 'P+T', 8]);
    expect(ops.reshape(rows, ['B', 'T', 8])).toBe(x);
    expect(() => ops.reshape(ops.neg(rows), ['B', 'T', 8])).toThrow('more than one symbolic dimension');
  });

  it('makes equal expressions once and folds scalars', () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', [3]);
    expect(ops.exp(ops.add(x, 1))).toBe(ops.exp(ops.add(x, 1)));
    expect(ops.mul(x, 1)).toBe(x);
    expect(ops.sub(graph.scalar(1), graph.scalar(0.75)).data).toEqual(Float32Array.of(0.25));
    expect(ops.transpose(ops.transpose(ops.reshape(x, [1, 3]), [1, 0]), [1, 0]).shape).toEqual([1, 3]);
  });
});

describe('models', () => {
  it('leave out what no output needs', () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', [3]);
    const unused = graph.input('unused', 'float32', [3]);
    ops.exp(unused);
    const model = new GraphModel('test', { y: ops.neg(x) });
    expect(model.nodeCount).toBe(1);
    expect(model.inputs).toEqual([{ name: 'x', dtype: 'float32', shape: [3] }]);
    expect(model.outputs).toEqual([{ name: 'y', dtype: 'float32', shape: [3] }]);
  });

  it('absorb sums into the products that make their terms', async () => {
    const graph = new Graph();
    const a = graph.input('a', 'float32', [2, 2]);
    const x = graph.input('x', 'float32', [2, 2]);
    const low = ops.gemm(ops.gemm(a, a), a, { alpha: 2 });
    const sum = ops.add(x, ops.add(ops.gemm(a, a, { transB: true }), low));
    expect(new GraphModel('test', { sum }).operatorCounts()).toEqual(new Map([['Gemm', 3]]));
    const feeds = { a: floats([2, 2], [1, 2, 3, 4]), x: floats([2, 2], [10, 20, 30, 40]) };
    // a·aᵀ = [5 11; 11 25], a³ = [37 54; 81 118].
    const { sum: got } = await runGraph({ sum }, feeds);
    expect(got?.data).toEqual([10 + 5 + 74, 20 + 11 + 108, 30 + 11 + 162, 40 + 25 + 236]);
  });

  it('keep a product that has other users', () => {
    const graph = new Graph();
    const a = graph.input('a', 'float32', [2, 2]);
    const product = ops.gemm(a, a);
    const model = new GraphModel('test', { y: ops.add(a, product), z: ops.exp(product) });
    expect(model.operatorCounts()).toEqual(
      new Map([
        ['Gemm', 1],
        ['Add', 1],
        ['Exp', 1],
      ]),
    );
  });

  it('bind inputs to weights, inside the model or in an external file', () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', [1, 2]);
    const w = graph.input('w', 'float32', [2, 2]);
    const model = new GraphModel('test', { y: ops.matMul(x, w) });
    const tensor = { dtype: 'float32' as const, shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) };
    const inside = model.write({ initializers: new Map([['w', tensor]]) });
    expect(inside.external).toBeUndefined();
    const outside = model.write({ initializers: new Map([['w', tensor]]), externalFile: 'pesos.bin' });
    expect(outside.external).toEqual(new Uint8Array(tensor.data.buffer));
    const wrong = { ...tensor, shape: [4, 1] };
    expect(() => model.write({ initializers: new Map([['w', wrong]]) })).toThrow(
      'Input(float32 [2, 2]): "w" cannot hold float32 [4, 1]',
    );
  });
});

describe('operators on onnxruntime', () => {
  it('move elements', async () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', [2, 3]);
    const outputs = {
      transposed: ops.transpose(x, [1, 0]),
      sliced: ops.slice(x, 1, 1, 3),
      padded: ops.pad(x, 1, 1, 0),
      joined: ops.concat([x, ops.mul(x, 10)], 0),
      expanded: ops.expand(ops.slice(x, 0, 0, 1), [2, 3]),
    };
    const got = await runGraph(outputs, { x: floats([2, 3], range(6)) });
    expect(got['transposed']).toEqual({ shape: [3, 2], data: [0, 3, 1, 4, 2, 5] });
    expect(got['sliced']).toEqual({ shape: [2, 2], data: [1, 2, 4, 5] });
    expect(got['padded']).toEqual({ shape: [2, 4], data: [0, 0, 1, 2, 0, 3, 4, 5] });
    expect(got['joined']).toEqual({ shape: [4, 3], data: [...range(6), 0, 10, 20, 30, 40, 50] });
    expect(got['expanded']).toEqual({ shape: [2, 3], data: [0, 1, 2, 0, 1, 2] });
  });

  it('gather and scatter by int32 index', async () => {
    const graph = new Graph();
    const x = graph.input('x', 'float32', [3, 2]);
    const rows = graph.input('rows', 'int32', [4]);
    const taken = ops.gather(x, rows);
    const back = ops.scatterAddRows(ops.zeros(x, [3, 2]), rows, taken);
    const picked = ops.gatherElements(x, ops.reshape(ops.slice(rows, 0, 0, 3), [3, 1]), 1);
    const got = await runGraph(
      { taken, back, picked },
      { x: floats([3, 2], range(6)), rows: ints([4], [1, 0, 1, 1]) },
    );
    expect(got['taken']?.data).toEqual([2, 3, 0, 1, 2, 3, 2, 3]);
    expect(got['back']?.data).toEqual([0, 1, 6, 9, 0, 0]);
    expect(got['picked']?.data).toEqual([1, 2, 5]);
  });

  it('compare, choose and cast', async () => {
    const graph = new Graph();
    const labels = graph.input('labels', 'int32', [4]);
    const asFloat = ops.cast(labels, 'float32');
    const known = ops.greaterOrEqual(asFloat, 0);
    const got = await runGraph(
      {
        valid: ops.cast(known, 'float32'),
        safe: ops.cast(ops.relu(asFloat), 'int32'),
        chosen: ops.where(known, asFloat, -1),
        same: ops.cast(ops.equal(labels, 7), 'float32'),
      },
      { labels: ints([4], [3, -100, 0, 7]) },
    );
    expect(got['valid']?.data).toEqual([1, 0, 1, 1]);
    expect(got['safe']?.data).toEqual([3, 0, 0, 7]);
    expect(got['chosen']?.data).toEqual([3, -1, 0, 7]);
    expect(got['same']?.data).toEqual([0, 0, 0, 1]);
  });
});
