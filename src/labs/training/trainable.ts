/** How many parameters a method trains, by formula: the page counts while a knob turns. */
import type { MethodId } from './methods.ts';
import { type ModelShape, moduleSize } from './model-shape.ts';
import { MODULE_NAMES, type ModuleName } from './modules.ts';

/** The settings on which the count depends. */
export interface CountSettings {
  readonly rank: number;
  readonly length: number;
  readonly bottleneck: number;
  readonly targets: readonly ModuleName[];
}

/** Parameters of the base model. */
export function baseParameters(shape: ModelShape): number {
  const { vocabSize, hiddenSize, layers, tiedEmbeddings } = shape;
  const linear = sum(MODULE_NAMES, (name) => {
    const { out, inner } = moduleSize(shape, name);
    return out * inner;
  });
  const embeddings = vocabSize * hiddenSize * (tiedEmbeddings ? 1 : 2);
  return layers * (linear + 2 * hiddenSize) + embeddings + hiddenSize;
}

/** Parameters that `method` trains on a model of this shape. */
export function trainableParameters(shape: ModelShape, method: MethodId, settings: CountSettings): number {
  const { hiddenSize, layers, kvHeads, headDim } = shape;
  const { rank, length, bottleneck, targets } = settings;
  const perTarget = (count: (out: number, inner: number, name: ModuleName) => number): number =>
    layers *
    sum(targets, (name) => {
      const { out, inner } = moduleSize(shape, name);
      return count(out, inner, name);
    });
  switch (method) {
    case 'full':
      return baseParameters(shape);
    case 'lora':
    case 'qlora':
      return perTarget((out, inner) => rank * (out + inner));
    case 'dora':
      return perTarget((out, inner) => rank * (out + inner) + out);
    case 'vera':
      return perTarget((out) => out + rank);
    case 'prefix':
      return length * layers * 2 * kvHeads * headDim;
    case 'prompt':
      return length * hiddenSize;
    case 'adapter':
      return layers * 2 * (2 * hiddenSize * bottleneck + bottleneck + hiddenSize);
    case 'ia3':
      // The MLP's last projection is scaled at its input, the others at their output.
      return perTarget((out, inner, name) => (name === 'down' ? inner : out));
  }
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
