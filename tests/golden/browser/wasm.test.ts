/** On WebAssembly in Chromium. */
import * as ort from 'onnxruntime-web/wasm';
import { Engine } from '../../../kernels/train/engine.ts';
import { describeGolden } from '../suite.ts';
import { golden } from './files.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

describeGolden('WebAssembly in Chromium', new Engine({ ort, kind: 'wasm' }), golden);
