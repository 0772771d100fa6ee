/** Runs golden cases on any onnxruntime module and device. */
import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-common';
import type { FloatTensor } from '../../kernels/formats/tensor.ts';
import type { GraphModel } from '../../kernels/onnx/model.ts';
import type { DType, Tensor, TensorData } from '../../kernels/onnx/tensor.ts';
import type { Adapter } from '../../kernels/peft/method.ts';
import { compileEval } from '../../kernels/train/compile-eval.ts';
import { compileTrainStep } from '../../kernels/train/compile-train.ts';
import { initialTheta, packTheta, unpackTheta } from '../../kernels/train/layout.ts';
import type { Golden } from './files.ts';

/** What the harness needs of onnxruntime: `onnxruntime-web`, its WebAssembly or WebGPU bundle, or `onnxruntime-node`. */
export interface OrtModule {
  readonly InferenceSession: {
    create(model: Uint8Array, options?: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  readonly Tensor: new (type: DType, data: TensorData, dims: readonly number[]) => OrtTensor;
}

export interface Device {
  readonly ort: OrtModule;
  readonly options: InferenceSession.SessionOptions;
}

export interface TrainingResult {
  readonly losses: number[];
  /** Gradients of the first step and parameters after the last one, by tensor name. */
  readonly gradients: Map<string, FloatTensor>;
  readonly parameters: Map<string, FloatTensor>;
  readonly nodes: number;
}

function feedsOf(
  { ort }: Device,
  model: GraphModel,
  frozen: ReadonlyMap<string, Tensor | FloatTensor>,
  changing: Readonly<Record<string, TensorData>>,
): Record<string, OrtTensor> {
  return Object.fromEntries(
    model.inputs.map(({ name, dtype, shape }) => {
      const data = changing[name] ?? frozen.get(name)?.data;
      if (!data) throw new Error(`Nothing to feed as "${name}".`);
      return [name, new ort.Tensor(dtype, data, shape.map(Number))];
    }),
  );
}

async function floats(tensor: OrtTensor | undefined): Promise<Float32Array<ArrayBuffer>> {
  const data = await tensor?.getData();
  if (!(data instanceof Float32Array)) throw new Error('Expected a float32 output.');
  return new Float32Array(data);
}

/** Logits `[B, T, vocab]` of a batch, with an adapter plugged in or without. */
export async function runLogits(
  device: Device,
  golden: Golden,
  batch: number,
  adapter?: Adapter,
  theta?: Float32Array<ArrayBuffer>,
) {
  const { config, base, batch: size, length } = golden;
  const { model } = compileEval(config, adapter, { batch: size, length, outputs: ['logits'] });
  const session = await device.ort.InferenceSession.create(model.bytes(), device.options);
  try {
    const inputIds = golden.batches[batch]?.inputIds ?? new Int32Array();
    const feeds = feedsOf(device, model, base, { input_ids: inputIds, ...(theta && { theta }) });
    return await floats((await session.run(feeds))['logits']);
  } finally {
    await session.release();
  }
}

/** The training run of a golden case: its own initial adapter, its optimizer, `steps` steps. */
export async function runTraining(
  device: Device,
  golden: Golden,
  name: string,
  adapter: Adapter,
  steps: number,
): Promise<TrainingResult> {
  const { config, base, summary, batch, length } = golden;
  const settings = summary.cases[name];
  if (!settings) throw new Error(`summary.json has no case "${name}".`);
  const { betas, eps, weight_decay: weightDecay } = summary.optimizer;
  const { model, layout } = compileTrainStep(config, adapter, {
    batch,
    length,
    betas,
    eps,
    weightDecay,
    gradient: true,
  });
  const frozen = new Map<string, Tensor | FloatTensor>([...base, ...(adapter.frozen?.(base) ?? [])]);
  const session = await device.ort.InferenceSession.create(model.bytes(), device.options);
  try {
    let theta =
      adapter.method === 'full'
        ? initialTheta(adapter, base, 0)
        : packTheta(layout, await golden.tensors(`${name}.init.safetensors`));
    let [m, v] = [new Float32Array(layout.size), new Float32Array(layout.size)];
    let firstGradient = new Float32Array();
    const losses: number[] = [];
    for (let step = 0; step < steps; step++) {
      const tokens = golden.batches[step % golden.batches.length];
      if (!tokens) throw new Error('There are no batches.');
      const feeds = feedsOf(device, model, frozen, {
        theta,
        m,
        v,
        input_ids: tokens.inputIds,
        labels: tokens.labels,
        lr: Float32Array.of(settings.lr),
        step: Float32Array.of(step + 1),
      });
      const out = await session.run(feeds);
      losses.push((await floats(out['loss']))[0] ?? Number.NaN);
      [theta, m, v] = [
        await floats(out['next_theta']),
        await floats(out['next_m']),
        await floats(out['next_v']),
      ];
      if (step === 0) firstGradient = await floats(out['gradient']);
    }
    return {
      losses,
      gradients: unpackTheta(layout, firstGradient),
      parameters: unpackTheta(layout, theta),
      nodes: model.nodeCount,
    };
  } finally {
    await session.release();
  }
}

/** Largest difference between two tensors, divided by the largest element of the expected one. */
export function relativeError(got: FloatTensor | undefined, expected: FloatTensor): number {
  if (!got || got.shape.join() !== expected.shape.join()) return Number.POSITIVE_INFINITY;
  const scale = expected.data.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0) || 1;
  const worst = expected.data.reduce(
    (largest, x, i) => Math.max(largest, Math.abs(x - (got.data[i] ?? Number.NaN))),
    0,
  );
  return worst / scale;
}
