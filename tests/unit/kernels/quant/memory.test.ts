/** Proof that onnxruntime keeps a packed base packed, and does not fold it back to floats. */
import { beforeAll, describe, expect, it } from 'vitest';
import { gradients } from '../../../../kernels/autodiff/gradients.ts';
import { Graph } from '../../../../kernels/onnx/graph.ts';
import { GraphModel } from '../../../../kernels/onnx/model.ts';
import { cast, gather, gemm, reduceSum, reshape, sigmoid } from '../../../../kernels/onnx/ops.ts';
import type { Tensor } from '../../../../kernels/onnx/tensor.ts';
import type { Value } from '../../../../kernels/onnx/value.ts';
import { packedInputs, packedLinear } from '../../../../kernels/quant/packed-weight.ts';
import { QLORA_SETTINGS, quantize, storedBytes } from '../../../../kernels/quant/quantize.ts';
import { Rng } from '../../../../kernels/random.ts';
import { loadMeasured } from '../heap.ts';

/** 24 layers of 1024 × 1024: 25 million weights, 96 MiB as floats, 12.4 MiB in NF4 with double quantisation. */
const LAYERS = 24;
const WIDTH = 1024;
const ROWS = 8;
const FLOAT_BYTES = LAYERS * WIDTH * WIDTH * 4;

/** Every layer has an input of its own but the same numbers: onnxruntime cannot know. */
const random = new Rng(1);
const weight = Float32Array.from({ length: WIDTH * WIDTH }, () => random.normal() / Math.sqrt(WIDTH));
const packed = quantize(weight, [WIDTH, WIDTH], QLORA_SETTINGS);
const layers = Array.from({ length: LAYERS }, (_, index) => index);

const { ort, heapBytes } = await loadMeasured();

beforeAll(async () => {
  // A first session loads the runtime, whose own memory is not what is measured.
  await peakOf((x) => sigmoid(x), new Map());
});

/** Heap that one forward and backward pass through a stack of layers adds. The heap never shrinks: measure the small first. */
async function peakOf(
  layer: (x: Value, index: number) => Value,
  feeds: ReadonlyMap<string, Tensor>,
  initializers = false,
): Promise<number> {
  const before = heapBytes();
  const graph = new Graph();
  const input = graph.input('x', 'float32', [ROWS, WIDTH]);
  let x = input;
  for (let index = 0; index < LAYERS; index++) x = sigmoid(layer(x, index));
  const [gradient] = gradients(reduceSum(x, undefined, false), [input]);
  if (!gradient) throw new Error('no gradient');
  const model = new GraphModel('stack', { gradient });
  const bytes = model.write(initializers ? { initializers: feeds } : {}).model;
  const session = await ort.InferenceSession.create(bytes, { graphOptimizationLevel: 'all' });
  const start = {
    shape: [ROWS, WIDTH],
    dtype: 'float32',
    data: new Float32Array(ROWS * WIDTH).fill(0.01),
  } as const;
  for (let run = 0; run < 2; run++) {
    const tensors = [...new Map<string, Tensor>([...(initializers ? [] : feeds), ['x', start]])].map(
      ([name, { dtype, data, shape }]) => [name, new ort.Tensor(dtype, data, shape)] as const,
    );
    const results = await session.run(Object.fromEntries(tensors));
    expect(results['gradient']?.data.length).toBe(ROWS * WIDTH);
  }
  await session.release();
  return heapBytes() - before;
}

describe('heap of a session', () => {
  const packedFeeds = new Map(layers.flatMap((index) => [...packedInputs(`w${index}`, packed)]));

  it('grows by far less than the float base when the base is NF4, and by at least that when it is not', async () => {
    const nf4 = await peakOf(
      (x, index) => packedLinear(x, { ...QLORA_SETTINGS, name: `w${index}`, shape: [WIDTH, WIDTH] }),
      packedFeeds,
    );
    // The packed base, and one or two decoded layers at a time with their indices; half of the floats is a wide margin.
    expect(LAYERS * storedBytes(packed)).toBeLessThan(FLOAT_BYTES / 7);
    expect(nf4).toBeLessThan(FLOAT_BYTES / 2);

    const fp32 = await peakOf(
      (x, index) => gemm(x, x.graph.input(`w${index}`, 'float32', [WIDTH, WIDTH]), { transB: true }),
      new Map(
        layers.map((index) => [
          `w${index}`,
          { dtype: 'float32', shape: [WIDTH, WIDTH], data: weight } as const,
        ]),
      ),
    );
    expect(nf4 + fp32).toBeGreaterThan(FLOAT_BYTES);
    console.log(
      `heap: NF4 ${mebibytes(nf4)}, fp32 ${mebibytes(nf4 + fp32)}, floats alone ${mebibytes(FLOAT_BYTES)}`,
    );
  });

  it('does grow when the codes are constants without the precaution: the measurement sees folding', async () => {
    // One byte a weight pair and a plain Gather: onnxruntime computes it once, when the session is made.
    const table = Float32Array.from({ length: 512 }, (_, index) => Math.sin(index) / WIDTH);
    const feeds = new Map<string, Tensor>(
      layers.map((index) => [
        `w${index}`,
        { dtype: 'uint8', shape: [packed.codes.length], data: packed.codes },
      ]),
    );
    const growth = await peakOf(
      (x, index) => {
        const codes = x.graph.input(`w${index}`, 'uint8', [(WIDTH * WIDTH) / 2]);
        const levels = gather(x.graph.constant('float32', [256, 2], table), cast(codes, 'int32'));
        return gemm(x, reshape(levels, [WIDTH, WIDTH]), { transB: true });
      },
      feeds,
      true,
    );
    // The heap already holds the room that the float base left free, and still has to grow.
    console.log(`heap: folded ${mebibytes(heapBytes())}, of which new ${mebibytes(growth)}`);
    expect(growth).toBeGreaterThan(FLOAT_BYTES / 4);
  });
});

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
