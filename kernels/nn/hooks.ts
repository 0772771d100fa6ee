/** Where a fine-tuning method enters the model. */
import type { Projection } from '../formats/llama-weights.ts';
import type { Value } from '../onnx/value.ts';

/** A linear projection at the moment when the model applies it. */
export interface LinearSite {
  readonly layer: number;
  readonly projection: Projection;
  /** Hugging Face's path, without `.weight`: `model.layers.0.self_attn.q_proj`. */
  readonly path: string;
  /** Its input, `[rows, in]`. */
  readonly x: Value;
  /** The weight `[out, in]` that is in force: the base's, or what `ModelHooks.weight` put in its place. */
  weight(): Value;
  /** `x Wᵀ`, `[rows, out]`; of another input if one is given. */
  base(x?: Value): Value;
}

/** A base tensor at the moment when the model reads it. */
export interface WeightSite {
  /** Hugging Face's name: `model.layers.0.self_attn.q_proj.weight`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** The activation that the weight is about to meet, for a linear projection. */
  readonly x: Value | undefined;
}

export interface KeyValue {
  readonly key: Value;
  readonly value: Value;
}

/** What a method changes in the model; everything is optional, and what is absent leaves the model as it is. */
export interface ModelHooks {
  /** Another tensor in place of a base weight (a trained copy, a dequantised one); undefined keeps the base's. */
  weight?(site: WeightSite): Value | undefined;
  /** The output `[rows, out]` of a projection; the default is `site.base()`. */
  linear?(site: LinearSite): Value;
  /** Embeddings `[n, hidden]` in front of every sequence; the tokens' positions move by n. */
  readonly prompt?: Value;
  /** Keys and values in front of every sequence, in each layer; the tokens' positions start at `length`. */
  readonly prefix?: {
    readonly length: number;
    /** Both `[kvHeads, length, headDim]`; keys are taken as they stand after the rotary embedding. */
    layer(layer: number): KeyValue;
  };
}
