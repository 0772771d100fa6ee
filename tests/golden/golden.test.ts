/** On WebAssembly in Node. */
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-web/wasm';
import { Engine } from '../../kernels/train/engine.ts';
import { loadGolden } from './files.ts';
import { describeGolden } from './suite.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

const golden = await loadGolden(
  async (name) => new Uint8Array(await readFile(new URL(name, import.meta.url))),
);
describeGolden('WebAssembly in Node', new Engine({ ort, kind: 'wasm' }), golden);
