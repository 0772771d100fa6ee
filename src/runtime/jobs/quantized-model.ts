/** What quantising every linear projection of the base does to the model as a whole. */
import { ALL_PROJECTIONS, projectionPath } from '../../../kernels/formats/llama-weights.ts';
import type { FloatTensor } from '../../../kernels/formats/tensor.ts';
import type { QuantSettings } from '../../../kernels/quant/quantize.ts';
import { type HeldModel, holdModel } from '../../../kernels/train/held.ts';
import { Quantizer } from '../../../kernels/train/quantizer.ts';
import { giveWay, type Job, type JobContext, type LoadedBase } from '../job.ts';
import { generate } from './generate.ts';
import { perplexity } from './perplexity.ts';

export interface QuantizedModelRequest {
  readonly settings: QuantSettings;
  /** Text that both models go on from, each with its likeliest token every time. */
  readonly prompt: string;
}

/** What the job is at. */
export type QuantizedModelEvent = 'quantizando' | 'medindo antes' | 'medindo depois';

export interface ModelMeasure {
  /** On held-out documents of the base's corpus. */
  readonly perplexity: number;
  /** What the model writes after the prompt. */
  readonly text: string;
}

export interface QuantizedModelResult {
  readonly before: ModelMeasure;
  readonly after: ModelMeasure;
  /** Tokens on which perplexity was measured. */
  readonly tokens: number;
  /** Weights that were quantised, and all weights of the model. */
  readonly quantized: number;
  readonly total: number;
}

const MAX_TOKENS = 24;

export const quantizedModel: Job<QuantizedModelRequest, QuantizedModelEvent, QuantizedModelResult> = async (
  { settings, prompt },
  context,
) => {
  const base = await context.base();
  context.emit('quantizando');
  const { changed, weights } = await quantizedWeights(base.model, settings, context);
  const model = holdModel(context.engine, { config: base.model.config, weights });
  try {
    context.emit('medindo antes');
    const before = await measure(base, prompt, context);
    context.emit('medindo depois');
    const after = await measure({ model, tokenizer: base.tokenizer }, prompt, context);
    const sizeOf = (tensors: Iterable<FloatTensor>) =>
      [...tensors].reduce((total, { data }) => total + data.length, 0);
    return {
      before: before.measure,
      after: after.measure,
      tokens: before.tokens,
      quantized: sizeOf(changed.values()),
      total: sizeOf(weights.values()),
    };
  } finally {
    model.frozen.dispose();
  }
};

/** The base's weights, linear projections as they come back from quantisation. */
async function quantizedWeights(
  { config, weights }: HeldModel,
  settings: QuantSettings,
  { engine, signal }: JobContext<QuantizedModelEvent, never>,
) {
  const quantizer = new Quantizer(engine, settings);
  const changed = new Map<string, FloatTensor>();
  try {
    for (let layer = 0; layer < config.layers; layer++) {
      for (const projection of ALL_PROJECTIONS) {
        signal.throwIfAborted();
        const name = `${projectionPath(layer, projection)}.weight`;
        const tensor = weights.get(name);
        if (!tensor) throw new Error(`The base has no tensor "${name}".`);
        const { restored } = await quantizer.quantize(tensor.data);
        changed.set(name, { shape: tensor.shape, data: restored });
        await giveWay();
      }
    }
  } finally {
    await quantizer.dispose();
  }
  return { changed, weights: new Map([...weights, ...changed]) };
}

/** The other jobs' measurements, on this model in place of the base. */
async function measure(
  model: LoadedBase,
  prompt: string,
  context: JobContext<QuantizedModelEvent, never>,
): Promise<{ measure: ModelMeasure; tokens: number }> {
  const inner = { ...context, base: async () => model, emit() {} };
  const score = await perplexity({}, inner);
  const text = await generate({ prompt, maxTokens: MAX_TOKENS, temperature: 0, seed: 0 }, inner);
  return { measure: { perplexity: score.perplexity, text }, tokens: score.tokens };
}
