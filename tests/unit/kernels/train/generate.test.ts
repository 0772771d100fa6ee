import { describe, expect, it } from 'vitest';
import { lora } from '../../../../kernels/peft/lora.ts';
import type { Adapter } from '../../../../kernels/peft/method.ts';
import { Rng } from '../../../../kernels/random.ts';
import { argMax, Evaluator } from '../../../../kernels/train/evaluate.ts';
import { Generator } from '../../../../kernels/train/generate.ts';
import { holdAdapter } from '../../../../kernels/train/held.ts';
import { initialTheta } from '../../../../kernels/train/layout.ts';
import { sampleToken } from '../../../../kernels/train/sampling.ts';
import { base, distance, engine, golden } from './device.ts';

const PROMPT = [1, 17, 42, 5];

/** An adapter that visibly changes the model, so that a run that forgot it would be noticed. */
function disturbed(adapter: Adapter): Float32Array<ArrayBuffer> {
  const rng = new Rng(3);
  return initialTheta(adapter, golden.base, 1).map((x) => x + 0.3 * rng.normal());
}

/** Greedy continuation computed the slow way: the whole sequence anew for each token. */
async function slowGreedy(
  plugged: ReturnType<typeof holdAdapter> | undefined,
  theta?: Float32Array<ArrayBuffer>,
) {
  const ids = [...PROMPT];
  for (let i = 0; i < 6; i++) {
    const format = { batch: 1, length: ids.length, padId: 0 };
    const evaluator = new Evaluator(engine, base, plugged, format);
    const [score] = await evaluator.predictions([{ ids: [...ids, 0], answerStart: 1 }], theta);
    await evaluator.dispose();
    ids.push(score?.predicted.at(-1) ?? -1);
  }
  return ids.slice(PROMPT.length);
}

describe('Generator', () => {
  it.each([
    ['the base', undefined],
    ['LoRA', lora.configure(golden.config, { rank: 2, targets: ['q_proj', 'down_proj'] })],
  ])('writes with its cache what %s writes without one', async (_, adapter) => {
    const plugged = adapter && holdAdapter(engine, base, adapter);
    const theta = adapter && disturbed(adapter);
    const generator = await Generator.create(engine, base, plugged);
    const request = { prompt: PROMPT, maxTokens: 6, temperature: 0, seed: 0, theta };
    expect(await generator.generate(request)).toEqual(await slowGreedy(plugged, theta));
    await generator.dispose();
  });

  it('repeats itself for the same seed only, and stops where it is told', async () => {
    const generator = await Generator.create(engine, base);
    const draw = (seed: number, stopToken?: number) =>
      generator.generate({ prompt: PROMPT, maxTokens: 20, temperature: 1, seed, stopToken });
    const tokens = await draw(1);
    expect(tokens).toHaveLength(20);
    expect(await draw(1)).toEqual(tokens);
    expect(await draw(2)).not.toEqual(tokens);
    const stop = tokens[7] ?? -1;
    expect(await draw(1, stop)).toEqual(tokens.slice(0, tokens.indexOf(stop)));
    await generator.dispose();
  });

  it('ends where the context is full, and refuses a prompt that fills it', async () => {
    const generator = await Generator.create(engine, base);
    const room = golden.config.maxPositions;
    const request = { maxTokens: 1000, temperature: 0, seed: 0 };
    const tokens = await generator.generate({ ...request, prompt: Array<number>(room - 2).fill(5) });
    expect(tokens).toHaveLength(3);
    const tooLong = generator.generate({ ...request, prompt: Array<number>(room + 1).fill(5) });
    await expect(tooLong).rejects.toThrow(RangeError);
    await expect(generator.generate({ ...request, prompt: [] })).rejects.toThrow(RangeError);
    await generator.dispose();
  });
});

describe('sampleToken', () => {
  const logits = Float32Array.of(0, 2, 1, -1);

  it('takes the likeliest at temperature 0', () => {
    expect(sampleToken(logits, { temperature: 0 }, new Rng(0))).toBe(argMax(logits));
  });

  it('draws with the probabilities of the softmax', () => {
    const rng = new Rng(5);
    const counts = new Float64Array(4);
    const draws = 20_000;
    for (let i = 0; i < draws; i++) {
      const token = sampleToken(logits, { temperature: 2 }, rng);
      counts[token] = (counts[token] ?? 0) + 1 / draws;
    }
    const weights = Array.from(logits, (x) => Math.exp(x / 2));
    const total = weights.reduce((a, b) => a + b, 0);
    // Three standard errors of a share at 20,000 draws.
    expect(
      distance(
        counts,
        weights.map((w) => w / total),
      ),
    ).toBeLessThan(0.0107);
  });

  it('draws among the k likeliest only', () => {
    const rng = new Rng(5);
    const drawn = new Set(
      Array.from({ length: 500 }, () => sampleToken(logits, { temperature: 5, topK: 2 }, rng)),
    );
    expect([...drawn].sort()).toEqual([1, 2]);
  });
});
