/** The device of the terminal: onnxruntime-web's WebAssembly in Node. */
import * as ort from 'onnxruntime-web';
import { Engine } from '../train/engine.ts';
import type { Options, OptionTable } from './options.ts';

export const THREADS_OPTION = {
  threads: { kind: 'integer', value: 'N', help: 'linhas de execução (padrão: 1)', min: 1 },
} as const satisfies OptionTable;

/** @param threads more than one is faster on larger models; sums then differ in their last bits */
export function openEngine(threads: number): Engine {
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  return new Engine({ ort, kind: 'wasm' });
}

/** The engine of `--threads`. */
export function engineFor(options: Options): Engine {
  return openEngine(options.number('threads') ?? 1);
}
