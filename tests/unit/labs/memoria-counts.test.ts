import { describe, expect, test } from 'vitest';
import { countTrainable, loraParameters, type Method } from '../../../src/labs/memoria/trainable.ts';
import {
  countParameters,
  PRESETS,
  type PresetId,
  projections,
} from '../../../src/labs/training/architectures.ts';

describe('parameters of each architecture', () => {
  test.each<[PresetId, number]>([
    ['llama-2-7b', 6_738_415_616],
    ['llama-2-13b', 13_015_864_320],
    ['llama-65b', 65_285_660_672],
    ['llama-2-70b', 68_976_648_192],
    ['tinyllama-1.1b', 1_100_048_384],
    ['llama-3-8b', 8_030_261_248],
  ])('%s has %i', (id, total) => {
    expect(countParameters(PRESETS[id]).total).toBe(total);
  });

  test('GPT-3 175B takes the total of the LoRA paper: 175,255.8 million', () => {
    expect(countParameters(PRESETS['gpt-3-175b']).total / 1e6).toBe(175_255.8);
  });

  test('quantised and other parameters make up the whole', () => {
    const { total, linear, rest } = countParameters(PRESETS['llama-2-7b']);
    expect([linear, rest]).toEqual([6_476_005_376, 262_410_240]);
    expect(linear + rest).toBe(total);
  });

  test('under grouped-query attention v_proj of the 70B is 8192 -> 1024', () => {
    expect(projections(PRESETS['llama-2-70b']).find(({ name }) => name === 'v')).toMatchObject({
      inputs: 8192,
      outputs: 1024,
    });
  });
});

describe('trainable parameters of LoRA', () => {
  test.each<[PresetId, number, number, number, number, number]>([
    ['llama-2-7b', 4_194_304, 8_388_608, 19_988_480, 39_976_960, 159_907_840],
    ['llama-2-13b', 6_553_600, 13_107_200, 31_293_440, 62_586_880, 250_347_520],
    ['llama-65b', 20_971_520, 41_943_040, 99_942_400, 199_884_800, 799_539_200],
    ['llama-2-70b', 16_384_000, 32_768_000, 103_546_880, 207_093_760, 828_375_040],
    ['llama-3-8b', 3_407_872, 6_815_744, 20_971_520, 41_943_040, 167_772_160],
    ['tinyllama-1.1b', 1_126_400, 2_252_800, 6_307_840, 12_615_680, 50_462_720],
  ])('%s', (id, qv8, qkvo8, all8, all16, all64) => {
    const architecture = PRESETS[id];
    expect(loraParameters(architecture, 'qv', 8)).toBe(qv8);
    expect(loraParameters(architecture, 'qkvo', 8)).toBe(qkvo8);
    expect(loraParameters(architecture, 'todas', 8)).toBe(all8);
    expect(loraParameters(architecture, 'todas', 16)).toBe(all16);
    expect(loraParameters(architecture, 'todas', 64)).toBe(all64);
  });

  test.each<[PresetId, string, string]>([
    ['llama-2-7b', '0.0622', '2.37'],
    ['llama-2-13b', '0.0504', '1.92'],
    ['llama-65b', '0.0321', '1.22'],
    ['llama-2-70b', '0.0238', '1.20'],
    ['llama-3-8b', '0.0424', '2.09'],
    ['tinyllama-1.1b', '0.1024', '4.59'],
  ])('%s: %s%% with q,v r=8 and %s%% with all linear layers r=64', (id, small, large) => {
    const { total } = countParameters(PRESETS[id]);
    expect(((100 * loraParameters(PRESETS[id], 'qv', 8)) / total).toFixed(4)).toBe(small);
    expect(((100 * loraParameters(PRESETS[id], 'todas', 64)) / total).toFixed(2)).toBe(large);
  });

  test('with the head of the 7B it is the 20,277,248 that Raschka prints', () => {
    expect(loraParameters(PRESETS['llama-2-7b'], 'todas-e-cabeca', 8)).toBe(20_277_248);
  });

  test.each<['qv' | 'qkvo', number, number, number]>([
    ['qv', 1, 4_718_592, 37_142],
    ['qv', 2, 9_437_184, 18_571],
    ['qkvo', 1, 9_437_184, 18_571],
    ['qv', 4, 18_874_368, 9_286],
    ['qkvo', 2, 18_874_368, 9_286],
    ['qv', 8, 37_748_736, 4_643],
    ['qkvo', 4, 37_748_736, 4_643],
    ['qv', 64, 301_989_888, 580],
    ['qkvo', 64, 603_979_776, 290],
  ])('GPT-3 with %s r=%i trains %i, one in %i', (targets, rank, count, ratio) => {
    const architecture = PRESETS['gpt-3-175b'];
    expect(loraParameters(architecture, targets, rank)).toBe(count);
    // The sheet prints the quotient cut or rounded: within one of it either way.
    expect(Math.abs(countParameters(architecture).total / count - ratio)).toBeLessThan(1);
  });

  test('the checkpoint of GPT-3 r=4 takes 37.7 MB in 16 bits', () => {
    expect((2 * loraParameters(PRESETS['gpt-3-175b'], 'qv', 4)) / 1e6).toBeCloseTo(37.7, 1);
  });
});

describe('trainable parameters of the other methods on Llama-2-7B', () => {
  const count = (method: Method) =>
    countTrainable({
      architecture: PRESETS['llama-2-7b'],
      method,
      targets: 'qv',
      rank: 8,
      vectors: 20,
      bottleneck: 64,
    });

  test.each<[Method, number]>([
    ['completo', 6_738_415_616],
    ['lora', 4_194_304],
    ['qlora', 4_194_304],
    ['prefixo', 32 * 20 * 2 * 4096],
    ['prompt', 20 * 4096],
    ['adaptador', 32 * 2 * (2 * 4096 * 64 + 64 + 4096)],
    ['ia3', 614_400],
  ])('%s: %i', (method, expected) => {
    expect(count(method).count).toBe(expected);
  });

  test('the sum is written out with its numbers', () => {
    expect(count('lora').worked).toBe('32 × 8 × (q: 4.096 + 4.096; v: 4.096 + 4.096) = 4.194.304');
    expect(count('ia3').worked).toBe('32 × (4.096 + 4.096 + 11.008) = 614.400');
  });
});
