import type { LlamaConfig } from '../formats/llama-config.ts';
import { llamaShapes } from '../formats/llama-weights.ts';
import { elementCount, type FloatTensor } from '../formats/tensor.ts';
import { Rng } from '../random.ts';

/** Projections whose output is added to the residual stream. */
const RESIDUAL = /\.(o_proj|down_proj)\.weight$/;
const GAIN = 0.7;

/**
 * Weights before pre-training: normal numbers for matrices, ones for norms. A projection's deviation falls with the
 * root of its inputs, so that activations keep their size, and what is added to the residual stream is smaller still,
 * by the root of the number of additions (Radford et al., "Language Models are Unsupervised Multitask Learners", 2019,
 * section 2.3). Each matrix has a random sequence of its own.
 */
export function randomWeights(config: LlamaConfig, seed: number): Map<string, FloatTensor> {
  return new Map(
    [...llamaShapes(config)].map(([name, shape]) => {
      const rng = new Rng(seed, name);
      const isNorm = shape.length === 1;
      const deviation = deviationOf(config, name, shape);
      const data = Float32Array.from({ length: elementCount(shape) }, () =>
        isNorm ? 1 : deviation * rng.normal(),
      );
      return [name, { shape, data }];
    }),
  );
}

function deviationOf(config: LlamaConfig, name: string, shape: readonly number[]): number {
  if (!name.includes('.layers.')) return config.initializerRange;
  const deviation = GAIN / Math.sqrt(shape[1] ?? 1);
  return RESIDUAL.test(name) ? deviation / Math.sqrt(2 * config.layers) : deviation;
}
