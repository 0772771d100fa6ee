/** A long run must not eat the GPU's memory. */
import * as ort from 'onnxruntime-web/webgpu';
import { expect, it } from 'vitest';
import { lora } from '../../../kernels/peft/lora.ts';
import { Engine } from '../../../kernels/train/engine.ts';
import { openGpu } from '../../../kernels/train/gpu.ts';
import { holdAdapter, holdModel } from '../../../kernels/train/held.ts';
import { Trainer } from '../../../kernels/train/trainer.ts';
import { golden } from './files.ts';

/** By then onnxruntime has made the buffers that it uses again in every step. */
const WARM_UP = 10;
/** A software adapter is slow; a leak of one tensor a step shows in fewer steps than on a device. */
const STEPS = 40;

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

/** Bytes of the device's buffers that have been made and not destroyed. */
function watchBuffers(device: GPUDevice): () => number {
  const alive = new Map<GPUBuffer, number>();
  const create = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = create(descriptor);
    alive.set(buffer, descriptor.size);
    const destroy = buffer.destroy.bind(buffer);
    buffer.destroy = () => {
      alive.delete(buffer);
      return destroy();
    };
    return buffer;
  };
  return () => [...alive.values()].reduce((sum, size) => sum + size, 0);
}

it('holds the same buffers after many steps', async () => {
  const gpu = await openGpu(navigator.gpu);
  if (!gpu) throw new Error('This Chromium has no WebGPU adapter, not even a software one.');
  const bytesAlive = watchBuffers(gpu);
  const engine = new Engine({ ort, kind: 'webgpu', gpu });
  const base = holdModel(engine, { config: golden.config, weights: golden.base });
  const plugged = holdAdapter(engine, base, lora.configure(golden.config));
  const { batch, length } = golden;
  const trainer = await Trainer.create(engine, {
    base,
    plugged,
    options: { batch, length },
    from: { seed: 0 },
  });
  const train = async (until: number) => {
    while (trainer.step < until) {
      const tokens = golden.batches[trainer.step % golden.batches.length];
      if (!tokens) throw new Error('There are no batches.');
      await trainer.train({ input_ids: tokens.inputIds, labels: tokens.labels }, 1e-3);
    }
  };
  await train(WARM_UP);
  const before = bytesAlive();
  expect(before).toBeGreaterThan(0);
  await train(STEPS);
  // One more copy of the state a step would be twenty times this.
  expect(bytesAlive() - before).toBeLessThan(((STEPS - WARM_UP) * trainer.layout.size * 4 * 3) / 20);
  await trainer.dispose();
});
