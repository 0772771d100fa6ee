import type { LlamaConfig } from '../formats/llama-config.ts';
import { llamaShapes } from '../formats/model.ts';
import { elementCount, type FloatTensor } from '../formats/tensor.ts';
import { Rng } from '../random.ts';

/**
 * Weights before pre-training: normal numbers of the configuration's deviation, and ones for the norms.
 * Each matrix has a random sequence of its own.
 */
export function randomWeights(config: LlamaConfig, seed: number): Map<string, FloatTensor> {
  return new Map(
    [...llamaShapes(config)].map(([name, shape]) => {
      const rng = new Rng(seed, name);
      const isNorm = shape.length === 1;
      const data = Float32Array.from({ length: elementCount(shape) }, () =>
        isNorm ? 1 : config.initializerRange * rng.normal(),
      );
      return [name, { shape, data }];
    }),
  );
}
