/** The golden model on WebAssembly in Node, for tests of what runs graphs. */
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-web/wasm';
import { Engine } from '../../../../kernels/train/engine.ts';
import { holdModel } from '../../../../kernels/train/held.ts';
import { loadGolden } from '../../../golden/files.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

export const engine = new Engine({ ort, kind: 'wasm' });
export const golden = await loadGolden(
  async (name) => new Uint8Array(await readFile(new URL(`../../../golden/${name}`, import.meta.url))),
);
export const base = holdModel(engine, { config: golden.config, weights: golden.base });

/** Batch `i` of the golden files, in the form of a training step without `rows`. */
export function goldenBatch(i: number) {
  const batch = golden.batches[i % golden.batches.length];
  if (!batch) throw new Error('There are no batches.');
  return { input_ids: batch.inputIds, labels: batch.labels };
}

/** Largest absolute difference. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return Array.from(a, (x, i) => Math.abs(x - (b[i] ?? Number.NaN))).reduce((x, y) => Math.max(x, y), 0);
}
