/**
 * Where an adapter starts from. Most methods start from their own initial values; virtual tokens train far better from
 * those of a real text: its embeddings (Prompt-Tuning), its keys and values (Prefix-Tuning).
 */
import type { FloatTensor } from '../formats/tensor.ts';
import type { Adapter } from '../peft/method.ts';
import { prefixFromActivations } from '../peft/prefix.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { compileGenerate, GENERATE } from '../train/compile-generate.ts';
import { type Engine, readFloats } from '../train/engine.ts';
import type { HeldModel } from '../train/held.ts';
import { initialTheta } from '../train/layout.ts';
import { INPUT } from '../train/model-graph.ts';

const START_TEXT =
  'Leia com calma o texto que vem a seguir e diga, em uma palavra, qual é o assunto dele. Responda só com essa palavra.';

/**
 * The trainable parameters before the first step.
 * @param seed of random initial values; of virtual tokens, where in the text they begin
 */
export async function startingTheta(
  engine: Engine,
  base: HeldModel,
  tokenizer: Tokenizer,
  adapter: Adapter,
  seed: number,
): Promise<Float32Array<ArrayBuffer>> {
  const length = virtualTokensOf(adapter);
  if (length === undefined) return initialTheta(adapter, base.weights, seed);
  const text = tokenizer.encode(START_TEXT);
  const tokens = Array.from({ length }, (_, index) => text[(seed + index) % text.length] ?? 0);
  if (adapter.method === 'prompt') return embeddingsOf(base, tokens);
  return prefixFromActivations(base.config, await cacheOf(engine, base, tokens)).data;
}

function virtualTokensOf({ method, settings }: Adapter): number | undefined {
  if (method !== 'prompt' && method !== 'prefix') return undefined;
  return 'length' in settings && typeof settings.length === 'number' ? settings.length : undefined;
}

function embeddingsOf({ config, weights }: HeldModel, tokens: readonly number[]): Float32Array<ArrayBuffer> {
  const width = config.hiddenSize;
  const embeddings = weights.get('model.embed_tokens.weight');
  if (!embeddings) throw new Error('The base has no embeddings.');
  const rows = new Float32Array(tokens.length * width);
  for (const [i, token] of tokens.entries()) {
    rows.set(embeddings.data.subarray(token * width, (token + 1) * width), i * width);
  }
  return rows;
}

/** Keys and values that the base computes for a text, layer by layer, each `[kvHeads, tokens, headDim]`. */
async function cacheOf(
  engine: Engine,
  base: HeldModel,
  tokens: readonly number[],
): Promise<{ key: FloatTensor; value: FloatTensor }[]> {
  const { layers, kvHeads, headDim } = base.config;
  const { first, next } = compileGenerate(base.config, undefined);
  const programs = {
    first: await engine.load(first, [base.frozen]),
    next: await engine.load(next, [base.frozen]),
  };
  const names = Array.from({ length: layers }, (_, layer) => layer).flatMap((layer) =>
    (['key', 'value'] as const).map((part) => ({
      past: GENERATE.past(layer, part),
      present: GENERATE.present(layer, part),
    })),
  );
  let cache = new Map<string, Float32Array<ArrayBuffer>>();
  for (const [position, token] of tokens.entries()) {
    const past = names.flatMap(({ past, present }) => {
      const data = cache.get(present);
      return data ? [[past, engine.tensor('float32', data, [1, kvHeads, position, headDim])] as const] : [];
    });
    const outputs = await (position === 0 ? programs.first : programs.next).run({
      ...Object.fromEntries(past),
      [INPUT.inputIds]: Int32Array.of(token),
      [GENERATE.position]: engine.tensor('int64', BigInt64Array.of(BigInt(position)), [1]),
    });
    const read = await Promise.all(
      names.map(async ({ present }) => [present, (await readFloats(outputs[present])).slice()] as const),
    );
    cache = new Map(read);
    for (const tensor of Object.values(outputs)) tensor.dispose();
  }
  await programs.first.dispose();
  await programs.next.dispose();
  const part = (layer: number, name: 'key' | 'value'): FloatTensor => ({
    shape: [kvHeads, tokens.length, headDim],
    data: cache.get(GENERATE.present(layer, name)) ?? new Float32Array(),
  });
  return Array.from({ length: layers }, (_, layer) => ({
    key: part(layer, 'key'),
    value: part(layer, 'value'),
  }));
}
