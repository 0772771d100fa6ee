/** Reads one sentence and keeps what is usually thrown away: who attends to whom, and the whole next-token distribution. */
import { compileInspection, INSPECT_OUTPUT } from './compile-inspect.ts';
import { type Engine, type Feed, readFloats } from './engine.ts';
import { frozenInputs, type HeldAdapter, type HeldModel } from './held.ts';
import { INPUT } from './model-graph.ts';

export interface Inspection {
  /** Attention weights `[layers, heads, tokens, keys]`: each row, a token's, sums to 1. */
  readonly attention: Float32Array<ArrayBuffer>;
  readonly layers: number;
  readonly heads: number;
  readonly tokens: number;
  /** The adapter's virtual tokens, then the sentence's. */
  readonly keys: number;
  /** How many of the keys are virtual. */
  readonly virtual: number;
  /** Probability of each token of the vocabulary, after the sentence's last: `[vocab]`. */
  readonly probabilities: Float32Array<ArrayBuffer>;
}

/**
 * @param plugged the adapter that is switched on, with its parameters; undefined: the base alone
 * @param ids tokens of the sentence, at least one
 * @throws RangeError if there are none, or more than the model has positions for
 */
export async function inspectSentence(
  engine: Engine,
  base: HeldModel,
  plugged: { readonly held: HeldAdapter; readonly theta: Feed } | undefined,
  ids: readonly number[],
): Promise<Inspection> {
  const { layers, heads, maxPositions, vocabSize } = base.config;
  const tokens = ids.length;
  const { model, virtual } = compileInspection(base.config, plugged?.held.adapter, Math.max(1, tokens));
  const room = maxPositions - virtual.keys;
  if (tokens < 1 || tokens > room)
    throw new RangeError(`A sentence needs 1 to ${room} tokens, not ${tokens}.`);
  const keys = virtual.keys + tokens;
  const attention = new Float32Array(layers * heads * tokens * keys);
  const program = await engine.load(model, frozenInputs(base, plugged?.held));
  try {
    const outputs = await program.run({
      [INPUT.inputIds]: Int32Array.from(ids),
      [INPUT.rows]: Int32Array.of(tokens - 1),
      ...(plugged && { [INPUT.theta]: plugged.theta }),
    });
    const rows = virtual.rows + tokens;
    for (let layer = 0; layer < layers; layer++) {
      const weights = await readFloats(outputs[INSPECT_OUTPUT.attention(layer)]);
      for (let head = 0; head < heads; head++) {
        // What a prompt's own vectors attend to is left out: they are no words of the sentence.
        const own = weights.subarray((head * rows + virtual.rows) * keys, (head + 1) * rows * keys);
        attention.set(own, (layer * heads + head) * tokens * keys);
      }
    }
    const probabilities = (await readFloats(outputs[INSPECT_OUTPUT.probabilities])).slice(0, vocabSize);
    for (const tensor of Object.values(outputs)) tensor.dispose();
    return { attention, layers, heads, tokens, keys, virtual: virtual.keys, probabilities };
  } finally {
    await program.dispose();
  }
}
