import { describe, expect, it } from 'vitest';
import { gradients } from '../../../../kernels/autodiff/gradients.ts';
import { Graph } from '../../../../kernels/onnx/graph.ts';
import { mul, reduceSum } from '../../../../kernels/onnx/ops.ts';
import { BASE_TYPES } from '../../../../kernels/quant/levels.ts';
import { packedInputs, packedLinear } from '../../../../kernels/quant/packed-weight.ts';
import { dequantize, quantize } from '../../../../kernels/quant/quantize.ts';
import { Rng } from '../../../../kernels/random.ts';
import { type Feed, runGraph } from '../run-graph.ts';

function normal(
  shape: readonly number[],
  seed: number,
): { shape: readonly number[]; data: Float32Array<ArrayBuffer> } {
  const random = new Rng(seed);
  const size = shape.reduce((a, b) => a * b, 1);
  return { shape, data: Float32Array.from({ length: size }, () => random.normal()) };
}

/** a [m, k] times b [k, n], in double precision. */
function product(
  a: ArrayLike<number>,
  b: (row: number, column: number) => number,
  m: number,
  k: number,
  n: number,
) {
  return Array.from({ length: m * n }, (_, at) => {
    const [row, column] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let i = 0; i < k; i++) sum += (a[row * k + i] ?? Number.NaN) * b(i, column);
    return sum;
  });
}

function worst(got: readonly number[] | undefined, expected: readonly number[]): number {
  const scale = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(value - (got?.[i] ?? Number.NaN)))) / scale;
}

/** Single precision over sums of at most 320 terms. */
const TOLERANCE = 1e-5;

const CASES = BASE_TYPES.flatMap((type) => [
  { type, doubleQuant: false, blockSize: 64, shape: [32, 48] as const },
  { type, doubleQuant: true, blockSize: 64, shape: [32, 48] as const },
  // Neither the codes nor the scales fill their last block: 7 · 33 values, and 300 scales in groups of 256.
  { type, doubleQuant: true, blockSize: 32, shape: [7, 33] as const },
  { type, doubleQuant: true, blockSize: 32, shape: [30, 320] as const },
]);

describe('a packed weight in a graph', () => {
  it.each(CASES)('$type, double $doubleQuant, block $blockSize, $shape', async ({ shape, ...settings }) => {
    const [out, width] = shape;
    const rows = 3;
    const tensor = quantize(normal(shape, 1).data, shape, settings);
    const weight = dequantize(tensor);
    const [x, g] = [normal([rows, width], 2), normal([rows, out], 3)];

    const graph = new Graph();
    const input = graph.input('x', 'float32', [rows, width]);
    const y = packedLinear(input, { name: 'w', shape, ...settings });
    const loss = reduceSum(mul(y, graph.input('g', 'float32', [rows, out])), undefined, false);
    const [dx] = gradients(loss, [input]);
    if (!dx) throw new Error('no gradient');
    const feeds: Record<string, Feed> = { x, g, ...Object.fromEntries(packedInputs('w', tensor)) };
    const result = await runGraph({ y, dx }, feeds);

    const forward = product(x.data, (i, j) => weight[j * width + i] ?? Number.NaN, rows, width, out);
    const backward = product(g.data, (i, j) => weight[i * width + j] ?? Number.NaN, rows, out, width);
    expect(worst(result['y']?.data, forward)).toBeLessThan(TOLERANCE);
    expect(worst(result['dx']?.data, backward)).toBeLessThan(TOLERANCE);
  });

  it('stays defined when the activation is not', async () => {
    const tensor = quantize(normal([4, 64], 1).data, [4, 64], {
      type: 'nf4',
      blockSize: 64,
      doubleQuant: false,
    });
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const graph = new Graph();
      const x = { shape: [2, 64], data: new Float32Array(128) };
      x.data[0] = bad;
      const y = packedLinear(graph.input('x', 'float32', [2, 64]), {
        name: 'w',
        shape: [4, 64],
        type: 'nf4',
        blockSize: 64,
        doubleQuant: false,
      });
      const result = await runGraph({ y }, { x, ...Object.fromEntries(packedInputs('w', tensor)) });
      // The row with the bad number spoils itself alone.
      expect(result['y']?.data.slice(4)).toEqual([0, 0, 0, 0]);
      expect(result['y']?.data.slice(0, 4).some(Number.isFinite)).toBe(false);
    }
  });
});
