/** Adapters as folders of Hugging Face's `peft`: `adapter_config.json` and `adapter_model.safetensors`. */
import { FormatError, quoted } from '../formats/error.ts';
import { type Fields, fieldsOf } from '../formats/fields.ts';
import { isJsonObject, parseJsonObject } from '../formats/json.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import { jsonFile, type NamedFile } from '../formats/named-file.ts';
import { readSafetensors, writeSafetensors } from '../formats/safetensors.ts';
import { checkShapes, type ShapeMap } from '../formats/shapes.ts';
import { fromFloat32, toFloat32 } from '../formats/tensor.ts';
import type { AdapterFormat } from './adapter-format.ts';
import type { Adapter, PeftMethod, Weights } from './method.ts';
import { findMethod, METHODS } from './registry.ts';

export const ADAPTER_CONFIG = 'adapter_config.json';
export const ADAPTER_WEIGHTS = 'adapter_model.safetensors';

/** An adapter with its trained tensors. */
export interface TrainedAdapter {
  readonly adapter: Adapter;
  readonly parameters: Weights;
  /** Name or path of the base model, as free text. */
  readonly baseModel: string | null;
}

/** Values with which these fields change nothing; any other changes the model in a way that is not supported. */
const UNSUPPORTED: Readonly<Record<string, readonly unknown[]>> = {
  bias: ['none'],
  fan_in_fan_out: [false],
  modules_to_save: [],
  exclude_modules: [],
  layers_to_transform: [],
  layers_pattern: [],
  rank_pattern: [],
  alpha_pattern: [],
  layer_replication: [],
  lora_bias: [false],
  trainable_token_indices: [],
  target_parameters: [],
  use_qalora: [false],
  alora_invocation_tokens: [],
  arrow_config: [],
};

/**
 * Reads an adapter for a given base model. Fields that are not known are ignored, as `peft` does; those that would
 * change the result are refused by name.
 * @throws FormatError in Portuguese: unsupported settings, a damaged file, or an adapter made for another base
 */
export function readAdapter(
  configFile: NamedFile,
  weightFile: NamedFile,
  config: LlamaConfig,
): TrainedAdapter {
  const fields = fieldsOf(parseJsonObject(configFile.bytes, configFile.name), configFile.name);
  refuseUnsupported(fields);
  const { method, format, settings } = readMethod(fields);
  const adapter = method.configure(config, settings);
  const tensors = readTensors(weightFile, shapesOf(adapter, format, config));
  const name = fields.raw('base_model_name_or_path');
  const baseModel = typeof name === 'string' ? name : null;
  if (!format.frozen) return { adapter, parameters: tensors, baseModel };

  const shapes = format.frozen.shapes(adapter.settings, config);
  const isFrozen = ([key]: readonly [string, unknown]) => shapes.has(key);
  const frozen = format.frozen.settings(new Map([...tensors].filter(isFrozen)));
  return {
    adapter: method.configure(config, { ...settings, ...frozen }),
    parameters: new Map([...tensors].filter((entry) => !isFrozen(entry))),
    baseModel,
  };
}

/**
 * Reads the tensors of an adapter whose method and settings are known already.
 * @throws FormatError in Portuguese
 */
export function readParameters(file: NamedFile, adapter: Adapter): Weights {
  return readTensors(file, new Map(adapter.parameters.map(({ name, shape }) => [name, shape])));
}

/**
 * Writes an adapter so that `PeftModel.from_pretrained` loads it; keys are sorted, as `peft` writes them. Adapter-Tuning,
 * which `peft` lacks, has a format of this project's own.
 * @throws FormatError when the method has no adapter file, or a tensor is missing, extra or of another shape
 */
export function writeAdapter(
  { adapter, parameters, baseModel }: TrainedAdapter,
  config: LlamaConfig,
): NamedFile[] {
  const format = findMethod(adapter.method)?.file;
  if (!format) {
    throw new FormatError(adapter.method, 'este método não grava um adaptador, e sim um modelo inteiro.');
  }
  const tensors = new Map([...parameters, ...frozenOf(adapter, format, config)]);
  checkShapes(
    tensors,
    shapesOf(adapter, format, config),
    ADAPTER_WEIGHTS,
    'O adaptador a gravar está incompleto.',
  );
  const fields = {
    base_model_name_or_path: baseModel,
    inference_mode: true,
    peft_type: format.type,
    revision: null,
    task_type: 'CAUSAL_LM',
    ...format.write(adapter.settings, config),
  };
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  const stored = [...tensors].map(([name, tensor]) => [name, fromFloat32(tensor)] as const);
  return [
    jsonFile(ADAPTER_CONFIG, Object.fromEntries(sorted)),
    { name: ADAPTER_WEIGHTS, bytes: writeSafetensors(stored) },
  ];
}

function refuseUnsupported(fields: Fields): void {
  for (const [key, neutral] of Object.entries(UNSUPPORTED)) {
    const value = fields.raw(key);
    if (value !== undefined && !isEmpty(value) && !neutral.includes(value)) {
      fields.refuse(key, `o valor ${quoted(JSON.stringify(value))} não é suportado.`);
    }
  }
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/** The first method that knows the file's type and recognises its settings. */
function readMethod(fields: Fields): { method: PeftMethod; format: AdapterFormat<object>; settings: object } {
  const type = fields.text('peft_type', '');
  for (const method of METHODS) {
    const format = method.file;
    const settings = format?.type === type ? format.read(fields) : undefined;
    if (format && settings) return { method, format, settings };
  }
  const known = new Set(METHODS.flatMap(({ file }) => file?.type ?? []));
  return fields.refuse(
    'peft_type',
    `${quoted(type)} não é suportado; os tipos aceitos são ${[...known].join(', ')}.`,
  );
}

/** The adapter's own frozen tensors that go into its file. */
function frozenOf(adapter: Adapter, { frozen }: AdapterFormat<object>, config: LlamaConfig): Weights {
  const shapes = frozen?.shapes(adapter.settings, config);
  const tensors = shapes ? [...(adapter.frozen?.(new Map()) ?? [])] : [];
  return new Map(
    tensors.flatMap(([name, { shape, data }]) =>
      shapes?.has(name) && data instanceof Float32Array ? [[name, { shape, data }] as const] : [],
    ),
  );
}

function shapesOf(adapter: Adapter, { frozen }: AdapterFormat<object>, config: LlamaConfig): ShapeMap {
  const trained = adapter.parameters.map(({ name, shape }) => [name, shape] as const);
  return new Map([...trained, ...(frozen?.shapes(adapter.settings, config) ?? [])]);
}

function readTensors(file: NamedFile, expected: ShapeMap): Weights {
  const { tensors } = readSafetensors(file.bytes, file.name);
  checkShapes(
    tensors,
    expected,
    file.name,
    'O adaptador foi feito para outra base ou com outra configuração.',
  );
  return new Map(
    [...tensors].map(([name, tensor]) => {
      const data = toFloat32(tensor, `${file.name}, tensor ${quoted(name)}`);
      return [name, { shape: tensor.shape, data }];
    }),
  );
}
