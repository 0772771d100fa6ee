/** The arithmetic limit: one product of two 512 × 512 matrices by ONNX Runtime, nothing else. */
import { LIMIT_SIZE } from '../flops.ts';
import type { Peer } from '../peer.ts';
import { matMulModel, startOnnxRuntime } from './onnxruntime.ts';

export function createPeer(): Peer {
  let step = (): Promise<number> => Promise.reject(new Error('prepare was not called.'));
  let dispose = async () => {};
  let runtime: Awaited<ReturnType<typeof startOnnxRuntime>>;
  return {
    async load(placement) {
      runtime = await startOnnxRuntime(placement);
    },
    async prepare() {
      const { ort, options } = runtime;
      const session = await ort.InferenceSession.create(matMulModel(LIMIT_SIZE), options);
      const matrix = Float32Array.from({ length: LIMIT_SIZE ** 2 }, (_, i) => Math.sin(i));
      const tensor = new ort.Tensor('float32', matrix, [LIMIT_SIZE, LIMIT_SIZE]);
      step = async () => {
        const { product } = await session.run({ a: tensor, b: tensor });
        const data = await product?.getData();
        return Number(data?.[0]);
      };
      dispose = () => session.release();
    },
    step: () => step(),
    dispose: () => dispose(),
  };
}
