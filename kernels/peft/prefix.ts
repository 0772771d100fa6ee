/**
 * Prefix-Tuning: Li & Liang, "Prefix-Tuning: Optimizing Continuous Prompts for Generation", 2021, section 4.2, without
 * the auxiliary MLP. In every layer, trained keys and values stand in front of the text; the text's positions start
 * after them. Keys are stored as they are after the rotary embedding.
 */
import { fieldsOf } from '../formats/fields.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import type { FloatTensor } from '../formats/tensor.ts';
import { reshape, slice, transpose } from '../onnx/ops.ts';
import type { Value } from '../onnx/value.ts';
import { normal } from './initial.ts';
import type { Adapter, PeftMethod } from './method.ts';
import { PROMPT_EMBEDDINGS, virtualTokensFormat } from './virtual-tokens.ts';

/** Settings of Prefix-Tuning. */
export interface PrefixSettings {
  /** Virtual tokens. */
  readonly length: number;
}

const DEFAULTS: PrefixSettings = { length: 8 };

export const prefix: PeftMethod<PrefixSettings> = {
  id: 'prefix',
  name: 'Prefix-Tuning',
  defaults: DEFAULTS,
  learningRate: 5e-2,
  file: virtualTokensFormat('PREFIX_TUNING', ({ kvHeads, headDim, hiddenSize }) => ({
    // With grouped-query attention peft counts key/value heads only.
    token_dim: kvHeads * headDim,
    num_attention_heads: kvHeads,
    encoder_hidden_size: hiddenSize,
    prefix_projection: false,
  })),

  configure(config, given = {}): Adapter<PrefixSettings> {
    const length = fieldsOf({ ...given }, 'Prefix-Tuning').size('length', DEFAULTS.length);
    const width = prefixWidth(config);
    return {
      method: 'prefix',
      settings: { length },
      parameters: [
        {
          name: PROMPT_EMBEDDINGS,
          shape: [length, width],
          // Rotations and projections of normalised states keep keys near this size.
          initial: (rng) =>
            normal(rng, length * width, config.initializerRange * Math.sqrt(config.hiddenSize)),
        },
      ],
      hooks({ parameter }) {
        const { layers, kvHeads, headDim } = config;
        const parts = reshape(parameter(PROMPT_EMBEDDINGS), [length, 2 * layers, kvHeads, headDim]);
        const byPart = transpose(parts, [1, 2, 0, 3]);
        const part = (index: number): Value =>
          reshape(slice(byPart, 0, index, index + 1), [kvHeads, length, headDim]);
        return {
          prefix: { length, layer: (layer) => ({ key: part(2 * layer), value: part(2 * layer + 1) }) },
        };
      },
      merging: {
        possible: false,
        reason:
          'o prefixo entra como chaves e valores a mais na atenção; nenhum peso da base pode fazer o papel deles.',
      },
    };
  },
};

/** Numbers of one virtual token: a key and a value in each layer. */
function prefixWidth({ layers, kvHeads, headDim }: LlamaConfig): number {
  return layers * 2 * kvHeads * headDim;
}

/**
 * A prefix that starts as the keys and values of real tokens, which trains far better than a random one.
 * @param layers of each layer, keys (after the rotary embedding, positions from 0) and values, each `[kvHeads, n, headDim]`
 * @returns `prompt_embeddings` `[n, layers · 2 · kvHeads · headDim]`
 */
export function prefixFromActivations(
  config: LlamaConfig,
  layers: readonly { readonly key: FloatTensor; readonly value: FloatTensor }[],
): FloatTensor {
  const { kvHeads, headDim } = config;
  const length = layers[0]?.key.shape[1] ?? 0;
  const width = prefixWidth(config);
  const data = new Float32Array(length * width);
  layers.forEach(({ key, value }, layer) => {
    for (const [part, tensor] of [key, value].entries()) {
      for (let head = 0; head < kvHeads; head++) {
        for (let token = 0; token < length; token++) {
          const from = (head * length + token) * headDim;
          const to = token * width + ((2 * layer + part) * kvHeads + head) * headDim;
          data.set(tensor.data.subarray(from, from + headDim), to);
        }
      }
    }
  });
  return { shape: [length, width], data };
}
