import { describe, expect, it } from 'vitest';
import {
  type AdapterFiles,
  adapterShapes,
  readAdapter,
  writeAdapter,
} from '../../../../kernels/formats/adapter.ts';
import { type AdapterConfig, readAdapterConfig } from '../../../../kernels/formats/adapter-config.ts';
import { FormatError } from '../../../../kernels/formats/error.ts';
import { readLlamaConfig } from '../../../../kernels/formats/llama-config.ts';
import { ALL_PROJECTIONS } from '../../../../kernels/formats/model.ts';
import { readSafetensors } from '../../../../kernels/formats/safetensors.ts';
import { elementCount } from '../../../../kernels/formats/tensor.ts';
import { goldenFile, json } from './golden.ts';

const base = readLlamaConfig(goldenFile('config.json').bytes);
const read = (value: unknown) => readAdapterConfig(json(value).bytes).adapter;

const lora: AdapterConfig = {
  type: 'lora',
  rank: 4,
  alpha: 8,
  targets: ['q_proj', 'v_proj'],
  rsLora: false,
  dora: false,
};
const ia3: AdapterConfig = {
  type: 'ia3',
  targets: ['k_proj', 'v_proj', 'down_proj'],
  feedforward: ['down_proj'],
};

const ADAPTERS: Record<string, AdapterConfig> = {
  lora,
  'lora, rsLoRA': { ...lora, rsLora: true, alpha: 0.5 },
  dora: { ...lora, dora: true },
  ia3,
  vera: { type: 'vera', rank: 16, targets: ['q_proj', 'down_proj'], dInitial: 0.1, projectionSeed: 7 },
  prompt: { type: 'prompt', length: 6 },
  prefix: { type: 'prefix', length: 5 },
  adapter: { type: 'adapter', bottleneck: 3 },
};

describe('names and shapes are those of the files made with PyTorch', () => {
  it.each<[string, AdapterConfig]>([
    ['lora_qv_r4', lora],
    ['lora_all_r2', { ...lora, rank: 2, targets: ALL_PROJECTIONS }],
    ['qlora_all_r4', { ...lora, targets: ALL_PROJECTIONS }],
    ['prefix_5', { type: 'prefix', length: 5 }],
    ['prompt_6', { type: 'prompt', length: 6 }],
    ['adapter_3', { type: 'adapter', bottleneck: 3 }],
    ['ia3', ia3],
  ])('%s', (name, adapter) => {
    const { tensors } = readSafetensors(goldenFile(`${name}.init.safetensors`).bytes);
    const shapes = [...tensors].map(([key, { shape }]) => [key, shape] as const);
    expect(new Map(shapes)).toEqual(adapterShapes(adapter, base));
  });
});

it('VeRA shares matrices large enough for every target', () => {
  const shapes = adapterShapes(
    { type: 'vera', rank: 16, targets: ['q_proj', 'down_proj'], dInitial: 0.1, projectionSeed: 0 },
    base,
  );
  expect(shapes.get('base_model.vera_A')).toEqual([16, 56]);
  expect(shapes.get('base_model.vera_B')).toEqual([32, 16]);
  expect(shapes.get('base_model.model.model.layers.1.mlp.down_proj.vera_lambda_b')).toEqual([32]);
  expect(shapes.get('base_model.model.model.layers.1.mlp.down_proj.vera_lambda_d')).toEqual([16]);
  expect(shapes.size).toBe(2 + 2 * 2 * 2);
});

it('DoRA adds one magnitude an output, without .weight', () => {
  const shapes = adapterShapes({ ...lora, dora: true }, base);
  expect(shapes.get('base_model.model.model.layers.0.self_attn.v_proj.lora_magnitude_vector')).toEqual([16]);
  expect(shapes.size).toBe(2 * 2 * 3);
});

function tensorsOf(adapter: AdapterConfig): AdapterFiles['tensors'] {
  return new Map(
    [...adapterShapes(adapter, base)].map(([name, shape], index) => [
      name,
      { shape, data: Float32Array.from({ length: elementCount(shape) }, (_, at) => Math.sin(index + at)) },
    ]),
  );
}

function written(adapter: AdapterConfig) {
  const [config, weights] = writeAdapter({ adapter, baseModel: 'base', tensors: tensorsOf(adapter) }, base);
  if (!config || !weights) throw new Error('writeAdapter wrote fewer than two files');
  return { config, weights };
}

describe('an adapter folder', () => {
  it.each(Object.entries(ADAPTERS))('%s is read back as it was written', (_, adapter) => {
    const { config, weights } = written(adapter);
    expect([config.name, weights.name]).toEqual(['adapter_config.json', 'adapter_model.safetensors']);
    expect(readAdapter(config, weights, base)).toEqual({
      adapter,
      baseModel: 'base',
      tensors: tensorsOf(adapter),
    });
    expect(readSafetensors(weights.bytes).metadata.get('format')).toBe('pt');
  });

  it('writes the fields that peft writes, with sorted keys', () => {
    const text = (adapter: AdapterConfig) => new TextDecoder().decode(written(adapter).config.bytes);
    const object: unknown = JSON.parse(text(lora));
    expect(object).toMatchObject({
      peft_type: 'LORA',
      task_type: 'CAUSAL_LM',
      base_model_name_or_path: 'base',
      inference_mode: true,
      r: 4,
      lora_alpha: 8,
      target_modules: ['q_proj', 'v_proj'],
      bias: 'none',
      use_dora: false,
    });
    const keys = Object.keys(Object(object));
    expect(keys).toEqual(keys.toSorted());
    expect(text(lora)).toMatch(/^\{\n {2}"/);
    // Grouped-query attention: the prefix has 2 key/value heads of 8, not 4.
    expect(JSON.parse(text({ type: 'prefix', length: 5 }))).toMatchObject({
      peft_type: 'PREFIX_TUNING',
      num_virtual_tokens: 5,
      token_dim: 16,
      num_attention_heads: 2,
      num_layers: 2,
      prefix_projection: false,
    });
    expect(JSON.parse(text({ type: 'prompt', length: 6 }))).toMatchObject({
      token_dim: 32,
      num_attention_heads: 4,
    });
  });

  it('of another base or another rank is refused', () => {
    const { config, weights } = written(lora);
    expect(() => readAdapter(config, weights, { ...base, layers: 3 })).toThrow(
      /faltam os tensores .*layers\.2.*outra base/,
    );
    expect(() => readAdapter(config, weights, { ...base, hiddenSize: 64 })).toThrow(
      /\[4,32\] em vez de \[4,64\]/,
    );
    expect(() => readAdapter(written({ ...lora, rank: 8 }).config, weights, base)).toThrow(
      /outra configuração/,
    );
    const prefix = written({ type: 'prefix', length: 5 });
    expect(() => readAdapter(prefix.config, prefix.weights, { ...base, kvHeads: 4 })).toThrow(
      /\[5,64\] em vez de \[5,128\]/,
    );
  });

  it('is not written when it is incomplete', () => {
    expect(() => writeAdapter({ adapter: lora, baseModel: null, tensors: new Map() }, base)).toThrow(
      /incompleto/,
    );
  });
});

describe('adapter_config.json', () => {
  const minimal = { peft_type: 'LORA' };

  it('needs only peft_type; the rest has the defaults of peft', () => {
    expect(read(minimal)).toEqual({ ...lora, rank: 8, alpha: 8 });
    expect(read({ peft_type: 'IA3' })).toEqual(ia3);
    expect(read({ peft_type: 'VERA' })).toMatchObject({ rank: 256, dInitial: 0.1, projectionSeed: 0 });
  });

  it('takes a real file with many fields, in any order of targets', () => {
    expect(
      read({
        peft_type: 'LORA',
        task_type: 'CAUSAL_LM',
        r: 4,
        lora_alpha: 8,
        lora_dropout: 0.05,
        bias: 'none',
        fan_in_fan_out: false,
        target_modules: ['v_proj', 'q_proj'],
        modules_to_save: null,
        rank_pattern: {},
        alpha_pattern: {},
        exclude_modules: null,
        layers_to_transform: null,
        loftq_config: {},
        megatron_core: 'megatron.core',
        some_field_of_the_future: { a: [1] },
      }),
    ).toEqual(lora);
    expect(read({ ...minimal, target_modules: 'all-linear' })).toMatchObject({ targets: ALL_PROJECTIONS });
  });

  it.each([
    [{}, /"peft_type": "" não é suportado; os tipos aceitos são LORA/],
    [{ peft_type: 'ADALORA' }, /"ADALORA"/],
    [{ peft_type: 3 }, /esperava um texto/],
    [{ ...minimal, r: 0 }, /"r": esperava um inteiro de 1/],
    [{ ...minimal, r: 1e9 }, /"r": esperava um inteiro de 1/],
    [{ ...minimal, lora_alpha: 'NaN' }, /"lora_alpha"/],
    [{ ...minimal, lora_alpha: -1 }, /maior que zero/],
    [
      { ...minimal, target_modules: ['lm_head'] },
      /módulo "lm_head" não existe ou não é suportado; use q_proj/,
    ],
    [{ ...minimal, target_modules: ['toString'] }, /módulo "toString"/],
    [{ ...minimal, target_modules: [] }, /vazia/],
    [{ ...minimal, target_modules: '.*q_proj' }, /expressões regulares/],
    [{ ...minimal, target_modules: [1] }, /lista de textos/],
    [{ ...minimal, bias: 'all' }, /"bias"/],
    [{ ...minimal, fan_in_fan_out: true }, /"fan_in_fan_out"/],
    [{ ...minimal, modules_to_save: ['lm_head'] }, /"modules_to_save"/],
    [{ ...minimal, rank_pattern: { q_proj: 2 } }, /"rank_pattern"/],
    [{ ...minimal, layers_to_transform: [0] }, /"layers_to_transform"/],
    [{ ...minimal, layers_to_transform: 0 }, /"layers_to_transform"/],
    [{ ...minimal, init_lora_weights: 'pissa' }, /"pissa" altera também os pesos da base/],
    [
      { peft_type: 'IA3', target_modules: ['k_proj'], feedforward_modules: ['down_proj'] },
      /não está em target_modules/,
    ],
    [{ peft_type: 'VERA', save_projection: false }, /"save_projection"/],
    [{ peft_type: 'PROMPT_TUNING' }, /"num_virtual_tokens": falta/],
    [{ peft_type: 'PREFIX_TUNING', num_virtual_tokens: 0 }, /"num_virtual_tokens"/],
  ])('refuses %j', (object, message) => {
    expect(() => read(object)).toThrow(FormatError);
    expect(() => read(object)).toThrow(message);
  });
});
