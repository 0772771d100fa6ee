/** Every operator that a graph may hold. All of them run on onnxruntime's WebGPU provider itself. */
export * from './elementwise.ts';
export * from './gather.ts';
export * from './matmul.ts';
export * from './movement.ts';
export * from './neural.ts';
export * from './reduce.ts';
