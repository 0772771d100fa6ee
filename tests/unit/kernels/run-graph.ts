/** Runs graphs on onnxruntime-web's WebAssembly provider, for the tests of the compiler. */
import * as ort from 'onnxruntime-web/wasm';
import { GraphModel } from '../../../kernels/onnx/model.ts';
import type { TensorData } from '../../../kernels/onnx/tensor.ts';
import type { Value } from '../../../kernels/onnx/value.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

export interface Feed {
  readonly shape: readonly number[];
  readonly data: TensorData;
}

export type Result = Readonly<Record<string, { shape: readonly number[]; data: number[] }>>;

/** A session for some values of a graph; call `run` as often as needed. */
export async function openGraph(outputs: Readonly<Record<string, Value>>) {
  const model = new GraphModel('test', outputs);
  const session = await ort.InferenceSession.create(model.bytes());
  return {
    model,
    async run(feeds: Readonly<Record<string, Feed>> = {}): Promise<Result> {
      const tensors = model.inputs.map(({ name, dtype }) => {
        const feed = feeds[name];
        if (!feed) throw new Error(`The test feeds no "${name}".`);
        return [name, new ort.Tensor(dtype, feed.data, feed.shape)] as const;
      });
      const results = await session.run(Object.fromEntries(tensors));
      return Object.fromEntries(
        Object.entries(results).map(([name, { dims, data }]) => {
          if (!ArrayBuffer.isView(data)) throw new Error('Unexpected string tensor.');
          return [name, { shape: dims, data: Array.from(data, Number) }];
        }),
      );
    },
    release: () => session.release(),
  };
}

/** Runs a graph once. */
export async function runGraph(
  outputs: Readonly<Record<string, Value>>,
  feeds: Readonly<Record<string, Feed>> = {},
) {
  const opened = await openGraph(outputs);
  try {
    return await opened.run(feeds);
  } finally {
    await opened.release();
  }
}

export const floats = (shape: readonly number[], values: readonly number[]): Feed => ({
  shape,
  data: Float32Array.from(values),
});

export const ints = (shape: readonly number[], values: readonly number[]): Feed => ({
  shape,
  data: Int32Array.from(values),
});
