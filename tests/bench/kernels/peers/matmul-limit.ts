/** The arithmetic limit: one product of two 512 × 512 matrices by ONNX Runtime, nothing else. */
import { type Engine, readFloats } from '../../../../kernels/train/engine.ts';
import { LIMIT_SIZE } from '../flops.ts';
import type { Peer } from '../peer.ts';
import { matMulModel, startEngine } from './onnxruntime.ts';

export function createPeer(): Peer {
  let engine: Engine;
  let step = (): Promise<number> => Promise.reject(new Error('prepare was not called.'));
  let dispose = async () => {};
  return {
    async load(placement) {
      engine = await startEngine(placement);
    },
    async prepare() {
      const program = await engine.load(matMulModel(LIMIT_SIZE));
      const data = Float32Array.from({ length: LIMIT_SIZE ** 2 }, (_, i) => Math.sin(i));
      const matrix = engine.upload({ shape: [LIMIT_SIZE, LIMIT_SIZE], data });
      step = async () => {
        const { product } = await program.run({ a: matrix, b: matrix });
        const [first] = await readFloats(product);
        return first ?? Number.NaN;
      };
      dispose = async () => {
        matrix.dispose();
        await program.dispose();
      };
    },
    step: () => step(),
    dispose: () => dispose(),
  };
}
