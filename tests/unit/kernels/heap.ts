/** Loads onnxruntime so that the size of its heap, which is no public property, can be measured. */

export interface MeasuredRuntime {
  readonly ort: typeof import('onnxruntime-web/wasm');
  /** Bytes of WebAssembly memory; it grows, but never shrinks. */
  heapBytes(): number;
}

/** The constructor that makes the heap is watched while the runtime loads; call before anything else loads it. */
export async function loadMeasured(): Promise<MeasuredRuntime> {
  const memories: WebAssembly.Memory[] = [];
  const Memory = WebAssembly.Memory;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      memories.push(this);
    }
  };
  const ort = await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  return { ort, heapBytes: () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0) };
}
