import { quoted } from './error.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { isJsonObject, type JsonObject, parseJsonObject } from './json.ts';

/** The sizes and constants of a `LlamaForCausalLM`, as its `config.json` gives them. */
export interface LlamaConfig {
  readonly vocabSize: number;
  readonly hiddenSize: number;
  /** Width of the MLP. */
  readonly intermediateSize: number;
  readonly layers: number;
  /** Query heads. */
  readonly heads: number;
  /** Key/value heads; each serves `heads / kvHeads` query heads. */
  readonly kvHeads: number;
  readonly headDim: number;
  readonly rmsNormEps: number;
  /** Base θ of the rotary embedding's frequencies. */
  readonly ropeTheta: number;
  /** Longest sequence that the model was made for. */
  readonly maxPositions: number;
  /** Whether the head uses the embedding's matrix; then there is no `lm_head.weight`. */
  readonly tiedEmbeddings: boolean;
  /** Standard deviation of the weights before training. */
  readonly initializerRange: number;
  readonly bosTokenId: number | null;
  readonly eosTokenId: number | null;
  readonly padTokenId: number | null;
}

/** Every layer has nine weights to look for: a bound keeps a hostile file from asking for billions of names. */
const MAX_LAYERS = 1024;

/**
 * Reads a Hugging Face `config.json`. Defaults are those of the class `LlamaConfig` of transformers; both spellings of
 * the rotary embedding are understood (`rope_theta` + `rope_scaling`, and `rope_parameters`).
 * What the compiler cannot reproduce is refused by name; unknown fields are ignored.
 * @throws FormatError in Portuguese
 */
export function readLlamaConfig(bytes: Uint8Array, origin = 'config.json'): LlamaConfig {
  const object = parseJsonObject(bytes, origin);
  const fields = fieldsOf(object, origin);
  refuseOtherModels(fields);
  refuseUnsupported(fields);

  const hiddenSize = fields.size('hidden_size', 4096);
  const heads = fields.size('num_attention_heads', 32);
  const kvHeads = fields.size('num_key_value_heads', heads);
  if (heads % kvHeads !== 0) {
    fields.refuse('num_key_value_heads', `${kvHeads} não divide num_attention_heads (${heads}).`);
  }
  if (fields.raw('head_dim') === undefined && hiddenSize % heads !== 0) {
    fields.refuse(
      'num_attention_heads',
      `${heads} não divide hidden_size (${hiddenSize}), e não há head_dim.`,
    );
  }
  const headDim = fields.size('head_dim', hiddenSize / heads);
  if (headDim % 2 !== 0) fields.refuse('head_dim', `${headDim} é ímpar; a rotação RoPE precisa de pares.`);

  const layers = fields.size('num_hidden_layers', 32);
  if (layers > MAX_LAYERS)
    fields.refuse('num_hidden_layers', `${layers} passa do limite de ${MAX_LAYERS} camadas.`);

  const vocabSize = fields.size('vocab_size', 32000);
  return {
    vocabSize,
    hiddenSize,
    intermediateSize: fields.size('intermediate_size', 11008),
    layers,
    heads,
    kvHeads,
    headDim,
    rmsNormEps: fields.positive('rms_norm_eps', 1e-6),
    ropeTheta: readRopeTheta(fields, origin),
    maxPositions: fields.size('max_position_embeddings', 2048),
    tiedEmbeddings: fields.flag('tie_word_embeddings', false),
    initializerRange: fields.positive('initializer_range', 0.02),
    bosTokenId: fields.index('bos_token_id'),
    eosTokenId: readEos(fields),
    padTokenId: readPad(fields, vocabSize),
  };
}

/** The `config.json` of a model, in both spellings of the rotary base, so that old and new readers take it. */
export function writeLlamaConfig(config: LlamaConfig, dtype: 'float32' | 'float16' | 'bfloat16'): JsonObject {
  return {
    architectures: ['LlamaForCausalLM'],
    attention_bias: false,
    attention_dropout: 0,
    bos_token_id: config.bosTokenId,
    eos_token_id: config.eosTokenId,
    head_dim: config.headDim,
    hidden_act: 'silu',
    hidden_size: config.hiddenSize,
    initializer_range: config.initializerRange,
    intermediate_size: config.intermediateSize,
    max_position_embeddings: config.maxPositions,
    mlp_bias: false,
    model_type: 'llama',
    num_attention_heads: config.heads,
    num_hidden_layers: config.layers,
    num_key_value_heads: config.kvHeads,
    pad_token_id: config.padTokenId,
    rms_norm_eps: config.rmsNormEps,
    rope_parameters: { rope_theta: config.ropeTheta, rope_type: 'default' },
    rope_theta: config.ropeTheta,
    tie_word_embeddings: config.tiedEmbeddings,
    torch_dtype: dtype,
    vocab_size: config.vocabSize,
  };
}

function refuseOtherModels(fields: Fields): void {
  const model = fields.text('model_type', 'llama');
  if (model !== 'llama') {
    fields.refuse('model_type', `${quoted(model)} não é suportado; só "llama" (LlamaForCausalLM).`);
  }
  const architectures = fields.texts('architectures') ?? ['LlamaForCausalLM'];
  if (!architectures.includes('LlamaForCausalLM')) {
    fields.refuse('architectures', `${quoted(architectures.join(', '))} não é LlamaForCausalLM.`);
  }
}

function refuseUnsupported(fields: Fields): void {
  const activation = fields.text('hidden_act', 'silu');
  if (activation !== 'silu')
    fields.refuse('hidden_act', `a ativação ${quoted(activation)} não é suportada; só "silu".`);
  for (const key of ['attention_bias', 'mlp_bias']) {
    if (fields.flag(key, false)) fields.refuse(key, 'projeções com viés (bias) não são suportadas.');
  }
  if (fields.raw('quantization_config') !== undefined) {
    fields.refuse('quantization_config', 'o modelo já está quantizado; use a versão em ponto flutuante.');
  }
  if (fields.raw('sliding_window') !== undefined) {
    fields.refuse('sliding_window', 'atenção em janela deslizante não é suportada.');
  }
}

function readRopeTheta(fields: Fields, origin: string): number {
  for (const key of ['rope_scaling', 'rope_parameters']) {
    const value = fields.raw(key);
    if (value === undefined) continue;
    if (!isJsonObject(value)) return fields.refuse(key, 'esperava um objeto JSON.');
    const rope = fieldsOf(value, `${origin}, ${key}`);
    const type = rope.text('rope_type', rope.text('type', 'default'));
    if (type !== 'default') {
      rope.refuse('rope_type', `a escala de RoPE ${quoted(type)} não é suportada; só "default".`);
    }
    if (rope.positive('partial_rotary_factor', 1) !== 1) {
      rope.refuse('partial_rotary_factor', 'a rotação parcial não é suportada.');
    }
    if (key === 'rope_parameters') return rope.positive('rope_theta', fields.positive('rope_theta', 10000));
  }
  return fields.positive('rope_theta', 10000);
}

/** The pad token is fed to the model, which has to know it. */
function readPad(fields: Fields, vocabSize: number): number | null {
  const pad = fields.index('pad_token_id');
  if (pad === null || pad < vocabSize) return pad;
  return fields.refuse('pad_token_id', `${pad} não está no vocabulário, que vai de 0 a ${vocabSize - 1}.`);
}

/** Some models list several end tokens; the first is the one that generation stops at. */
function readEos(fields: Fields): number | null {
  const value = fields.raw('eos_token_id');
  if (!Array.isArray(value)) return fields.index('eos_token_id');
  const first: unknown = value[0];
  return typeof first === 'number' && Number.isSafeInteger(first) && first >= 0
    ? first
    : fields.refuse('eos_token_id', 'esperava inteiros não negativos.');
}
