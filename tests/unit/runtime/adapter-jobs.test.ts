/** The jobs that answer, measure, merge, export and import, with every method of the labs. */
import { describe, expect, it } from 'vitest';
import { service } from '../../../kernels/data/tasks/service.ts';
import { METHODS } from '../../../kernels/peft/registry.ts';
import { initialTheta } from '../../../kernels/train/layout.ts';
import { accuracy } from '../../../src/runtime/jobs/accuracy.ts';
import { answers, LONGEST_REPLY } from '../../../src/runtime/jobs/answers.ts';
import { exportFiles } from '../../../src/runtime/jobs/export.ts';
import { generate } from '../../../src/runtime/jobs/generate.ts';
import { importAdapter } from '../../../src/runtime/jobs/import.ts';
import { merge } from '../../../src/runtime/jobs/merge.ts';
import { perplexity } from '../../../src/runtime/jobs/perplexity.ts';
import type { AdapterData } from '../../../src/runtime/jobs/plugged.ts';
import { configure } from '../../../src/runtime/jobs/run-spec.ts';
import { base, finishJob } from './job-context.ts';

const PROMPTS = ['Cláusula: O cliente pagará o aluguel.\nTipo:'];

/** An adapter whose parameters are a little off their initial values, so that it changes the model. */
function adapterOf(method: string, nudge = 0.02): AdapterData {
  const { model } = base;
  const adapter = configure(model.config, { method, settings: {} });
  const theta = initialTheta(adapter, model.weights, 3).map((x, i) => x + nudge * Math.sin(i));
  return { method, settings: adapter.settings, theta };
}

const logitsOf = async (adapter?: AdapterData): Promise<Float32Array | undefined> => {
  const { result } = await finishJob(answers, { task: 'clausulas', prompts: PROMPTS, adapter });
  return result[0]?.logits;
};

describe('an adapter as files', () => {
  // Full fine-tuning writes a whole model; QLoRA's adapter is LoRA's, and comes back as that.
  const ids = METHODS.map(({ id }) => id).filter((id) => id !== 'full' && id !== 'qlora');
  it.each(ids)('%s comes back from its files as it was', async (id) => {
    const adapter = adapterOf(id);
    const { result: files } = await finishJob(exportFiles, { what: 'adapter', adapter, baseName: 'base' });
    const [config, weights] = files;
    if (!config || !weights) throw new Error('An adapter has two files.');
    const { result: read } = await finishJob(importAdapter, { config, weights });
    expect(read.method).toBe(id);
    expect(read.theta).toEqual(adapter.theta);
    expect(await logitsOf(read)).toEqual(await logitsOf(adapter));
  });

  it('the whole model of full fine-tuning is written as config and weights', async () => {
    const request = { what: 'adapter', adapter: adapterOf('full', 0), baseName: 'base' } as const;
    const { result } = await finishJob(exportFiles, request);
    expect(result.map(({ name }) => name)).toEqual(['config.json', 'model.safetensors']);
  });

  it('parameters of another method are refused', async () => {
    const wrong = { ...adapterOf('lora'), method: 'dora' };
    await expect(finishJob(perplexity, { adapter: wrong })).rejects.toThrow('o método pede');
  });
});

describe('plugging', () => {
  it('the base answers the same to the bit before and after an adapter', async () => {
    const before = await logitsOf();
    const plugged = await logitsOf(adapterOf('prefix'));
    expect(plugged).not.toEqual(before);
    expect(await logitsOf()).toEqual(before);
  });

  it('an adapter that does nothing yet forgets nothing', async () => {
    const { result: base } = await finishJob(perplexity, {});
    const { result: idle } = await finishJob(perplexity, { adapter: adapterOf('ia3', 0) });
    const { result: nudged } = await finishJob(perplexity, { adapter: adapterOf('prompt') });
    expect(base.perplexity).toBeGreaterThan(1);
    expect(base.perplexity).toBeLessThan(4);
    expect(idle.perplexity).toBeCloseTo(base.perplexity, 4);
    expect(nudged.perplexity).toBeGreaterThan(base.perplexity);
  });

  it('label probabilities are shares of the whole vocabulary, the likeliest first', async () => {
    const { result } = await finishJob(answers, { task: 'clausulas' });
    expect(result).toHaveLength(8);
    for (const { labels, text, probability } of result) {
      const shares = labels.map((label) => label.probability);
      expect(shares).toEqual(shares.toSorted((a, b) => b - a));
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-6);
      expect({ text, probability }).toEqual(labels[0]);
    }
  });

  it('replies are written out, with the probability of the whole', async () => {
    const { result } = await finishJob(answers, { task: 'atendimento' });
    // The base may also end at once, which is an answer too.
    expect(result.some(({ text }) => text !== '')).toBe(true);
    for (const { probability, labels } of result) {
      expect(labels).toEqual([]);
      expect(probability).toBeGreaterThan(0);
      expect(probability).toBeLessThanOrEqual(1);
    }
  });

  it('accuracy is a share of every split that is asked for', async () => {
    const { result } = await finishJob(accuracy, { task: 'sentimento', splits: ['testSame'] });
    expect(result).toMatchObject([{ split: 'testSame', examples: 180 }]);
    const share = (result[0]?.accuracy ?? 0) * 180;
    expect(share).toBeCloseTo(Math.round(share), 6);
  });
});

it('leaves room for the longest reply of the shop', () => {
  const { tokenizer } = base;
  const longest = Math.max(...service.answers.map((answer) => tokenizer.encode(answer).length));
  expect(longest).toBeLessThan(LONGEST_REPLY);
});

describe('merging', () => {
  it.each(['lora', 'dora', 'vera', 'ia3'])('%s merged calculates as it did beside the base', async (id) => {
    const { result } = await finishJob(merge, { task: 'clausulas', adapter: adapterOf(id) });
    expect(result.matrices).toBeGreaterThan(0);
    expect(result.difference).toBeLessThan(1e-3 * result.largest);
    expect(result.alike).toBe(result.sentences);
  });

  it('a prefix has no merge, and says why', async () => {
    await expect(finishJob(merge, { task: 'clausulas', adapter: adapterOf('prefix') })).rejects.toThrow(
      'nenhum peso da base',
    );
  });
});

it('text is written token by token, and the likeliest is the same each time', async () => {
  const request = { prompt: 'Era uma vez', maxTokens: 12, temperature: 0, seed: 1 };
  const { result, events } = await finishJob(generate, request);
  expect(events.length).toBeGreaterThan(2);
  expect(events.at(-1)).toEqual({ text: result });
  expect((await finishJob(generate, request)).result).toBe(result);
});
