/** Reference files of the golden tests. Only `load` differs between Node and a browser. */
import { type LlamaConfig, readLlamaConfig } from '../../kernels/formats/llama-config.ts';
import { readSafetensors } from '../../kernels/formats/safetensors.ts';
import { type FloatTensor, toFloat32, toInt32 } from '../../kernels/formats/tensor.ts';

/** Bytes of a file of `tests/golden`, by its name. */
export type LoadFile = (name: string) => Promise<Uint8Array<ArrayBuffer>>;

export interface GoldenCase {
  readonly method: string;
  readonly lr: number;
  readonly trainable: number;
  readonly losses: readonly number[];
  readonly rank?: number;
  readonly targets?: readonly string[];
  readonly length?: number;
  readonly bottleneck?: number;
}

export interface Summary {
  readonly optimizer: {
    readonly betas: [number, number];
    readonly eps: number;
    readonly weight_decay: number;
  };
  readonly lora_alpha: number;
  readonly steps: number;
  readonly cases: Readonly<Record<string, GoldenCase>>;
  readonly base_loss_batch0: number;
}

export interface Batch {
  readonly inputIds: Int32Array<ArrayBuffer>;
  readonly labels: Int32Array<ArrayBuffer>;
}

export interface Golden {
  readonly config: LlamaConfig;
  readonly base: Map<string, FloatTensor>;
  readonly summary: Summary;
  readonly batches: readonly Batch[];
  readonly batch: number;
  readonly length: number;
  readonly logits: FloatTensor;
  tensors(file: string): Promise<Map<string, FloatTensor>>;
}

export async function loadGolden(load: LoadFile): Promise<Golden> {
  const tensors = async (file: string) => {
    const stored = readSafetensors(await load(file), file).tensors;
    return new Map(
      [...stored].map(([name, tensor]) => [name, { shape: tensor.shape, data: toFloat32(tensor, name) }]),
    );
  };
  const stored = readSafetensors(await load('batches.safetensors')).tensors;
  const integers = (name: string) => {
    const tensor = stored.get(name);
    if (!tensor) throw new Error(`batches.safetensors has no "${name}".`);
    return toInt32(tensor, name);
  };
  const [batch = 0, length = 0] = stored.get('input_ids.0')?.shape ?? [];
  const batches = Array.from({ length: stored.size / 2 }, (_, i) => ({
    inputIds: integers(`input_ids.${i}`),
    labels: integers(`labels.${i}`),
  }));
  const summary: Summary = JSON.parse(new TextDecoder().decode(await load('summary.json')));
  const logits = (await tensors('logits.safetensors')).get('logits');
  if (!logits) throw new Error('logits.safetensors has no "logits".');
  return {
    config: readLlamaConfig(await load('config.json')),
    base: await tensors('model.safetensors'),
    summary,
    batches,
    batch,
    length,
    logits,
    tensors,
  };
}
