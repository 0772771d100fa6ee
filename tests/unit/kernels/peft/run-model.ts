/** Runs compiled models on onnxruntime-web's WebAssembly provider, for the tests of the methods. */
import * as ort from 'onnxruntime-web/wasm';
import { type LlamaConfig, readLlamaConfig } from '../../../../kernels/formats/llama-config.ts';
import { readModel } from '../../../../kernels/formats/model.ts';
import { elementCount, type FloatTensor } from '../../../../kernels/formats/tensor.ts';
import type { GraphModel } from '../../../../kernels/onnx/model.ts';
import type { Tensor, TensorData } from '../../../../kernels/onnx/tensor.ts';
import type { Adapter, Weights } from '../../../../kernels/peft/method.ts';
import { Rng } from '../../../../kernels/random.ts';
import { compileEval } from '../../../../kernels/train/compile-eval.ts';
import { compileTrainStep } from '../../../../kernels/train/compile-train.ts';
import { initialTheta, layoutOf, packTheta, unpackTheta } from '../../../../kernels/train/layout.ts';
import { goldenFile } from '../formats/golden.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

export const config: LlamaConfig = readLlamaConfig(goldenFile('config.json').bytes);
export const base: Weights = readModel(goldenFile('config.json'), [goldenFile('model.safetensors')]).weights;

/** A sequence of tokens, all different from its neighbours. */
export const TOKENS = [1, 17, 42, 8, 90, 33, 5, 61, 2];
/** What follows each token; some positions do not count. */
export const LABELS = [17, 42, -100, 90, 33, 5, -100, 2, -100];

async function run(
  model: GraphModel,
  frozen: ReadonlyMap<string, Tensor | FloatTensor>,
  changing: Record<string, TensorData>,
): Promise<Map<string, Float32Array<ArrayBuffer>>> {
  const session = await ort.InferenceSession.create(model.bytes());
  try {
    const feeds = model.inputs.map(({ name, dtype, shape }) => {
      const data = changing[name] ?? frozen.get(name)?.data;
      if (!data) throw new Error(`nothing to feed as ${name}`);
      return [name, new ort.Tensor(dtype, data, shape.map(Number))] as const;
    });
    const results = Object.entries(await session.run(Object.fromEntries(feeds)));
    return new Map(
      results.map(([name, { data }]) => [
        name,
        data instanceof Float32Array ? new Float32Array(data) : new Float32Array(),
      ]),
    );
  } finally {
    await session.release();
  }
}

function frozenOf(adapter: Adapter | undefined, weights: Weights) {
  return new Map<string, Tensor | FloatTensor>([...weights, ...(adapter?.frozen?.(weights) ?? [])]);
}

/** Logits `[tokens, vocab]` of one sequence. */
export async function logitsOf(
  adapter?: Adapter,
  parameters?: Weights,
  weights: Weights = base,
  tokens: readonly number[] = TOKENS,
): Promise<Float32Array<ArrayBuffer>> {
  const { model, layout } = compileEval(config, adapter, {
    batch: 1,
    length: tokens.length,
    outputs: ['logits'],
  });
  const results = await run(model, frozenOf(adapter, weights), {
    input_ids: Int32Array.from(tokens),
    ...(parameters && { theta: packTheta(layout, parameters) }),
  });
  return results.get('logits') ?? new Float32Array();
}

/** Loss and gradients of one training step. */
export async function trainStep(adapter: Adapter, parameters: Weights) {
  const length = TOKENS.length;
  const { model, layout } = compileTrainStep(config, adapter, { batch: 1, length, gradient: true });
  const results = await run(model, frozenOf(adapter, base), {
    input_ids: Int32Array.from(TOKENS),
    labels: Int32Array.from(LABELS),
    theta: packTheta(layout, parameters),
    m: new Float32Array(layout.size),
    v: new Float32Array(layout.size),
    lr: Float32Array.of(0.01),
    step: Float32Array.of(1),
  });
  return {
    loss: results.get('loss')?.[0] ?? Number.NaN,
    gradients: unpackTheta(layout, results.get('gradient') ?? new Float32Array()),
  };
}

export function initialParameters(adapter: Adapter): Weights {
  return unpackTheta(layoutOf(adapter.parameters), initialTheta(adapter, base, 5));
}

/** Parameters somewhere away from the start: the initial ones plus normal numbers of a tenth of their size, at least 0.05. */
export function shakenParameters(adapter: Adapter): Weights {
  return new Map(
    [...initialParameters(adapter)].map(([name, { shape, data }]): [string, FloatTensor] => {
      const rng = new Rng(9, name);
      const size = Math.max(0.05, data.reduce((sum, x) => sum + Math.abs(x), 0) / elementCount(shape) / 10);
      return [name, { shape, data: data.map((x) => x + size * rng.normal()) }];
    }),
  );
}

/** Largest difference, divided by the largest magnitude expected. */
export function worstError(got: ArrayLike<number> | undefined, expected: ArrayLike<number>): number {
  let [worst, scale] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    scale = Math.max(scale, Math.abs(expected[i] ?? Number.NaN));
    worst = Math.max(worst, Math.abs((expected[i] ?? Number.NaN) - (got?.[i] ?? Number.NaN)));
  }
  return got?.length === expected.length ? worst / (scale || 1) : Number.POSITIVE_INFINITY;
}
