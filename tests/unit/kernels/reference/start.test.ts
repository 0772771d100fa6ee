import { describe, expect, it } from 'vitest';
import { RECIPE } from '../../../../kernels/base-model/recipe.ts';
import { randomWeights } from '../../../../kernels/base-model/weights.ts';
import { lora } from '../../../../kernels/peft/lora.ts';
import { prefix } from '../../../../kernels/peft/prefix.ts';
import { prompt } from '../../../../kernels/peft/prompt.ts';
import { startingTheta } from '../../../../kernels/reference/start.ts';
import { Tokenizer } from '../../../../kernels/text/tokenizer.ts';
import { Evaluator } from '../../../../kernels/train/evaluate.ts';
import { holdAdapter, holdModel } from '../../../../kernels/train/held.ts';
import { initialTheta } from '../../../../kernels/train/layout.ts';
import { distance, engine } from '../train/device.ts';

const tokenizer = Tokenizer.train(['qual é o assunto do texto'], 300);
const config = { ...RECIPE.config, vocabSize: 300, hiddenSize: 16, intermediateSize: 24, headDim: 4 };
const base = holdModel(engine, { config, weights: randomWeights(config, 1) });
const TEXT = [60, 61, 62, 63, 64];

/** Logits of what follows `TEXT`, with an adapter or after tokens that stand in front. */
async function logits(front: readonly number[], adapter?: (typeof virtual)[number]) {
  const ids = [...front, ...TEXT, 0];
  const plugged = adapter && holdAdapter(engine, base, adapter);
  const theta = adapter && (await startingTheta(engine, base, tokenizer, adapter, SEED));
  const evaluator = new Evaluator(engine, base, plugged, { batch: 1, length: ids.length - 1, padId: 0 });
  const [score] = await evaluator.predictions([{ ids, answerStart: ids.length - 1 }], theta);
  await evaluator.dispose();
  return score?.first ?? new Float32Array();
}

const SEED = 3;
const LENGTH = 6;
const virtual = [prefix.configure(config, { length: LENGTH }), prompt.configure(config, { length: LENGTH })];

describe('where an adapter starts from', () => {
  it.each(virtual)('$method: as if a real text stood in front', async (adapter) => {
    const plain = await logits([]);
    const got = await logits([], adapter);
    expect(distance(got, plain)).toBeGreaterThan(1e-4);

    // The text is not written here a second time: its tokens are those whose embeddings Prompt-Tuning starts from.
    const [, asPrompt] = virtual;
    if (!asPrompt) throw new Error('unreachable: two methods');
    const rows = await startingTheta(engine, base, tokenizer, asPrompt, SEED);
    const embeddings = base.weights.get('model.embed_tokens.weight')?.data ?? new Float32Array();
    const width = config.hiddenSize;
    const front = Array.from({ length: LENGTH }, (_, i) =>
      Array.from({ length: config.vocabSize }, (_, token) => token).find(
        (token) =>
          distance(
            rows.subarray(i * width, (i + 1) * width),
            embeddings.subarray(token * width, (token + 1) * width),
          ) === 0,
      ),
    );
    expect(front).not.toContain(undefined);
    expect(distance(got, await logits(front.map((token) => token ?? 0)))).toBeLessThan(1e-5);
  });

  it('is another place in the text for another seed, and the method’s own values without virtual tokens', async () => {
    for (const adapter of virtual) {
      const [one, other] = [
        await startingTheta(engine, base, tokenizer, adapter, 1),
        await startingTheta(engine, base, tokenizer, adapter, 2),
      ];
      expect(distance(one, other)).toBeGreaterThan(0);
    }
    const adapter = lora.configure(config);
    expect(await startingTheta(engine, base, tokenizer, adapter, SEED)).toEqual(
      initialTheta(adapter, base.weights, SEED),
    );
  });
});
