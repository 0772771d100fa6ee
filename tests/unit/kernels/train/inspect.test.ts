import { describe, expect, it } from 'vitest';
import type { Adapter } from '../../../../kernels/peft/method.ts';
import { METHODS } from '../../../../kernels/peft/registry.ts';
import { compileEval, EVAL_OUTPUT } from '../../../../kernels/train/compile-eval.ts';
import { readFloats } from '../../../../kernels/train/engine.ts';
import { frozenInputs, holdAdapter } from '../../../../kernels/train/held.ts';
import { inspectSentence } from '../../../../kernels/train/inspect.ts';
import { initialTheta } from '../../../../kernels/train/layout.ts';
import { base, distance, engine, golden } from './device.ts';

const { config } = golden;
const IDS = [1, 17, 42, 8, 90, 33, 5];

/** Softmax of the logits after the last token, by the graph that evaluation uses. */
async function nextToken(adapter: Adapter | undefined, theta: Float32Array<ArrayBuffer>): Promise<number[]> {
  const { model } = compileEval(config, adapter, { batch: 1, length: IDS.length, outputs: ['logits'] });
  const held = adapter && holdAdapter(engine, base, adapter);
  const program = await engine.load(model, frozenInputs(base, held));
  const outputs = await program.run({ input_ids: Int32Array.from(IDS), theta });
  const logits = (await readFloats(outputs[EVAL_OUTPUT.logits])).slice(-config.vocabSize);
  await program.dispose();
  const largest = logits.reduce((a, b) => Math.max(a, b));
  const powers = Array.from(logits, (logit) => Math.exp(logit - largest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

describe('an inspection', () => {
  it('shows the attention of each head: rows sum to 1 and nothing looks ahead', async () => {
    const seen = await inspectSentence(engine, base, undefined, IDS);
    expect(seen).toMatchObject({
      layers: config.layers,
      heads: config.heads,
      tokens: IDS.length,
      keys: IDS.length,
      virtual: 0,
    });
    expect(seen.attention.length).toBe(config.layers * config.heads * IDS.length ** 2);
    for (let row = 0; row < config.layers * config.heads * IDS.length; row++) {
      const weights = seen.attention.subarray(row * IDS.length, (row + 1) * IDS.length);
      const token = row % IDS.length;
      expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      expect([...weights.subarray(token + 1)]).toEqual(IDS.slice(token + 1).map(() => 0));
    }
    // Heads differ: a map that was written twice would go unnoticed otherwise.
    const size = IDS.length ** 2;
    expect(
      distance(seen.attention.subarray(0, size), seen.attention.subarray(size, 2 * size)),
    ).toBeGreaterThan(1e-3);
  });

  it.each(METHODS.map((method) => [method.id, method] as const))(
    'has the next-token probabilities of an evaluation: %s',
    async (_, method) => {
      const adapter = method.configure(config);
      const theta = initialTheta(adapter, golden.base, 3).map((x, i) => x + 0.02 * Math.sin(i));
      const held = holdAdapter(engine, base, adapter);
      const seen = await inspectSentence(engine, base, { held, theta }, IDS);
      expect(distance(seen.probabilities, await nextToken(adapter, theta))).toBeLessThan(1e-5);
      expect(seen.keys).toBe(seen.virtual + IDS.length);
      const first = seen.attention.subarray(0, seen.keys);
      expect(first.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    },
  );

  it('counts the virtual tokens of a prompt and of a prefix', async () => {
    for (const id of ['prompt', 'prefix']) {
      const adapter = METHODS.find((method) => method.id === id)?.configure(config, { length: 5 });
      if (!adapter) throw new Error('unreachable');
      const theta = initialTheta(adapter, golden.base, 3);
      const seen = await inspectSentence(
        engine,
        base,
        { held: holdAdapter(engine, base, adapter), theta },
        IDS,
      );
      expect(seen.virtual).toBe(5);
      expect(seen.attention.length).toBe(config.layers * config.heads * IDS.length * (IDS.length + 5));
    }
  });

  it('refuses a sentence without tokens', async () => {
    await expect(inspectSentence(engine, base, undefined, [])).rejects.toThrow('A sentence needs 1 to');
  });
});
