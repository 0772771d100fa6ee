/** What a large model weighs when its linear layers are quantised and the rest stays in 16 bits. */
import type { QuantSettings } from '../../../kernels/quant/quantize.ts';
import { bitsPerParameter } from '../../../kernels/quant/statistics.ts';
import { type Architecture, countParameters, PRESETS } from '../training/architectures.ts';

interface LargeModel {
  readonly name: string;
  readonly architecture: Architecture;
}

export const LARGE_MODELS: readonly LargeModel[] = [
  { name: 'Llama-2-7B', architecture: PRESETS['llama-2-7b'] },
  { name: 'LLaMA-65B', architecture: PRESETS['llama-65b'] },
  { name: 'Llama-2-70B', architecture: PRESETS['llama-2-70b'] },
];

/** Bytes of the whole model, with its linear layers quantised; embedding, head and norms are not. */
export function modelBytes({ architecture }: LargeModel, settings: QuantSettings): number {
  const { linear, rest } = countParameters(architecture);
  return (linear * bitsPerParameter(settings)) / 8 + 2 * rest;
}

/** Bytes of the whole model in 16 bits. */
export function halfBytes({ architecture }: LargeModel): number {
  return 2 * countParameters(architecture).total;
}
