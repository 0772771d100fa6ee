/**
 * The training problem that every row of the benchmark solves: same weights, same batches, same optimizer.
 *
 * A Llama with a frozen random base, LoRA on `q_proj` and `v_proj`, mean cross-entropy over every position and AdamW.
 * Everything is drawn from one seed as plain typed arrays under Hugging Face's names and shapes (`[out, in]`), so that a
 * row has nothing to interpret.
 */

/** Sizes of one benchmark setting. */
export interface Setting {
  name: 'S' | 'M';
  vocab: number;
  hidden: number;
  layers: number;
  heads: number;
  mlp: number;
  /** Tokens in a sequence. */
  length: number;
  /** Sequences in a batch. */
  batch: number;
}

/** Parts of the problem that are the same at every size. */
export const LORA = { rank: 4, alpha: 8 } as const;
export const ADAMW = { lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01 } as const;
export const RMS_EPS = 1e-5;
export const ROPE_THETA = 10_000;

export const SETTINGS: Record<'S' | 'M', Setting> = {
  S: { name: 'S', vocab: 512, hidden: 64, layers: 2, heads: 4, mlp: 176, length: 64, batch: 8 },
  M: { name: 'M', vocab: 1024, hidden: 128, layers: 4, heads: 4, mlp: 352, length: 128, batch: 8 },
};

/** A dense float32 tensor in row-major order. */
export interface Weight {
  shape: number[];
  data: Float32Array<ArrayBuffer>;
}

/** Token ids and aligned labels of one batch, `[batch, length]`: `labels[i]` is what position `i` must predict. */
export interface Batch {
  inputIds: Int32Array<ArrayBuffer>;
  labels: Int32Array<ArrayBuffer>;
}

/** The frozen weights of one decoder layer. */
export interface LayerWeights {
  inputNorm: Weight;
  q: Weight;
  k: Weight;
  v: Weight;
  o: Weight;
  postNorm: Weight;
  gate: Weight;
  up: Weight;
  down: Weight;
}

/** The trained tensors of one adapted projection: `a` is `[rank, in]`, `b` is `[out, rank]`. */
export interface LoraPair<T> {
  a: T;
  b: T;
}

/** The trained tensors of one decoder layer. */
export interface LoraLayer<T> {
  q: LoraPair<T>;
  v: LoraPair<T>;
}

/** Everything a row needs to start training. */
export interface Problem {
  setting: Setting;
  /** All frozen weights by Hugging Face name. */
  base: Map<string, Weight>;
  embedding: Weight;
  finalNorm: Weight;
  layers: LayerWeights[];
  lora: LoraLayer<Weight>[];
  batches: Batch[];
}

const BATCHES = 4;

/** Uniform numbers in (0, 1) from a 32-bit seed (mulberry32, Tommy Ettinger, public domain). */
function uniformSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
}

function filled(shape: number[], draw: () => number): Weight {
  const size = shape.reduce((product, n) => product * n, 1);
  return { shape, data: Float32Array.from({ length: size }, draw) };
}

/**
 * Draws the problem of a setting.
 *
 * The weights have unit gain, so that attention, the MLP and the softmax all matter to the loss. LoRA's B is not zero,
 * as it would be in real training: with B = 0 the first gradient of A is zero, and a row that got it wrong would agree.
 */
export function makeProblem(setting: Setting, seed = 2026): Problem {
  const uniform = uniformSource(seed);
  const normal = (std: number, mean = 0) =>
    mean + std * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const { vocab, hidden, mlp, length, batch } = setting;

  const base = new Map<string, Weight>();
  const named = (name: string, weight: Weight) => {
    base.set(name, weight);
    return weight;
  };
  const linear = (name: string, out: number, inner: number) =>
    named(
      name,
      filled([out, inner], () => normal(inner ** -0.5)),
    );
  const norm = (name: string) =>
    named(
      name,
      filled([hidden], () => normal(0.1, 1)),
    );
  const pair = (): LoraPair<Weight> => ({
    a: filled([LORA.rank, hidden], () => (2 * uniform() - 1) * hidden ** -0.5),
    b: filled([hidden, LORA.rank], () => normal(0.02)),
  });

  const embedding = named(
    'model.embed_tokens.weight',
    filled([vocab, hidden], () => normal(hidden ** -0.5)),
  );
  const indices = Array.from({ length: setting.layers }, (_, index) => index);
  const layers = indices.map((index): LayerWeights => {
    const at = `model.layers.${index}`;
    return {
      inputNorm: norm(`${at}.input_layernorm.weight`),
      q: linear(`${at}.self_attn.q_proj.weight`, hidden, hidden),
      k: linear(`${at}.self_attn.k_proj.weight`, hidden, hidden),
      v: linear(`${at}.self_attn.v_proj.weight`, hidden, hidden),
      o: linear(`${at}.self_attn.o_proj.weight`, hidden, hidden),
      postNorm: norm(`${at}.post_attention_layernorm.weight`),
      gate: linear(`${at}.mlp.gate_proj.weight`, mlp, hidden),
      up: linear(`${at}.mlp.up_proj.weight`, mlp, hidden),
      down: linear(`${at}.mlp.down_proj.weight`, hidden, mlp),
    };
  });
  const finalNorm = norm('model.norm.weight');
  const lora = indices.map((): LoraLayer<Weight> => ({ q: pair(), v: pair() }));

  const tokens = () => Int32Array.from({ length: batch * length }, () => Math.floor(uniform() * vocab));
  const batches = Array.from({ length: BATCHES }, (): Batch => ({ inputIds: tokens(), labels: tokens() }));
  return { setting, base, embedding, finalNorm, layers, lora, batches };
}

/** The batch of a step: the batches are used in turn. */
export function batchAt(problem: Problem, step: number): Batch {
  const batch = problem.batches[step % problem.batches.length];
  if (!batch) throw new Error('The problem has no batches.');
  return batch;
}

/**
 * Cosines and sines of the rotary embedding, `[length, headDim]` each, for the rotate_half form:
 * `rotated = x * cos + concat(-x2, x1) * sin` (Su et al. 2021, eq. 34, in Hugging Face's layout).
 */
export function rotaryTables(setting: Setting): { cos: Weight; sin: Weight } {
  const dim = setting.hidden / setting.heads;
  const angles = (trig: (angle: number) => number): Weight => {
    const shape = [setting.length, dim];
    const data = Float32Array.from({ length: setting.length * dim }, (_, i) => {
      const frequency = ROPE_THETA ** (-(2 * ((i % dim) % (dim / 2))) / dim);
      return trig(Math.floor(i / dim) * frequency);
    });
    return { shape, data };
  };
  return { cos: angles(Math.cos), sin: angles(Math.sin) };
}

/** Additive causal mask `[length, length]`: 0 where a position may look, a large negative number where it may not. */
export function causalMask(setting: Setting): Weight {
  const { length } = setting;
  const data = Float32Array.from({ length: length * length }, (_, i) =>
    i % length > Math.floor(i / length) ? -1e9 : 0,
  );
  return { shape: [length, length], data };
}
