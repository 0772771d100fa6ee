/** Starting ONNX Runtime Web, for the rows that run on it. */

import gpuModule from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import gpuWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { Graph } from '../../../../kernels/onnx/graph.ts';
import { GraphModel } from '../../../../kernels/onnx/model.ts';
import { matMul } from '../../../../kernels/onnx/ops.ts';
import { Engine } from '../../../../kernels/train/engine.ts';
import type { Placement } from '../peer.ts';

/** A model that multiplies two `[size, size]` matrices `a` and `b` into `product`. */
export function matMulModel(size: number): GraphModel {
  const graph = new Graph();
  const [a, b] = [graph.input('a', 'float32', [size, size]), graph.input('b', 'float32', [size, size])];
  return new GraphModel('matmul', { product: matMul(a, b) });
}

/**
 * Loads the runtime completely: its WebAssembly is compiled with the first session, here of a tiny model. That session is
 * kept, since ONNX Runtime gives the GPU device back with the last one.
 */
export async function startEngine({ backend, threads }: Placement): Promise<Engine> {
  const ort =
    backend === 'webgpu' ? await import('onnxruntime-web/jspi') : await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmPaths =
    backend === 'webgpu' ? { mjs: gpuModule, wasm: gpuWasm } : { mjs: plainModule, wasm: plainWasm };
  await ort.InferenceSession.create(matMulModel(4).bytes(), { executionProviders: [backend] });
  return new Engine({
    ort,
    kind: backend,
    ...(backend === 'webgpu' && { gpu: await ort.env.webgpu.device }),
  });
}
