/** Starting ONNX Runtime Web, for the rows that run on it. */

import type { InferenceSession } from 'onnxruntime-web';
import gpuModule from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import gpuWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { Graph } from '../../../../kernels/onnx/graph.ts';
import { GraphModel } from '../../../../kernels/onnx/model.ts';
import { matMul } from '../../../../kernels/onnx/ops.ts';
import type { Placement } from '../peer.ts';

export type Ort = typeof import('onnxruntime-web');

export interface Runtime {
  ort: Ort;
  options: InferenceSession.SessionOptions;
}

/** A model that multiplies two `[size, size]` matrices `a` and `b` into `product`. */
export function matMulModel(size: number): Uint8Array<ArrayBuffer> {
  const graph = new Graph();
  const [a, b] = [graph.input('a', 'float32', [size, size]), graph.input('b', 'float32', [size, size])];
  return new GraphModel('matmul', { product: matMul(a, b) }).bytes();
}

/** Loads the runtime completely: its WebAssembly is compiled with the first session, here of a tiny model. */
export async function startOnnxRuntime({ backend, threads }: Placement): Promise<Runtime> {
  const ort: Ort =
    backend === 'webgpu' ? await import('onnxruntime-web/jspi') : await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmPaths =
    backend === 'webgpu' ? { mjs: gpuModule, wasm: gpuWasm } : { mjs: plainModule, wasm: plainWasm };
  const options: InferenceSession.SessionOptions = { executionProviders: [backend] };
  const first = await ort.InferenceSession.create(matMulModel(4), options);
  await first.release();
  return { ort, options };
}
