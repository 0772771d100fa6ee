import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../../kernels/formats/error.ts';
import { readLlamaConfig } from '../../../../kernels/formats/llama-config.ts';
import { ALL_PROJECTIONS } from '../../../../kernels/formats/llama-weights.ts';
import { readSafetensors } from '../../../../kernels/formats/safetensors.ts';
import { elementCount } from '../../../../kernels/formats/tensor.ts';
import { adapter as houlsby } from '../../../../kernels/peft/adapter.ts';
import {
  readAdapter,
  readParameters,
  type TrainedAdapter,
  writeAdapter,
} from '../../../../kernels/peft/adapter-files.ts';
import { dora } from '../../../../kernels/peft/dora.ts';
import { full } from '../../../../kernels/peft/full.ts';
import { ia3 } from '../../../../kernels/peft/ia3.ts';
import { lora } from '../../../../kernels/peft/lora.ts';
import type { Adapter } from '../../../../kernels/peft/method.ts';
import { prefix } from '../../../../kernels/peft/prefix.ts';
import { prompt } from '../../../../kernels/peft/prompt.ts';
import { qlora } from '../../../../kernels/peft/qlora.ts';
import { vera } from '../../../../kernels/peft/vera.ts';
import { goldenFile, json } from '../formats/golden.ts';

const base = readLlamaConfig(goldenFile('config.json').bytes);

const ADAPTERS: Record<string, Adapter> = {
  lora: lora.configure(base),
  'lora, rsLoRA': lora.configure(base, { rsLora: true, alpha: 0.5, targets: ALL_PROJECTIONS }),
  dora: dora.configure(base),
  ia3: ia3.configure(base),
  'ia3, other modules': ia3.configure(base, { targets: ['q_proj', 'up_proj'], feedforward: ['up_proj'] }),
  vera: vera.configure(base, { targets: ['q_proj', 'down_proj'], seed: 7 }),
  prefix: prefix.configure(base, { length: 5 }),
  adapter: houlsby.configure(base, { bottleneck: 3 }),
};

/** Tensors of the right shapes, every one different. */
function parametersOf(adapter: Adapter): TrainedAdapter['parameters'] {
  return new Map(
    adapter.parameters.map(({ name, shape }, index) => [
      name,
      { shape, data: Float32Array.from({ length: elementCount(shape) }, (_, at) => Math.sin(index + at)) },
    ]),
  );
}

function written(adapter: Adapter) {
  const [config, weights] = writeAdapter(
    { adapter, baseModel: 'base', parameters: parametersOf(adapter) },
    base,
  );
  if (!config || !weights) throw new Error('writeAdapter wrote fewer than two files');
  return { config, weights };
}

const configOf = (adapter: Adapter): unknown =>
  JSON.parse(new TextDecoder().decode(written(adapter).config.bytes));

describe('names and shapes are those of the files made with PyTorch', () => {
  it.each<[string, Adapter]>([
    ['lora_qv_r4', lora.configure(base)],
    ['lora_all_r2', lora.configure(base, { rank: 2, targets: ALL_PROJECTIONS })],
    ['qlora_all_r4', qlora.configure(base)],
    ['prefix_5', prefix.configure(base, { length: 5 })],
    ['prompt_6', prompt.configure(base, { length: 6 })],
    ['adapter_3', houlsby.configure(base, { bottleneck: 3 })],
    ['ia3', ia3.configure(base)],
  ])('%s', (name, adapter) => {
    const file = goldenFile(`${name}.init.safetensors`);
    const shapes = [...readParameters(file, adapter)].map(([key, { shape }]) => [key, shape] as const);
    expect(new Map(shapes)).toEqual(new Map(adapter.parameters.map(({ name: key, shape }) => [key, shape])));
  });
});

it('VeRA shares matrices large enough for every target, and keeps them in the file', () => {
  const adapter = vera.configure(base, { rank: 16, targets: ['q_proj', 'down_proj'] });
  const { tensors } = readSafetensors(written(adapter).weights.bytes);
  expect(tensors.get('base_model.vera_A')?.shape).toEqual([16, 56]);
  expect(tensors.get('base_model.vera_B')?.shape).toEqual([32, 16]);
  expect(tensors.get('base_model.model.model.layers.1.mlp.down_proj.vera_lambda_b')?.shape).toEqual([32]);
  expect(tensors.get('base_model.model.model.layers.1.mlp.down_proj.vera_lambda_d')?.shape).toEqual([16]);
  expect(tensors.size).toBe(2 + 2 * 2 * 2);
});

it('VeRA takes the matrices of the file, not those of its seed', () => {
  const { config, weights } = written(vera.configure(base, { seed: 7 }));
  const object: object = JSON.parse(new TextDecoder().decode(config.bytes));
  const { adapter } = readAdapter(json({ ...object, projection_prng_key: 8 }), weights, base);
  const frozen = (made: Adapter) => made.frozen?.(new Map());
  expect(frozen(adapter)).toEqual(frozen(vera.configure(base, { seed: 7 })));
  expect(frozen(adapter)).not.toEqual(frozen(vera.configure(base, { seed: 8 })));
});

it('DoRA adds one magnitude an output, without .weight', () => {
  const { tensors } = readSafetensors(written(dora.configure(base)).weights.bytes);
  expect(
    tensors.get('base_model.model.model.layers.0.self_attn.v_proj.lora_magnitude_vector')?.shape,
  ).toEqual([16]);
  expect(tensors.size).toBe(2 * 2 * 3);
});

describe('an adapter folder', () => {
  it.each(Object.entries(ADAPTERS))('%s is read back as it was written', (_, adapter) => {
    const { config, weights } = written(adapter);
    expect([config.name, weights.name]).toEqual(['adapter_config.json', 'adapter_model.safetensors']);
    const read = readAdapter(config, weights, base);
    expect(read.adapter.method).toBe(adapter.method);
    expect(read.adapter.settings).toMatchObject(adapter.settings);
    expect(read.parameters).toEqual(parametersOf(adapter));
    expect(read.baseModel).toBe('base');
    expect(readSafetensors(weights.bytes).metadata.get('format')).toBe('pt');
  });

  it('of Prompt-Tuning forgets only what its embeddings started from', () => {
    const adapter = prompt.configure(base, { length: 6, tokens: [3, 4] });
    const { config, weights } = written(adapter);
    const read = readAdapter(config, weights, base);
    expect(read.parameters).toEqual(parametersOf(adapter));
    expect(read.adapter.settings).toMatchObject({ length: 6 });
  });

  it('of QLoRA is one of LoRA: the base is quantised when it is loaded', () => {
    const adapter = qlora.configure(base);
    const { config, weights } = written(adapter);
    expect(configOf(adapter)).toMatchObject({ peft_type: 'LORA', use_dora: false });
    expect(readAdapter(config, weights, base).adapter.method).toBe('lora');
    expect(readParameters(weights, adapter)).toEqual(parametersOf(adapter));
  });

  it('is none for full fine-tuning', () => {
    const adapter = full.configure(base);
    expect(() => writeAdapter({ adapter, parameters: new Map(), baseModel: null }, base)).toThrow(
      /modelo inteiro/,
    );
  });

  it('has the fields that peft writes, with sorted keys', () => {
    const object = configOf(lora.configure(base));
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
    expect(configOf(dora.configure(base))).toMatchObject({ peft_type: 'LORA', use_dora: true });
    expect(configOf(ia3.configure(base))).toMatchObject({
      peft_type: 'IA3',
      feedforward_modules: ['down_proj'],
    });
    expect(configOf(vera.configure(base))).toMatchObject({ peft_type: 'VERA', save_projection: true, r: 16 });
    // Grouped-query attention: the prefix has 2 key/value heads of 8, not 4.
    expect(configOf(prefix.configure(base, { length: 5 }))).toMatchObject({
      peft_type: 'PREFIX_TUNING',
      num_virtual_tokens: 5,
      token_dim: 16,
      num_attention_heads: 2,
      num_layers: 2,
      num_transformer_submodules: 1,
      prefix_projection: false,
    });
    expect(configOf(prompt.configure(base))).toMatchObject({
      peft_type: 'PROMPT_TUNING',
      token_dim: 32,
      num_attention_heads: 4,
    });
  });

  it('of another base or another rank is refused', () => {
    const { config, weights } = written(lora.configure(base));
    expect(() => readAdapter(config, weights, { ...base, layers: 3 })).toThrow(
      /faltam os tensores .*layers\.2.*outra base/,
    );
    expect(() => readAdapter(config, weights, { ...base, hiddenSize: 64 })).toThrow(
      /\[4,32\] em vez de \[4,64\]/,
    );
    const other = written(lora.configure(base, { rank: 8 })).config;
    expect(() => readAdapter(other, weights, base)).toThrow(/outra configuração/);
    const prefixed = written(prefix.configure(base, { length: 5 }));
    expect(() => readAdapter(prefixed.config, prefixed.weights, { ...base, kvHeads: 4 })).toThrow(
      /\[5,64\] em vez de \[5,128\]/,
    );
  });

  it('is not written when it is incomplete', () => {
    const adapter = lora.configure(base);
    expect(() => writeAdapter({ adapter, baseModel: null, parameters: new Map() }, base)).toThrow(
      /incompleto/,
    );
  });
});

describe('adapter_config.json', () => {
  const minimal = { peft_type: 'LORA', r: 4 };
  const { weights } = written(lora.configure(base));
  const read = (value: unknown, file = weights) => readAdapter(json(value), file, base).adapter.settings;

  it('needs only peft_type; the rest has the defaults of peft', () => {
    const eight = written(lora.configure(base, { rank: 8 })).weights;
    expect(read({ peft_type: 'LORA' }, eight)).toEqual({ ...lora.defaults, rank: 8, alpha: 8 });
    expect(read({ peft_type: 'IA3' }, written(ia3.configure(base)).weights)).toEqual(ia3.defaults);
    const wide = written(vera.configure(base, { rank: 256 })).weights;
    expect(read({ peft_type: 'VERA' }, wide)).toMatchObject({ rank: 256, dInitial: 0.1, seed: 0 });
  });

  it('of (IA)³ may leave out which modules are feed-forward', () => {
    const adapter = ia3.configure(base, { targets: ['q_proj'] });
    const { weights: file } = written(adapter);
    expect(read({ peft_type: 'IA3', target_modules: ['q_proj'] }, file)).toEqual(adapter.settings);
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
    ).toEqual(lora.defaults);
    const all = written(lora.configure(base, { targets: ALL_PROJECTIONS })).weights;
    expect(read({ ...minimal, target_modules: 'all-linear' }, all)).toMatchObject({
      targets: ALL_PROJECTIONS,
    });
  });

  it.each([
    [{}, /"peft_type": "" não é suportado; os tipos aceitos são LORA/],
    [{ peft_type: 'ADALORA' }, /"ADALORA"/],
    [{ peft_type: 3 }, /esperava um texto/],
    [{ ...minimal, r: 0 }, /"r": esperava um inteiro de 1/],
    [{ ...minimal, r: 1e9 }, /"r": esperava um inteiro de 1/],
    [{ ...minimal, lora_alpha: 'NaN' }, /"lora_alpha"/],
    [{ ...minimal, lora_alpha: -1 }, /maior que zero/],
    [{ ...minimal, target_modules: ['lm_head'] }, /módulo "lm_head" não existe; use q_proj/],
    [{ ...minimal, target_modules: ['toString'] }, /módulo "toString"/],
    [{ ...minimal, target_modules: [] }, /escolha ao menos um/],
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
      /down_proj não está entre os módulos/,
    ],
    [{ peft_type: 'VERA', save_projection: false }, /"save_projection"/],
    // More than any machine could hold: refused by its shape, without being made.
    [{ peft_type: 'VERA', r: 2 ** 24 }, /faltam os tensores/],
    [{ peft_type: 'PROMPT_TUNING' }, /"num_virtual_tokens": falta/],
    [{ peft_type: 'PREFIX_TUNING', num_virtual_tokens: 0 }, /"num_virtual_tokens"/],
  ])('refuses %j', (object, message) => {
    expect(() => read(object)).toThrow(FormatError);
    expect(() => read(object)).toThrow(message);
  });
});
