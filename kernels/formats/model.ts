/** A model as a Hugging Face folder: `config.json` and safetensors. */
import { FormatError, quoted } from './error.ts';
import { type LlamaConfig, readLlamaConfig, writeLlamaConfig } from './llama-config.ts';
import { llamaShapes } from './llama-weights.ts';
import { jsonFile, type NamedFile } from './named-file.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import { checkShapes } from './shapes.ts';
import { type FloatDType, type FloatTensor, fromFloat32, type StoredTensor, toFloat32 } from './tensor.ts';

/** A whole model: its configuration and every weight, by Hugging Face name. */
export interface LlamaModel {
  readonly config: LlamaConfig;
  readonly weights: ReadonlyMap<string, FloatTensor>;
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
