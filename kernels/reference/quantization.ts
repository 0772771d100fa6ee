/** What quantising the base's projections costs: in weights and in perplexity. */
import type { LlamaModel } from '../formats/model.ts';
import type { FloatTensor } from '../formats/tensor.ts';
import { quantizeBase } from '../peft/qlora.ts';
import { BASE_TYPES } from '../quant/levels.ts';
import { dequantize, type QuantSettings } from '../quant/quantize.ts';
import { bitsPerParameter, quantError } from '../quant/statistics.ts';

export const QUANTIZATION_SETTINGS: readonly QuantSettings[] = BASE_TYPES.flatMap((type) =>
  [false, true].map((doubleQuant) => ({ type, blockSize: 64, doubleQuant })),
);

export interface QuantizedModel {
  /** The model with its projections as they are after a round trip. */
  readonly model: LlamaModel;
  readonly bitsPerParameter: number;
  /** Norm of the error over the norm of the weights, over all projections. */
  readonly relativeError: number;
}

/** The model as it is when its linear projections have been quantised and decoded again; the rest stays float32. */
export function quantizedModel({ config, weights }: LlamaModel, settings: QuantSettings): QuantizedModel {
  const packed = quantizeBase(config, { ...settings, base: settings.type }, weights);
  const decoded = new Map(
    [...packed].map(([name, tensor]): [string, FloatTensor] => [
      name,
      { shape: tensor.shape, data: dequantize(tensor) },
    ]),
  );
  const flat = (source: ReadonlyMap<string, FloatTensor>): Float32Array =>
    Float32Array.from([...packed.keys()].flatMap((name) => [...(source.get(name)?.data ?? [])]));
  return {
    model: { config, weights: new Map([...weights, ...decoded]) },
    bitsPerParameter: bitsPerParameter(settings),
    relativeError: quantError(flat(weights), flat(decoded)).relative,
  };
}
