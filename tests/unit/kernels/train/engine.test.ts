import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { Engine } from '../../../../kernels/train/engine.ts';

describe('an engine', () => {
  it('spares arithmetic on one thread only: with more, what saves it costs as much', () => {
    const onThreads = (numThreads: number | undefined) =>
      new Engine({ ort: { ...ort, env: { wasm: { numThreads } } }, kind: 'wasm' }).spare;
    expect(onThreads(1)).toBe('arithmetic');
    expect(onThreads(undefined)).toBe('arithmetic');
    expect(onThreads(2)).toBeUndefined();
  });

  it('asks for the GPU that it is to run on', () => {
    expect(() => new Engine({ ort, kind: 'webgpu' })).toThrow('needs the GPU device');
  });
});
