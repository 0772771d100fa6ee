import { FormatError, quoted } from './error.ts';
import { type LlamaConfig, readLlamaConfig, writeLlamaConfig } from './llama-config.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import { checkShapes, type ShapeMap } from './shapes.ts';
import { type FloatDType, type FloatTensor, fromFloat32, type StoredTensor, toFloat32 } from './tensor.ts';

/** A file and the name that a person knows it by. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A whole model: its configuration and every weight, by Hugging Face name. */
export interface LlamaModel {
  readonly config: LlamaConfig;
  readonly weights: ReadonlyMap<string, FloatTensor>;
}

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

/**
 * Reads a model from `config.json` and its safetensors file, or files if it is sharded. Weights come out as float32.
 * Buffers of old files (`rotary_emb.inv_freq`) and a copy of tied embeddings (`lm_head.weight`) are left out.
 * @throws FormatError in Portuguese, naming missing, extra and misshapen weights
 */
export function readModel(configFile: NamedFile, weightFiles: readonly NamedFile[]): LlamaModel {
  const config = readLlamaConfig(configFile.bytes, configFile.name);
  const expected = llamaShapes(config);
  const stored = new Map<string, StoredTensor>();
  for (const { name: origin, bytes } of weightFiles) {
    for (const [name, tensor] of readSafetensors(bytes, origin).tensors) {
      if (name.endsWith('.rotary_emb.inv_freq') || (config.tiedEmbeddings && name === 'lm_head.weight'))
        continue;
      if (stored.has(name))
        throw new FormatError(origin, `o tensor ${quoted(name)} já está em outro arquivo.`);
      stored.set(name, tensor);
    }
  }
  const origin = weightFiles.map(({ name }) => name).join(', ') || 'model.safetensors';
  checkShapes(stored, expected, origin, `Confira se os pesos são do modelo que ${configFile.name} descreve.`);
  const weights = new Map<string, FloatTensor>();
  for (const [name, tensor] of stored) {
    weights.set(name, { shape: tensor.shape, data: toFloat32(tensor, `${origin}, tensor ${quoted(name)}`) });
  }
  return { config, weights };
}

const DTYPE_NAMES = { F32: 'float32', F16: 'float16', BF16: 'bfloat16' } as const;

/**
 * Writes a model as `config.json` and `model.safetensors`, which transformers opens with `from_pretrained`.
 * @throws FormatError when a weight is missing, extra or of another shape
 */
export function writeModel({ config, weights }: LlamaModel, dtype: FloatDType = 'F32'): NamedFile[] {
  checkShapes(weights, llamaShapes(config), 'model.safetensors', 'O modelo a gravar está incompleto.');
  const tensors = [...weights].map(([name, tensor]) => [name, fromFloat32(tensor, dtype)] as const);
  return [
    jsonFile('config.json', writeLlamaConfig(config, DTYPE_NAMES[dtype])),
    { name: 'model.safetensors', bytes: writeSafetensors(tensors) },
  ];
}

/** A JSON file with an indent of 2 and a final line feed. */
export function jsonFile(name: string, content: unknown): NamedFile {
  return { name, bytes: new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`) };
}
