import {
  type AdapterConfig,
  type AdapterConfigFile,
  readAdapterConfig,
  writeAdapterConfig,
} from './adapter-config.ts';
import { quoted } from './error.ts';
import type { LlamaConfig } from './llama-config.ts';
import { jsonFile, type NamedFile, type Projection, projectionPath, projectionShape } from './model.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import { checkShapes, type ShapeMap } from './shapes.ts';
import { type FloatTensor, fromFloat32, toFloat32 } from './tensor.ts';

/** `peft` wraps the model twice, hence the prefix of every name. */
const PREFIX = 'base_model.model.';

/** Names of VeRA's two shared matrices: `[rank, largest in]` and `[largest out, rank]`. */
export const VERA_A = 'base_model.vera_A';
export const VERA_B = 'base_model.vera_B';

/** Name of the one tensor of Prompt and Prefix Tuning. */
export const PROMPT_EMBEDDINGS = 'prompt_embeddings';

/** Full name of an adapter tensor: `adapterName('model.layers.0.self_attn.q_proj', 'lora_A.weight')`. */
export function adapterName(path: string, tensor: string): string {
  return `${PREFIX}${path}.${tensor}`;
}

/**
 * The tensors that `peft` stores for an adapter, by exact name, with their shapes. For each targeted projection `[out, in]`:
 * LoRA `lora_A.weight [r, in]`, `lora_B.weight [out, r]`, with DoRA `lora_magnitude_vector [out]`;
 * (IA)³ `ia3_l [out, 1]`, for feed-forward modules `[1, in]`; VeRA `vera_lambda_b [out]`, `vera_lambda_d [r]`.
 * Prompt: `[n, hidden]`. Prefix: `[n, layers · 2 · kvHeads · headDim]`, key before value in each layer.
 */
export function adapterShapes(adapter: AdapterConfig, base: LlamaConfig): ShapeMap {
  switch (adapter.type) {
    case 'lora':
      return perProjection(adapter.targets, base, (_, [output, input]) => ({
        'lora_A.weight': [adapter.rank, input],
        'lora_B.weight': [output, adapter.rank],
        ...(adapter.dora ? { lora_magnitude_vector: [output] } : {}),
      }));
    case 'ia3':
      return perProjection(adapter.targets, base, (projection, [output, input]) => ({
        ia3_l: adapter.feedforward.includes(projection) ? [1, input] : [output, 1],
      }));
    case 'vera':
      return new Map([
        ...veraShapes(adapter.rank, adapter.targets, base),
        ...perProjection(adapter.targets, base, (_, [output]) => ({
          vera_lambda_b: [output],
          vera_lambda_d: [adapter.rank],
        })),
      ]);
    case 'prompt':
      return new Map([[PROMPT_EMBEDDINGS, [adapter.length, base.hiddenSize]]]);
    case 'prefix':
      return new Map([[PROMPT_EMBEDDINGS, [adapter.length, base.layers * 2 * base.kvHeads * base.headDim]]]);
    case 'adapter':
      return bottleneckShapes(adapter.bottleneck, base);
  }
}

/** Shapes of VeRA's shared matrices: large enough for every targeted projection, which uses their upper left part. */
export function veraShapes(rank: number, targets: readonly Projection[], base: LlamaConfig): ShapeMap {
  const shapes = targets.map((projection) => projectionShape(base, projection));
  return new Map([
    [VERA_A, [rank, Math.max(...shapes.map(([, input]) => input))]],
    [VERA_B, [Math.max(...shapes.map(([output]) => output)), rank]],
  ]);
}

function perProjection(
  targets: readonly Projection[],
  base: LlamaConfig,
  tensors: (projection: Projection, shape: readonly [number, number]) => Record<string, readonly number[]>,
): ShapeMap {
  const shapes = new Map<string, readonly number[]>();
  for (let layer = 0; layer < base.layers; layer++) {
    for (const projection of targets) {
      for (const [tensor, shape] of Object.entries(tensors(projection, projectionShape(base, projection)))) {
        shapes.set(adapterName(projectionPath(layer, projection), tensor), shape);
      }
    }
  }
  return shapes;
}

function bottleneckShapes(bottleneck: number, { layers, hiddenSize }: LlamaConfig): ShapeMap {
  const shapes = new Map<string, readonly number[]>();
  for (let layer = 0; layer < layers; layer++) {
    for (const module of ['self_attn', 'mlp']) {
      const path = `model.layers.${layer}.${module}`;
      shapes.set(adapterName(path, 'adapter_down.weight'), [bottleneck, hiddenSize]);
      shapes.set(adapterName(path, 'adapter_down.bias'), [bottleneck]);
      shapes.set(adapterName(path, 'adapter_up.weight'), [hiddenSize, bottleneck]);
      shapes.set(adapterName(path, 'adapter_up.bias'), [hiddenSize]);
    }
  }
  return shapes;
}

/** An adapter as a folder of `peft` holds it. */
export interface AdapterFiles extends AdapterConfigFile {
  readonly tensors: ReadonlyMap<string, FloatTensor>;
}

/**
 * Reads an adapter for a given base model. Tensors come out as float32.
 * @throws FormatError in Portuguese: unsupported settings, a damaged file, or an adapter made for another base
 */
export function readAdapter(configFile: NamedFile, weightFile: NamedFile, base: LlamaConfig): AdapterFiles {
  const file = readAdapterConfig(configFile.bytes, configFile.name);
  return { ...file, tensors: readAdapterTensors(weightFile, file.adapter, base) };
}

/** Reads the tensors of an adapter whose settings are known already. @throws FormatError in Portuguese */
export function readAdapterTensors(
  file: NamedFile,
  adapter: AdapterConfig,
  base: LlamaConfig,
): ReadonlyMap<string, FloatTensor> {
  const { tensors } = readSafetensors(file.bytes, file.name);
  const hint = 'O adaptador foi feito para outra base ou com outra configuração.';
  checkShapes(tensors, adapterShapes(adapter, base), file.name, hint);
  return new Map(
    [...tensors].map(([name, tensor]) => {
      const data = toFloat32(tensor, `${file.name}, tensor ${quoted(name)}`);
      return [name, { shape: tensor.shape, data }];
    }),
  );
}

/**
 * Writes an adapter as `adapter_config.json` and `adapter_model.safetensors`, which `PeftModel.from_pretrained` loads.
 * @throws FormatError when a tensor is missing, extra or of another shape
 */
export function writeAdapter({ adapter, baseModel, tensors }: AdapterFiles, base: LlamaConfig): NamedFile[] {
  const name = 'adapter_model.safetensors';
  checkShapes(tensors, adapterShapes(adapter, base), name, 'O adaptador a gravar está incompleto.');
  const stored = [...tensors].map(([key, tensor]) => [key, fromFloat32(tensor)] as const);
  return [
    jsonFile('adapter_config.json', writeAdapterConfig({ adapter, baseModel }, base)),
    { name, bytes: writeSafetensors(stored) },
  ];
}
