import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import type { LlamaConfig } from '../../../../kernels/formats/llama-config.ts';
import type { GraphModel } from '../../../../kernels/onnx/model.ts';
import { lora } from '../../../../kernels/peft/lora.ts';
import type { Adapter } from '../../../../kernels/peft/method.ts';
import { METHODS } from '../../../../kernels/peft/registry.ts';
import { compileEval } from '../../../../kernels/train/compile-eval.ts';
import { compileTrainStep } from '../../../../kernels/train/compile-train.ts';
import { initialTheta } from '../../../../kernels/train/layout.ts';
import { distance, golden } from './device.ts';

const { config, base, batch, length } = golden;
const tokens = golden.batches[0] ?? { inputIds: new Int32Array(), labels: new Int32Array() };

/** The benchmark's small setting. */
const SMALL: LlamaConfig = {
  ...config,
  vocabSize: 512,
  hiddenSize: 64,
  intermediateSize: 176,
  layers: 2,
  heads: 4,
  kvHeads: 4,
  headDim: 16,
};

async function run(model: GraphModel, adapter: Adapter, changing: Record<string, Int32Array | Float32Array>) {
  const frozen = adapter.frozen?.(base);
  const session = await ort.InferenceSession.create(model.bytes());
  try {
    const feeds = model.inputs.map(({ name, dtype, shape }) => {
      const data = changing[name] ?? base.get(name)?.data ?? frozen?.get(name)?.data;
      if (!data) throw new Error(`Nothing to feed as "${name}".`);
      return [name, new ort.Tensor(dtype, data, shape.map(Number))] as const;
    });
    const results = await session.run(Object.fromEntries(feeds));
    return new Map(Object.entries(results).map(([name, { data }]) => [name, Array.from(data, Number)]));
  } finally {
    await session.release();
  }
}

describe('a training step', () => {
  it('has few nodes: LoRA on q and v in the small setting', () => {
    const options = { batch: 8, length: 64, weightDecay: 0.01 };
    const step = compileTrainStep(SMALL, lora.configure(SMALL), options);
    expect(step.model.nodeCount).toBeLessThanOrEqual(267);
    const sparing = compileTrainStep(SMALL, lora.configure(SMALL), { ...options, spare: 'nodes' });
    expect(sparing.model.nodeCount).toBeLessThanOrEqual(256);
    expect(step.model.bytes().length).toBeLessThan(64 * 1024);
  });

  it.each(METHODS.map((method) => [method.id, method] as const))(
    'has no output that a recorded graph cannot have: %s',
    (_, method) => {
      const adapter = method.configure(config);
      for (const spare of ['nodes', 'arithmetic'] as const) {
        const { model } = compileTrainStep(config, adapter, { batch, length, gradient: true, spare });
        expect(model.viewOutputs()).toEqual([]);
      }
    },
  );

  it('reads the head and most of the last layer only at the rows that are asked for', () => {
    const shape = { batch: 8, length: 64 };
    const [all, some] = [shape, { ...shape, rows: 16 }].map((options) =>
      compileTrainStep(SMALL, lora.configure(SMALL), options).model.matrixFlops(),
    );
    expect((some ?? 0) / (all ?? 1)).toBeLessThan(0.6);
  });

  it.each(METHODS.map(({ id }) => id))(
    'has the same loss and gradient with and without rows: %s',
    async (id) => {
      const method = METHODS.find((candidate) => candidate.id === id);
      if (!method) throw new Error('unreachable');
      const adapter = method.configure(config);
      const theta = initialTheta(adapter, base, 5);
      const labelled = [...tokens.labels.keys()].filter((i) => (tokens.labels[i] ?? -1) >= 0 && i % 3 !== 1);
      const labels = tokens.labels.map((label, i) => (labelled.includes(i) ? label : -100));
      const zeros = new Float32Array(theta.length);
      const state = { theta, m: zeros, v: zeros, lr: Float32Array.of(1e-3), step: Float32Array.of(1) };
      const shape = { batch, length, gradient: true };
      const whole = await run(compileTrainStep(config, adapter, shape).model, adapter, {
        ...state,
        input_ids: tokens.inputIds,
        labels,
      });
      // Two spare rows, which do not count.
      const rows = Int32Array.from([...labelled, 0, 0]);
      const sparse = await run(
        compileTrainStep(config, adapter, { ...shape, rows: rows.length }).model,
        adapter,
        {
          ...state,
          input_ids: tokens.inputIds,
          rows,
          labels: Int32Array.from(rows, (row, i) => (i < labelled.length ? (labels[row] ?? -100) : -100)),
        },
      );
      expect(distance(whole.get('loss') ?? [], sparse.get('loss') ?? [Number.NaN])).toBeLessThan(1e-5);
      const gradient = whole.get('gradient') ?? [];
      const scale = Math.max(...gradient.map(Math.abs));
      // Single precision: sums in another order.
      expect(distance(gradient, sparse.get('gradient') ?? []) / scale).toBeLessThan(1e-5);
    },
  );

  it('spares arithmetic where it is told to: the same loss and gradient from fewer products', async () => {
    const adapter = lora.configure(config);
    // Not zero anywhere, or half of the gradient would be.
    const theta = initialTheta(adapter, base, 5).map((x, i) => x || 0.1 * Math.sin(i));
    const zeros = new Float32Array(theta.length);
    const state = { theta, m: zeros, v: zeros, lr: Float32Array.of(1e-3), step: Float32Array.of(1) };
    const compile = (spare: 'nodes' | 'arithmetic') =>
      compileTrainStep(config, adapter, { batch, length, gradient: true, spare }).model;
    const measure = async (model: GraphModel) => {
      const out = await run(model, adapter, { ...state, input_ids: tokens.inputIds, labels: tokens.labels });
      return [...(out.get('loss') ?? []), ...(out.get('gradient') ?? [])];
    };
    const [few, sparing] = [compile('nodes'), compile('arithmetic')];
    expect(distance(await measure(few), await measure(sparing))).toBeLessThan(1e-5);
    expect(sparing.matrixFlops()).toBeLessThan(few.matrixFlops());
  });

  it('clips the gradient, but reports it as it was', async () => {
    const adapter = lora.configure(config);
    const theta = initialTheta(adapter, base, 5);
    const zeros = new Float32Array(theta.length);
    const { model } = compileTrainStep(config, adapter, {
      batch,
      length,
      gradient: true,
      clip: 1e-3,
      betas: [0, 0],
    });
    const out = await run(model, adapter, {
      theta,
      m: zeros,
      v: zeros,
      lr: Float32Array.of(1e-3),
      step: Float32Array.of(1),
      input_ids: tokens.inputIds,
      labels: tokens.labels,
    });
    // With beta1 = 0 the first moment is the gradient that the optimizer saw.
    expect(Math.hypot(...(out.get('next_m') ?? []))).toBeCloseTo(1e-3, 6);
    expect(Math.hypot(...(out.get('gradient') ?? []))).toBeGreaterThan(1e-2);
  });
});

describe('an evaluation', () => {
  it('gives the loss of the base, and of each position', async () => {
    const { model } = compileEval(config, undefined, { batch, length, outputs: ['loss'] });
    const adapter = lora.configure(config);
    const out = await run(model, adapter, { input_ids: tokens.inputIds, labels: tokens.labels });
    expect(out.get('loss')?.[0]).toBeCloseTo(golden.summary.base_loss_batch0, 4);
    const perRow = out.get('row_losses') ?? [];
    const labelled = [...tokens.labels].filter((label) => label >= 0).length;
    expect(perRow.filter((loss) => loss !== 0).length).toBe(labelled);
    const mean = perRow.reduce((sum, loss) => sum + loss, 0) / labelled;
    expect(mean).toBeCloseTo(out.get('loss')?.[0] ?? Number.NaN, 5);
  });
});
