/** How much memory several sessions over one frozen base take. */
import type { Tensor } from 'onnxruntime-web';
import { compileStep } from './peers/ajuste-fino.ts';
import { startOnnxRuntime } from './peers/onnxruntime.ts';
import type { Problem } from './setting.ts';
import { batchAt } from './setting.ts';

const SESSIONS = 4;

/** Bytes of WebAssembly memory, beyond what the runtime itself takes. */
export interface SharedMemory {
  /** The frozen weights, as one float32 copy. */
  baseBytes: number;
  /** Heap that the first session added, after a step. */
  oneSession: number;
  /** Heap that all the sessions added together, after a step of each. */
  manySessions: number;
  sessions: number;
}

/** Watches the memories that WebAssembly modules make from now on: ONNX Runtime does not tell its own. */
function watchHeap(): () => number {
  const memories: WebAssembly.Memory[] = [];
  WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      memories.push(this);
    }
  };
  return () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}

/** Creates sessions of the same training step one after the other, as several adapters over one base would. */
export async function measureSharing(problem: Problem): Promise<SharedMemory> {
  const heap = watchHeap();
  const { ort, options } = await startOnnxRuntime({ backend: 'wasm', threads: 1 });
  const { model, theta } = compileStep(problem);
  const { inputIds, labels } = batchAt(problem, 0);
  const values = new Map(
    [...problem.base].map(([name, { data }]): [string, Tensor.DataType] => [name, data]),
  );
  values.set('theta', theta);
  values.set('m', new Float32Array(theta.length));
  values.set('v', new Float32Array(theta.length));
  values.set('input_ids', inputIds);
  values.set('labels', labels);
  values.set('lr', Float32Array.of(1e-3));
  values.set('step', Float32Array.of(1));
  const feeds = Object.fromEntries(
    model.inputs.map(({ name, dtype, shape }) => {
      const data = values.get(name);
      if (!data) throw new Error(`Nothing to feed as "${name}".`);
      return [name, new ort.Tensor(dtype, data, shape.map(Number))];
    }),
  );
  const before = heap();
  const added: number[] = [];
  for (let i = 0; i < SESSIONS; i++) {
    const session = await ort.InferenceSession.create(model.bytes(), options);
    await session.run(feeds);
    added.push(heap() - before);
  }
  return {
    baseBytes: [...problem.base.values()].reduce((sum, { data }) => sum + data.byteLength, 0),
    oneSession: added[0] ?? 0,
    manySessions: added.at(-1) ?? 0,
    sessions: SESSIONS,
  };
}
