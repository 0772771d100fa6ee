import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../../kernels/formats/error.ts';
import { readLlamaConfig, writeLlamaConfig } from '../../../../kernels/formats/llama-config.ts';
import { goldenFile, json } from './golden.ts';

const small = {
  vocab_size: 96,
  hidden_size: 32,
  intermediate_size: 56,
  num_hidden_layers: 2,
  num_attention_heads: 4,
};
const read = (value: unknown) => readLlamaConfig(json(value).bytes);

describe('config.json', () => {
  it('of the golden model', () => {
    expect(readLlamaConfig(goldenFile('config.json').bytes)).toEqual({
      vocabSize: 96,
      hiddenSize: 32,
      intermediateSize: 56,
      layers: 2,
      heads: 4,
      kvHeads: 2,
      headDim: 8,
      rmsNormEps: 1e-5,
      ropeTheta: 10000,
      maxPositions: 64,
      tiedEmbeddings: true,
      initializerRange: 0.02,
      bosTokenId: 1,
      eosTokenId: 2,
      padTokenId: null,
    });
  });

  it('takes the defaults of the class where fields are missing', () => {
    expect(read({ model_type: 'llama' })).toMatchObject({
      vocabSize: 32000,
      hiddenSize: 4096,
      layers: 32,
      heads: 32,
      kvHeads: 32,
      headDim: 128,
      rmsNormEps: 1e-6,
      ropeTheta: 10000,
      tiedEmbeddings: false,
    });
  });

  it('understands both spellings of the rotary base', () => {
    expect(read({ ...small, rope_theta: 5e5 }).ropeTheta).toBe(5e5);
    expect(read({ ...small, rope_theta: 5e5, rope_scaling: null }).ropeTheta).toBe(5e5);
    expect(read({ ...small, rope_theta: 5e5, rope_scaling: { type: 'default' } }).ropeTheta).toBe(5e5);
    expect(read({ ...small, rope_parameters: { rope_theta: 5e5, rope_type: 'default' } }).ropeTheta).toBe(
      5e5,
    );
    expect(read({ ...small, rope_parameters: { rope_theta: 5e5 }, rope_theta: 7 }).ropeTheta).toBe(5e5);
  });

  it('keeps a head size of its own and the first of several end tokens', () => {
    expect(read({ ...small, head_dim: 16, eos_token_id: [5, 7] })).toMatchObject({
      headDim: 16,
      eosTokenId: 5,
    });
  });

  it('ignores unknown fields', () => {
    expect(() => read({ ...small, use_cache: true, transformers_version: '5', _x: {} })).not.toThrow();
  });

  it.each([
    [{ model_type: 'gpt2' }, /"model_type": "gpt2" não é suportado/],
    [{ architectures: ['LlamaForSequenceClassification'] }, /"architectures"/],
    [{ hidden_act: 'gelu' }, /ativação "gelu"/],
    [{ attention_bias: true }, /"attention_bias": projeções com viés/],
    [{ mlp_bias: true }, /"mlp_bias"/],
    [{ quantization_config: { quant_method: 'gptq' } }, /"quantization_config"/],
    [{ sliding_window: 128 }, /"sliding_window"/],
    [{ rope_scaling: { type: 'linear', factor: 2 } }, /escala de RoPE "linear"/],
    [{ rope_scaling: { rope_type: 'llama3', factor: 8 } }, /escala de RoPE "llama3"/],
    [{ rope_parameters: { rope_type: 'yarn', rope_theta: 1 } }, /escala de RoPE "yarn"/],
    [{ rope_parameters: { partial_rotary_factor: 0.5 } }, /rotação parcial/],
    [{ rope_parameters: 3 }, /"rope_parameters": esperava um objeto/],
    [{ hidden_size: '32' }, /"hidden_size": esperava um inteiro de 1 a/],
    [{ hidden_size: -32 }, /esperava um inteiro/],
    [{ hidden_size: 32.5 }, /esperava um inteiro/],
    [{ vocab_size: 1e12 }, /esperava um inteiro de 1 a 16777216/],
    [{ num_hidden_layers: 0 }, /"num_hidden_layers"/],
    [{ num_hidden_layers: 100000 }, /limite de 1024/],
    [{ num_attention_heads: 5 }, /5 não divide hidden_size/],
    [{ num_key_value_heads: 3 }, /3 não divide num_attention_heads/],
    [{ vocab_size: 96, pad_token_id: 96 }, /pad_token_id.*96 não está no vocabulário, que vai de 0 a 95/],
    [{ head_dim: 7 }, /ímpar/],
    [{ rms_norm_eps: 0 }, /maior que zero/],
    [{ tie_word_embeddings: 'sim' }, /true ou false/],
    [{ eos_token_id: ['2'] }, /"eos_token_id"/],
  ])('refuses %j', (change, message) => {
    expect(() => read({ ...small, ...change })).toThrow(FormatError);
    expect(() => read({ ...small, ...change })).toThrow(message);
  });

  it('is read back as it was written', () => {
    const config = readLlamaConfig(goldenFile('config.json').bytes);
    expect(read(writeLlamaConfig(config, 'float32'))).toEqual(config);
    expect(
      read(writeLlamaConfig({ ...config, headDim: 6, ropeTheta: 5e5, padTokenId: 0 }, 'float16')),
    ).toEqual({
      ...config,
      headDim: 6,
      ropeTheta: 5e5,
      padTokenId: 0,
    });
  });
});
