import { describe, expect, it } from 'vitest';
import { ALL_PROJECTIONS } from '../../../../kernels/formats/llama-weights.ts';
import { readModel, writeModel } from '../../../../kernels/formats/model.ts';
import type { NamedFile } from '../../../../kernels/formats/named-file.ts';
import type { FloatTensor } from '../../../../kernels/formats/tensor.ts';
import { adapter as houlsby } from '../../../../kernels/peft/adapter.ts';
import { dora } from '../../../../kernels/peft/dora.ts';
import { ia3 } from '../../../../kernels/peft/ia3.ts';
import { lora } from '../../../../kernels/peft/lora.ts';
import type { Adapter, Weights } from '../../../../kernels/peft/method.ts';
import { prefix, prefixFromActivations } from '../../../../kernels/peft/prefix.ts';
import { prompt } from '../../../../kernels/peft/prompt.ts';
import { qlora, quantizeBase } from '../../../../kernels/peft/qlora.ts';
import { METHODS } from '../../../../kernels/peft/registry.ts';
import { vera } from '../../../../kernels/peft/vera.ts';
import { BASE_TYPES } from '../../../../kernels/quant/levels.ts';
import { dequantize } from '../../../../kernels/quant/quantize.ts';
import {
  add,
  type Linear,
  matrixOf,
  referenceLlama,
  referenceLoss,
  scaleColumns,
  timesTransposed,
  vectorOf,
} from './reference-llama.ts';
import {
  base,
  config,
  initialParameters,
  LABELS,
  logitsOf,
  shakenParameters,
  TOKENS,
  trainStep,
  worstError,
} from './run-model.ts';

/** Single precision through two layers. */
const EQUAL = 1e-5;
const all = { targets: ALL_PROJECTIONS };

const MERGEABLE: Record<string, Adapter> = {
  lora: lora.configure(config, all),
  'lora, rsLoRA': lora.configure(config, { rsLora: true }),
  dora: dora.configure(config, all),
  ia3: ia3.configure(config),
  vera: vera.configure(config, all),
  'qlora, NF4': qlora.configure(config),
  'qlora, INT8': qlora.configure(config, { base: 'int8', doubleQuant: false }),
};

describe('the reference itself', () => {
  it('agrees with the compiled base', async () => {
    const { logits } = referenceLlama(config, base, TOKENS);
    expect(worstError(await logitsOf(), logits.flat())).toBeLessThan(EQUAL);
  });
});

describe('at the start an adapter leaves the model as it was', () => {
  it.each(['lora', 'dora', 'ia3', 'vera'])('%s', async (name) => {
    const adapter = MERGEABLE[name];
    if (!adapter) throw new Error(name);
    expect(worstError(await logitsOf(adapter, initialParameters(adapter)), await logitsOf())).toBeLessThan(
      EQUAL,
    );
  });

  it('Adapter-Tuning nearly so: `up` starts near zero', async () => {
    const adapter = houlsby.configure(config, { bottleneck: 4 });
    const error = worstError(await logitsOf(adapter, initialParameters(adapter)), await logitsOf());
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThan(0.01);
  });

  it.each(BASE_TYPES)('QLoRA is the decoded %s base, embeddings and norms untouched', async (type) => {
    const adapter = qlora.configure(config, { base: type, blockSize: 32 });
    const decoded = new Map<string, FloatTensor>(base);
    for (const [name, tensor] of quantizeBase(
      config,
      { base: type, blockSize: 32, doubleQuant: true },
      base,
    )) {
      decoded.set(name, { shape: tensor.shape, data: dequantize(tensor) });
    }
    const got = await logitsOf(adapter, initialParameters(adapter));
    expect(worstError(got, await logitsOf(undefined, undefined, decoded))).toBeLessThan(EQUAL);
    expect(worstError(got, await logitsOf())).toBeGreaterThan(EQUAL);
  });
});

describe('merged and unmerged are the same model', () => {
  it.each(Object.entries(MERGEABLE))('%s', async (_, adapter) => {
    const parameters = shakenParameters(adapter);
    const unmerged = await logitsOf(adapter, parameters);
    const merged = mergedInto(adapter, parameters);
    expect(worstError(unmerged, await logitsOf())).toBeGreaterThan(0.01);
    expect(worstError(await logitsOf(undefined, undefined, merged), unmerged)).toBeLessThan(EQUAL);
  });

  it('also after the merged model was written in Hugging Face form and read again', async () => {
    const adapter = dora.configure(config);
    const merged = mergedInto(adapter, shakenParameters(adapter));
    const [configFile, ...weightFiles] = writeModel({ config, weights: merged });
    const again = readModel(present(configFile), weightFiles);
    expect(again.config).toEqual(config);
    expect(await logitsOf(undefined, undefined, again.weights)).toEqual(
      await logitsOf(undefined, undefined, merged),
    );
  });

  it.each([
    [prefix.configure(config), /chaves e valores a mais/],
    [prompt.configure(config), /tokens a mais/],
    [houlsby.configure(config), /não linear/],
  ])('is refused with the reason where it cannot be: %#', ({ merging }, reason) => {
    if (merging.possible) throw new Error('should not be possible');
    expect(merging.reason).toMatch(reason);
  });
});

/** Linear layers of a method written from its paper, for the reference. */
type Formula = (adapter: Adapter, parameters: Weights) => Linear;
const plain = (path: string, x: number[][]) => timesTransposed(x, matrixOf(base, `${path}.weight`));

const doraFormula =
  (frozenNorms: Map<string, number[]>): Formula =>
  (_, parameters) =>
  (path, x) => {
    const name = `base_model.model.${path}`;
    if (!parameters.has(`${name}.lora_magnitude_vector`)) return plain(path, x);
    const a = matrixOf(parameters, `${name}.lora_A.weight`);
    const b = matrixOf(parameters, `${name}.lora_B.weight`);
    const transposedA = (a[0] ?? []).map((__, j) => a.map((row) => row[j] ?? 0));
    const update = timesTransposed(b, transposedA).map((row) => row.map((value) => (8 / 4) * value));
    const direction = add(matrixOf(base, `${path}.weight`), update);
    // The norm is a constant of the backward pass: the first call fixes it, and differences are taken with it held.
    const norms = frozenNorms.get(path) ?? direction.map((row) => Math.hypot(...row));
    frozenNorms.set(path, norms);
    const magnitude = vectorOf(parameters, `${name}.lora_magnitude_vector`);
    return scaleColumns(
      timesTransposed(x, direction),
      magnitude.map((m, i) => m / (norms[i] ?? Number.NaN)),
    );
  };

const veraFormula: Formula = (adapter, parameters) => {
  const frozen = new Map(
    [...(adapter.frozen?.(base) ?? [])].map(([name, { shape, data }]) => [
      name,
      { shape, data: Float32Array.from(data, Number) },
    ]),
  );
  return (path, x) => {
    const name = `base_model.model.${path}`;
    if (!parameters.has(`${name}.vera_lambda_b`)) return plain(path, x);
    const out = matrixOf(base, `${path}.weight`).length;
    const a = matrixOf(frozen, 'base_model.vera_A').map((row) => row.slice(0, x[0]?.length));
    const b = matrixOf(frozen, 'base_model.vera_B').slice(0, out);
    const low = scaleColumns(timesTransposed(x, a), vectorOf(parameters, `${name}.vera_lambda_d`));
    return add(
      plain(path, x),
      scaleColumns(timesTransposed(low, b), vectorOf(parameters, `${name}.vera_lambda_b`)),
    );
  };
};

describe('loss and gradients are those of an independent double-precision model', () => {
  it.each<[string, Adapter, Formula]>([
    [
      'dora',
      dora.configure(config, { rank: 4, alpha: 8, targets: ['q_proj', 'down_proj'] }),
      doraFormula(new Map()),
    ],
    ['vera', vera.configure(config, { rank: 6, targets: ['v_proj', 'down_proj'] }), veraFormula],
  ])('%s', async (_, adapter, formula) => {
    const parameters = shakenParameters(adapter);
    const lossAt = (at: Weights) => {
      const { logits } = referenceLlama(config, base, TOKENS, formula(adapter, at));
      return referenceLoss(logits, LABELS);
    };
    const expectedLoss = lossAt(parameters);
    const { loss, gradients } = await trainStep(adapter, parameters);
    expect(Math.abs(loss - expectedLoss)).toBeLessThan(1e-5);
    for (const [name, { data }] of parameters) {
      // Every seventh element, and at least the first: central differences cost two forward passes each.
      const sample = Array.from(data.keys()).filter((index) => index % 7 === 0);
      const numeric = sample.map((index) => slope(parameters, name, index, lossAt));
      const analytic = sample.map((index) => gradients.get(name)?.data[index] ?? Number.NaN);
      expect(worstError(analytic, numeric), name).toBeLessThan(1e-4);
    }
  });
});

/** Central difference of the loss by one element; the parameters hold float32, so the step is what they could move. */
function slope(parameters: Weights, name: string, index: number, lossAt: (at: Weights) => number): number {
  const { shape, data } = present(parameters.get(name));
  const moved = (by: number) => {
    const changed = data.slice();
    changed[index] = (data[index] ?? 0) + by;
    const loss = lossAt(new Map(parameters).set(name, { shape, data: changed }));
    return { at: changed[index] ?? 0, loss };
  };
  const [low, high] = [moved(-2e-3), moved(2e-3)];
  return (high.loss - low.loss) / (high.at - low.at);
}

describe('Prefix-Tuning', () => {
  it('started from real activations acts as if their tokens stood in front', async () => {
    const front = [1, 70, 12];
    const { keyValues } = referenceLlama(config, base, front);
    const { kvHeads, headDim } = config;
    const byHead = (rows: number[][]): FloatTensor => ({
      shape: [kvHeads, front.length, headDim],
      data: Float32Array.from(
        Array.from({ length: kvHeads }, (_, head) =>
          rows.map((row) => row.slice(head * headDim, (head + 1) * headDim)),
        ).flat(2),
      ),
    });
    const start = prefixFromActivations(
      config,
      keyValues.map(({ key, value }) => ({ key: byHead(key), value: byHead(value) })),
    );
    const adapter = prefix.configure(config, { length: front.length });
    const got = await logitsOf(adapter, new Map([['prompt_embeddings', start]]));
    const whole = referenceLlama(config, base, [...front, ...TOKENS])
      .logits.slice(front.length)
      .flat();
    expect(worstError(got, whole)).toBeLessThan(EQUAL);
  });
});

describe('Prompt-Tuning', () => {
  const embedding = (token: number) => {
    const { data } = present(base.get('model.embed_tokens.weight'));
    return [...data.subarray(token * config.hiddenSize, (token + 1) * config.hiddenSize)];
  };
  const rows = (adapter: Adapter) => matrixOf(initialParameters(adapter), 'prompt_embeddings');

  it('starts from the tokens that are given, in turn, and then acts as if they stood in front', async () => {
    const adapter = prompt.configure(config, { length: 3, tokens: [5, 9] });
    const parameters = initialParameters(adapter);
    expect(rows(adapter)).toEqual([embedding(5), embedding(9), embedding(5)]);
    const whole = referenceLlama(config, base, [5, 9, 5, ...TOKENS])
      .logits.slice(3)
      .flat();
    expect(worstError(await logitsOf(adapter, parameters), whole)).toBeLessThan(EQUAL);
  });

  it('starts from drawn tokens, or from random numbers', () => {
    const vocabulary = Array.from({ length: config.vocabSize }, (_, token) => embedding(token).join());
    for (const row of rows(prompt.configure(config, { length: 4 }))) expect(vocabulary).toContain(row.join());
    for (const row of rows(prompt.configure(config, { length: 4, start: 'random' }))) {
      expect(vocabulary).not.toContain(row.join());
    }
  });

  it('refuses a token that the vocabulary lacks', () => {
    expect(() => prompt.configure(config, { tokens: [96] })).toThrow(
      /o token 96 não está no vocabulário \(0 a 95\)/,
    );
  });
});

describe('every method', () => {
  it.each(METHODS.map((method) => [method.id, method] as const))('%s is complete', (id, method) => {
    const adapter = method.configure(config);
    expect(adapter.method).toBe(id);
    expect(adapter.parameters.length).toBeGreaterThan(0);
    expect(new Set(adapter.parameters.map(({ name }) => name)).size).toBe(adapter.parameters.length);
    expect(method.learningRate).toBeGreaterThan(0);
    expect(method.name).not.toBe('');
    for (const { shape, data } of initialParameters(adapter).values()) {
      expect(data).toHaveLength(shape.reduce((a, b) => a * b, 1));
      expect(data.every(Number.isFinite)).toBe(true);
    }
  });

  it.each<[() => Adapter, RegExp]>([
    [() => lora.configure(config, { rank: 0 }), /LoRA: campo "rank": esperava um inteiro de 1/],
    [() => dora.configure(config, { alpha: -1 }), /DoRA: campo "alpha"/],
    [
      () => qlora.configure(config, { blockSize: 48 }),
      /QLoRA: campo "blockSize": 48 não existe; use um destes: 32/,
    ],
    [() => vera.configure(config, { rank: 1.5 }), /VeRA: campo "rank"/],
    [() => vera.configure(config, { targets: [] }), /VeRA: campo "targets": escolha ao menos um/],
    [() => prefix.configure(config, { length: 0 }), /Prefix-Tuning: campo "length"/],
    [() => prompt.configure(config, { length: -1 }), /Prompt-Tuning: campo "length"/],
    [() => houlsby.configure(config, { bottleneck: 0 }), /Adapter-Tuning: campo "bottleneck"/],
    [
      () => ia3.configure(config, { targets: ['k_proj'], feedforward: ['down_proj'] }),
      /\(IA\)³: campo "feedforward"/,
    ],
  ])('refuses wrong settings by name: %#', (configure, message) => {
    expect(configure).toThrow(message);
  });
});

function mergedInto({ merging }: Adapter, parameters: Weights): Map<string, FloatTensor> {
  if (!merging.possible) throw new Error(merging.reason);
  return new Map([...base, ...merging.merge(base, parameters)]);
}

function present<T extends FloatTensor | NamedFile>(value: T | undefined): T {
  if (!value) throw new Error('a tensor or file is missing');
  return value;
}
