import { quoted } from './error.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { isJsonObject, type JsonObject, parseJsonObject } from './json.ts';
import { ALL_PROJECTIONS, isProjection, type Projection } from './model.ts';

/** y = Wx + s·B(Ax), s = alpha/rank (or alpha/√rank); with `dora`, also a magnitude for each output. */
export interface LoraAdapter {
  readonly type: 'lora';
  readonly rank: number;
  readonly alpha: number;
  readonly targets: readonly Projection[];
  readonly rsLora: boolean;
  readonly dora: boolean;
}

/** One vector a module: it scales the input of `feedforward` modules and the output of the others. */
export interface Ia3Adapter {
  readonly type: 'ia3';
  readonly targets: readonly Projection[];
  readonly feedforward: readonly Projection[];
}

/** y = Wx + b ⊙ B(d ⊙ Ax) with A and B random, frozen and shared by all modules. */
export interface VeraAdapter {
  readonly type: 'vera';
  readonly rank: number;
  readonly targets: readonly Projection[];
  /** Value that every element of d starts from. */
  readonly dInitial: number;
  /** Seed of A and B. */
  readonly projectionSeed: number;
}

/** Trained embeddings in front of the text. */
export interface PromptAdapter {
  readonly type: 'prompt';
  readonly length: number;
}

/** Trained keys and values in front of the text, in every layer. */
export interface PrefixAdapter {
  readonly type: 'prefix';
  readonly length: number;
}

/** Houlsby's bottlenecks after attention and MLP. Not a method of `peft`: the format is this project's own. */
export interface BottleneckAdapter {
  readonly type: 'adapter';
  readonly bottleneck: number;
}

/** The settings that an `adapter_config.json` holds, whatever the method. */
export type AdapterConfig =
  | LoraAdapter
  | Ia3Adapter
  | VeraAdapter
  | PromptAdapter
  | PrefixAdapter
  | BottleneckAdapter;

export interface AdapterConfigFile {
  readonly adapter: AdapterConfig;
  /** Name or path of the base model, as free text. */
  readonly baseModel: string | null;
}

/** How each method is called in the field `peft_type`. */
const PEFT_TYPES = {
  lora: 'LORA',
  ia3: 'IA3',
  vera: 'VERA',
  prompt: 'PROMPT_TUNING',
  prefix: 'PREFIX_TUNING',
  adapter: 'ADAPTER_TUNING',
} as const satisfies Record<AdapterConfig['type'], string>;

/** Values with which these fields change nothing; any other value changes the model in a way that is not supported. */
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

/** Initialisations of LoRA that leave the base as it was; the others (PiSSA, OLoRA, …) also change the base's weights. */
const HARMLESS_INITS: readonly unknown[] = [true, false, 'gaussian', 'eva', 'orthogonal'];

/**
 * Reads a `peft` `adapter_config.json`: LoRA (and DoRA), (IA)³, VeRA, Prompt Tuning, Prefix Tuning, and this project's
 * own Adapter-Tuning. Unknown fields are ignored, as `peft` does; fields that would change the result are refused by name.
 * @throws FormatError in Portuguese
 */
export function readAdapterConfig(bytes: Uint8Array, origin = 'adapter_config.json'): AdapterConfigFile {
  const fields = fieldsOf(parseJsonObject(bytes, origin), origin);
  for (const [key, neutral] of Object.entries(UNSUPPORTED)) {
    const value = fields.raw(key);
    if (value !== undefined && !isEmpty(value) && !neutral.includes(value)) {
      fields.refuse(key, `o valor ${quoted(JSON.stringify(value))} não é suportado.`);
    }
  }
  const name = fields.raw('base_model_name_or_path');
  return { adapter: readSettings(fields), baseModel: typeof name === 'string' ? name : null };
}

function readSettings(fields: Fields): AdapterConfig {
  const type = fields.text('peft_type', '');
  switch (type) {
    case PEFT_TYPES.lora:
      return readLora(fields);
    case PEFT_TYPES.ia3:
      return readIa3(fields);
    case PEFT_TYPES.vera:
      return readVera(fields);
    case PEFT_TYPES.prompt:
      return { type: 'prompt', length: fields.size('num_virtual_tokens') };
    case PEFT_TYPES.prefix:
      return { type: 'prefix', length: fields.size('num_virtual_tokens') };
    case PEFT_TYPES.adapter:
      return { type: 'adapter', bottleneck: fields.size('bottleneck') };
    default: {
      const known = Object.values(PEFT_TYPES).join(', ');
      return fields.refuse('peft_type', `${quoted(type)} não é suportado; os tipos aceitos são ${known}.`);
    }
  }
}

function readLora(fields: Fields): LoraAdapter {
  const init = fields.raw('init_lora_weights') ?? true;
  if (!HARMLESS_INITS.includes(init)) {
    fields.refuse(
      'init_lora_weights',
      `${quoted(String(init))} altera também os pesos da base, o que não é suportado.`,
    );
  }
  return {
    type: 'lora',
    rank: fields.size('r', 8),
    alpha: fields.positive('lora_alpha', 8),
    targets: readTargets(fields, 'target_modules', ['q_proj', 'v_proj']),
    rsLora: fields.flag('use_rslora', false),
    dora: fields.flag('use_dora', false),
  };
}

function readIa3(fields: Fields): Ia3Adapter {
  const targets = readTargets(fields, 'target_modules', ['k_proj', 'v_proj', 'down_proj']);
  const feedforward = readTargets(fields, 'feedforward_modules', ['down_proj']);
  const stray = feedforward.find((module) => !targets.includes(module));
  if (stray) fields.refuse('feedforward_modules', `${quoted(stray)} não está em target_modules.`);
  return { type: 'ia3', targets, feedforward };
}

function readVera(fields: Fields): VeraAdapter {
  if (!fields.flag('save_projection', true)) {
    fields.refuse(
      'save_projection',
      'sem as matrizes A e B no arquivo, só o PyTorch as refaz; grave com true.',
    );
  }
  return {
    type: 'vera',
    rank: fields.size('r', 256),
    targets: readTargets(fields, 'target_modules', ['q_proj', 'v_proj']),
    dInitial: fields.positive('d_initial', 0.1),
    projectionSeed: fields.index('projection_prng_key') ?? 0,
  };
}

/** Target modules in the order of the forward pass: `peft` keeps them as a set, so the file's order means nothing. */
function readTargets(fields: Fields, key: string, fallback: readonly Projection[]): Projection[] {
  if (fields.raw(key) === 'all-linear') return [...ALL_PROJECTIONS];
  if (typeof fields.raw(key) === 'string') {
    fields.refuse(key, 'expressões regulares não são suportadas; use uma lista de nomes ou "all-linear".');
  }
  const names = fields.texts(key) ?? fallback;
  const stray = names.find((name) => !isProjection(name));
  if (stray !== undefined) {
    fields.refuse(
      key,
      `o módulo ${quoted(stray)} não existe ou não é suportado; use ${ALL_PROJECTIONS.join(', ')}.`,
    );
  }
  if (names.length === 0) fields.refuse(key, 'a lista está vazia.');
  return ALL_PROJECTIONS.filter((projection) => names.includes(projection));
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/** Sizes of the base model that `peft` writes beside the settings of prompt and prefix tuning. */
export interface BaseSizes {
  readonly hiddenSize: number;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
}

/**
 * The `adapter_config.json` that `peft` loads for an adapter (for Adapter-Tuning, which `peft` lacks, this project's own).
 * Keys are sorted, as `peft` writes them.
 */
export function writeAdapterConfig({ adapter, baseModel }: AdapterConfigFile, base: BaseSizes): JsonObject {
  const common = {
    base_model_name_or_path: baseModel,
    inference_mode: true,
    peft_type: PEFT_TYPES[adapter.type],
    revision: null,
    task_type: 'CAUSAL_LM',
  };
  const entries = Object.entries({ ...common, ...methodFields(adapter, base) });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function methodFields(adapter: AdapterConfig, base: BaseSizes): JsonObject {
  switch (adapter.type) {
    case 'lora':
      return {
        r: adapter.rank,
        lora_alpha: adapter.alpha,
        lora_dropout: 0,
        bias: 'none',
        fan_in_fan_out: false,
        init_lora_weights: true,
        modules_to_save: null,
        target_modules: adapter.targets,
        use_dora: adapter.dora,
        use_rslora: adapter.rsLora,
      };
    case 'ia3':
      return {
        fan_in_fan_out: false,
        feedforward_modules: adapter.feedforward,
        init_ia3_weights: true,
        modules_to_save: null,
        target_modules: adapter.targets,
      };
    case 'vera':
      return {
        bias: 'none',
        d_initial: adapter.dInitial,
        fan_in_fan_out: false,
        init_weights: true,
        modules_to_save: null,
        projection_prng_key: adapter.projectionSeed,
        r: adapter.rank,
        save_projection: true,
        target_modules: adapter.targets,
        vera_dropout: 0,
      };
    case 'prompt':
      return {
        ...virtualTokens(adapter.length, base.hiddenSize, base.heads, base.layers),
        prompt_tuning_init: 'RANDOM',
        prompt_tuning_init_text: null,
        tokenizer_name_or_path: null,
      };
    case 'prefix':
      return {
        // With grouped-query attention peft counts key/value heads only.
        ...virtualTokens(adapter.length, base.kvHeads * base.headDim, base.kvHeads, base.layers),
        encoder_hidden_size: base.hiddenSize,
        prefix_projection: false,
      };
    case 'adapter':
      return { bottleneck: adapter.bottleneck };
  }
}

function virtualTokens(length: number, tokenDim: number, heads: number, layers: number): JsonObject {
  return {
    num_virtual_tokens: length,
    token_dim: tokenDim,
    num_attention_heads: heads,
    num_layers: layers,
    num_transformer_submodules: 1,
  };
}
