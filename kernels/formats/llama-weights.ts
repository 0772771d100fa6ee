/** The weights of a `LlamaForCausalLM`: Hugging Face's names, and the shapes that a configuration gives them. */
import type { LlamaConfig } from './llama-config.ts';
import type { ShapeMap } from './shapes.ts';

/** Linear projections of a layer with the module that holds them, in the order of the forward pass. */
export const PROJECTIONS = {
  q_proj: 'self_attn',
  k_proj: 'self_attn',
  v_proj: 'self_attn',
  o_proj: 'self_attn',
  gate_proj: 'mlp',
  up_proj: 'mlp',
  down_proj: 'mlp',
} as const;

export type Projection = keyof typeof PROJECTIONS;

export function isProjection(name: string): name is Projection {
  return Object.hasOwn(PROJECTIONS, name);
}

/** All seven projections, in the order of the forward pass. */
export const ALL_PROJECTIONS: readonly Projection[] = Object.keys(PROJECTIONS).filter(isProjection);

/** Path of a projection, without `.weight`: `model.layers.0.self_attn.q_proj`. */
export function projectionPath(layer: number, projection: Projection): string {
  return `model.layers.${layer}.${PROJECTIONS[projection]}.${projection}`;
}

/** Shape `[out, in]` of a projection's weight. */
export function projectionShape(config: LlamaConfig, projection: Projection): readonly [number, number] {
  const { hiddenSize, intermediateSize, heads, kvHeads, headDim } = config;
  const shapes = {
    q_proj: [heads * headDim, hiddenSize],
    k_proj: [kvHeads * headDim, hiddenSize],
    v_proj: [kvHeads * headDim, hiddenSize],
    o_proj: [hiddenSize, heads * headDim],
    gate_proj: [intermediateSize, hiddenSize],
    up_proj: [intermediateSize, hiddenSize],
    down_proj: [hiddenSize, intermediateSize],
  } as const;
  return shapes[projection];
}

/** Every weight of a `LlamaForCausalLM` with its shape, in the order of the forward pass. */
export function llamaShapes(config: LlamaConfig): ShapeMap {
  const { vocabSize, hiddenSize } = config;
  const shapes = new Map<string, readonly number[]>([['model.embed_tokens.weight', [vocabSize, hiddenSize]]]);
  for (let layer = 0; layer < config.layers; layer++) {
    shapes.set(`model.layers.${layer}.input_layernorm.weight`, [hiddenSize]);
    for (const projection of ALL_PROJECTIONS) {
      shapes.set(`${projectionPath(layer, projection)}.weight`, projectionShape(config, projection));
    }
    shapes.set(`model.layers.${layer}.post_attention_layernorm.weight`, [hiddenSize]);
  }
  shapes.set('model.norm.weight', [hiddenSize]);
  if (!config.tiedEmbeddings) shapes.set('lm_head.weight', [vocabSize, hiddenSize]);
  return shapes;
}
