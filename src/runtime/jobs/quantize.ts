/** Quantises weights on the reader's device: a matrix of the base, or numbers that the page sends. */
import { type Projection, projectionPath } from '../../../kernels/formats/llama-weights.ts';
import { BASE_TYPES, type BaseType } from '../../../kernels/quant/levels.ts';
import type { QuantSettings } from '../../../kernels/quant/quantize.ts';
import { type QuantError, quantError } from '../../../kernels/quant/statistics.ts';
import { type Quantized, Quantizer } from '../../../kernels/train/quantizer.ts';
import { giveWay, type Job, type LoadedBase } from '../job.ts';

export type WeightSource =
  /** @param layer counted from 1; a layer beyond the last becomes the last */
  | { readonly kind: 'base'; readonly projection: Projection; readonly layer: number }
  | { readonly kind: 'values'; readonly values: Float32Array<ArrayBuffer>; readonly columns: number };

export interface QuantizeRequest {
  readonly source: WeightSource;
  readonly settings: QuantSettings;
}

export interface QuantizeResult extends Quantized {
  /** What was quantised, row by row, and its shape. */
  readonly weights: Float32Array<ArrayBuffer>;
  readonly rows: number;
  readonly columns: number;
  /** The layer that was looked at, counted from 1; undefined for values. */
  readonly layer: number | undefined;
  /** The error of every type with the same blocks, the chosen one included. */
  readonly errors: Readonly<Record<BaseType, QuantError>>;
}

export const quantizeWeights: Job<QuantizeRequest, never, QuantizeResult> = async (request, context) => {
  const { source, settings } = request;
  const found = source.kind === 'base' ? weightsOf(await context.base(), source) : fromPage(source);
  const results = new Map<BaseType, Quantized>();
  for (const type of BASE_TYPES) {
    context.signal.throwIfAborted();
    const quantizer = new Quantizer(context.engine, { ...settings, type });
    try {
      results.set(type, await quantizer.quantize(found.weights));
    } finally {
      await quantizer.dispose();
    }
    await giveWay();
  }
  const of = (type: BaseType): Quantized => {
    const result = results.get(type);
    if (!result) throw new Error(`unreachable: ${type} was quantised`);
    return result;
  };
  const error = (type: BaseType) => quantError(found.weights, of(type).restored);
  return {
    ...found,
    ...of(settings.type),
    errors: { nf4: error('nf4'), fp4: error('fp4'), int4: error('int4'), int8: error('int8') },
  };
};

function weightsOf({ model }: LoadedBase, source: Extract<WeightSource, { kind: 'base' }>) {
  const layer = Math.min(source.layer, model.config.layers);
  const name = `${projectionPath(layer - 1, source.projection)}.weight`;
  const tensor = model.weights.get(name);
  if (!tensor) throw new Error(`The base has no tensor "${name}".`);
  const [rows = 0, columns = 0] = tensor.shape;
  return { weights: new Float32Array(tensor.data), rows, columns, layer };
}

function fromPage({ values, columns }: Extract<WeightSource, { kind: 'values' }>) {
  return { weights: values, rows: values.length / columns, columns, layer: undefined };
}
