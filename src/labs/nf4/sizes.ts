/** What a large model weighs when its linear layers are quantised and the rest stays in 16 bits. */
import type { QuantSettings } from '../../../kernels/quant/quantize.ts';
import { bitsPerParameter } from '../../../kernels/quant/statistics.ts';

interface LargeModel {
  readonly name: string;
  readonly hidden: number;
  readonly layers: number;
  /** Key and value heads × size of a head. */
  readonly keyWidth: number;
  readonly feedForward: number;
  readonly vocabulary: number;
}

export const LARGE_MODELS: readonly LargeModel[] = [
  { name: 'Llama 2 7B', hidden: 4096, layers: 32, keyWidth: 4096, feedForward: 11_008, vocabulary: 32_000 },
  { name: 'LLaMA 65B', hidden: 8192, layers: 80, keyWidth: 8192, feedForward: 22_016, vocabulary: 32_000 },
  { name: 'Llama 2 70B', hidden: 8192, layers: 80, keyWidth: 1024, feedForward: 28_672, vocabulary: 32_000 },
];

/** Weights in the linear layers of the blocks. */
export function linearWeights({ hidden: h, layers, keyWidth, feedForward }: LargeModel): number {
  return layers * (2 * h * h + 2 * h * keyWidth + 3 * h * feedForward);
}

/** Embedding, head and norms, which are not quantised. */
export function otherWeights({ hidden: h, layers, vocabulary }: LargeModel): number {
  return 2 * vocabulary * h + (2 * layers + 1) * h;
}

/** Bytes of the whole model, with its linear layers quantised. */
export function modelBytes(model: LargeModel, settings: QuantSettings): number {
  return (linearWeights(model) * bitsPerParameter(settings)) / 8 + 2 * otherWeights(model);
}

/** Bytes of the whole model in 16 bits. */
export function halfBytes(model: LargeModel): number {
  return 2 * (linearWeights(model) + otherWeights(model));
}
