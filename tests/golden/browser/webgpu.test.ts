/** On WebGPU in Chromium, with a software adapter where there is no GPU. */
import * as ort from 'onnxruntime-web/webgpu';
import { Engine } from '../../../kernels/train/engine.ts';
import { openGpu } from '../../../kernels/train/gpu.ts';
import { describeGolden } from '../suite.ts';
import { golden } from './files.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

// A node that the GPU cannot run would go to the CPU and back in every step: here it is an error instead.
const session = { extra: { session: { disable_cpu_ep_fallback: '1' } } };
const gpu = await openGpu(navigator.gpu);
if (!gpu) throw new Error('This Chromium has no WebGPU adapter, not even a software one.');

describeGolden('WebGPU in Chromium', new Engine({ ort, kind: 'webgpu', gpu, session }), golden);
