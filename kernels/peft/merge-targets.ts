import type { LlamaConfig } from '../formats/llama-config.ts';
import type { Projection } from '../formats/llama-weights.ts';
import type { FloatTensor } from '../formats/tensor.ts';
import { targetSites } from './lora.ts';
import { tensorOf } from './merge.ts';
import type { Weights } from './method.ts';

/** A targeted projection: its path without `.weight` and the shape `[out, in]` of its weight. */
export type TargetSite = ReturnType<typeof targetSites>[number];

/** The weights of all targets, by name, as `change` makes them from the base's. */
export function mergeTargets(
  config: LlamaConfig,
  targets: readonly Projection[],
  base: Weights,
  change: (site: TargetSite, weight: FloatTensor) => Float32Array<ArrayBuffer>,
): Map<string, FloatTensor> {
  return new Map(
    targetSites(config, targets).map((site) => {
      const name = `${site.path}.weight`;
      const weight = tensorOf(base, name);
      return [name, { shape: weight.shape, data: change(site, weight) }];
    }),
  );
}
