/** How much memory several sessions over one frozen base take. */
import { createTrainer, feedOf, holdBase } from './peers/ajuste-fino.ts';
import { startEngine } from './peers/onnxruntime.ts';
import type { Problem } from './setting.ts';
import { ADAMW, batchAt } from './setting.ts';

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

/** Creates trainers over one base one after the other, as several adapters would be. */
export async function measureSharing(problem: Problem): Promise<SharedMemory> {
  const heap = watchHeap();
  const engine = await startEngine({ backend: 'wasm', threads: 1 });
  const base = holdBase(engine, problem);
  const before = heap();
  const added: number[] = [];
  for (let i = 0; i < SESSIONS; i++) {
    const trainer = await createTrainer(engine, base, problem);
    await trainer.train(feedOf(batchAt(problem, i)), ADAMW.lr);
    added.push(heap() - before);
  }
  return {
    baseBytes: [...problem.base.values()].reduce((sum, { data }) => sum + data.byteLength, 0),
    oneSession: added[0] ?? 0,
    manySessions: added.at(-1) ?? 0,
    sessions: SESSIONS,
  };
}
