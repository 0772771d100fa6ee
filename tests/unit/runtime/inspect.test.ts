import { describe, expect, it } from 'vitest';
import { writeAdapter } from '../../../kernels/peft/adapter-files.ts';
import { findMethod } from '../../../kernels/peft/registry.ts';
import { initialTheta, layoutOf, unpackTheta } from '../../../kernels/train/layout.ts';
import { inspect } from '../../../src/runtime/jobs/inspect.ts';
import { contextFor, shippedBase } from './shipped-base.ts';

const SENTENCE = 'A menina abriu a porta';

/** Files of an adapter with its initial parameters, changed by `change`. */
async function filesOf(id: string, change: (x: number, i: number) => number) {
  const { model } = await shippedBase();
  const adapter = findMethod(id)?.configure(model.config);
  if (!adapter) throw new Error(`There is no method "${id}".`);
  const theta = initialTheta(adapter, model.weights, 1).map(change);
  const parameters = unpackTheta(layoutOf(adapter.parameters), theta);
  const [config, weights] = writeAdapter({ adapter, parameters, baseModel: null }, model.config);
  if (!config || !weights) throw new Error('An adapter has two files.');
  return { config: config.bytes, weights: weights.bytes };
}

describe('reading a sentence', () => {
  it('shows the tokens, a map for each head, and probabilities that no other token exceeds', async () => {
    const { model } = await shippedBase();
    const { tokens, off, on, next, adapter } = await inspect({ sentence: SENTENCE }, contextFor());
    expect(tokens[0]).toBe('<s>');
    expect(tokens.slice(1).join('')).toBe(SENTENCE);
    expect(off.attention.length).toBe(model.config.layers * model.config.heads * tokens.length ** 2);
    expect([on, adapter]).toEqual([undefined, undefined]);
    expect(next).toHaveLength(10);
    expect(next.map((token) => token.off)).toEqual(next.map((token) => token.off).toSorted((a, b) => b - a));
    expect(next.reduce((sum, token) => sum + token.off, 0)).toBeLessThanOrEqual(1);
    expect(next.every(({ text }) => text !== '')).toBe(true);
  });

  it('with an adapter that does nothing yet, both readings are the same', async () => {
    const adapter = await filesOf('lora', (x) => x);
    const result = await inspect({ sentence: SENTENCE, adapter }, contextFor());
    expect(result.adapter).toEqual({ method: 'lora', parameters: expect.any(Number) });
    for (const { off, on } of result.next) expect(Math.abs((on ?? -1) - off)).toBeLessThan(1e-5);
  });

  it('with one that does something, they differ in the maps and in the probabilities', async () => {
    const adapter = await filesOf('lora', (x, i) => x + 0.2 * Math.sin(i));
    const { off, on, next } = await inspect({ sentence: SENTENCE, adapter }, contextFor());
    const change = Math.max(...next.map((token) => Math.abs((token.on ?? 0) - token.off)));
    expect(change).toBeGreaterThan(0.01);
    const moved = off.attention.map((x, i) => Math.abs(x - (on?.attention[i] ?? 0)));
    expect(Math.max(...moved)).toBeGreaterThan(0.01);
  });

  it('says in Portuguese when the sentence is too long', async () => {
    await expect(inspect({ sentence: 'xyz '.repeat(200) }, contextFor())).rejects.toThrow(
      /A frase tem \d+ tokens, e o modelo lê no máximo \d+/,
    );
  });

  it('an adapter of another base is refused', async () => {
    const { config, weights } = await filesOf('lora', (x) => x);
    const broken = weights.slice(0, weights.length - 8);
    await expect(
      inspect({ sentence: SENTENCE, adapter: { config, weights: broken } }, contextFor()),
    ).rejects.toThrow('adapter_model.safetensors');
  });
});
