/**
 * A Llama in plain double precision, written from its definition and sharing no code with the compiler: what methods
 * without a PyTorch reference are tested against. Slow on purpose: loops, no tricks.
 */
import type { LlamaConfig } from '../../../../kernels/formats/llama-config.ts';
import type { FloatTensor } from '../../../../kernels/formats/tensor.ts';

export type Matrix = number[][];
export type Weights = ReadonlyMap<string, FloatTensor>;
/** Output rows of the projection `path` for input rows `x`. */
export type Linear = (path: string, x: Matrix) => Matrix;

export function matrixOf(weights: Weights, name: string): Matrix {
  const tensor = weights.get(name);
  if (!tensor) throw new Error(`no tensor ${name}`);
  const [rows = 0, columns = 1] = tensor.shape;
  return Array.from({ length: rows }, (_, i) =>
    Array.from(tensor.data.subarray(i * columns, (i + 1) * columns)),
  );
}

export const vectorOf = (weights: Weights, name: string): number[] =>
  Array.from(weights.get(name)?.data ?? []);

/** x Wᵀ */
export function timesTransposed(x: Matrix, w: Matrix): Matrix {
  return x.map((row) => w.map((column) => column.reduce((sum, value, i) => sum + value * (row[i] ?? 0), 0)));
}

export const add = (a: Matrix, b: Matrix): Matrix =>
  a.map((row, i) => row.map((x, j) => x + (b[i]?.[j] ?? 0)));

/** Multiplies column j by v[j]. */
export const scaleColumns = (a: Matrix, v: readonly number[]): Matrix =>
  a.map((row) => row.map((x, j) => x * (v[j] ?? Number.NaN)));

export interface Reference {
  readonly logits: Matrix;
  /** Of each layer: keys after the rotary embedding and values, `[tokens, kvHeads · headDim]`. */
  readonly keyValues: { readonly key: Matrix; readonly value: Matrix }[];
}

/** Logits of one sequence. */
export function referenceLlama(
  config: LlamaConfig,
  weights: Weights,
  tokens: readonly number[],
  linear: Linear = (path, x) => timesTransposed(x, matrixOf(weights, `${path}.weight`)),
): Reference {
  const embeddings = matrixOf(weights, 'model.embed_tokens.weight');
  const keyValues: Reference['keyValues'] = [];
  let x = tokens.map((token) => [...(embeddings[token] ?? [])]);
  for (let layer = 0; layer < config.layers; layer++) {
    const path = `model.layers.${layer}`;
    const forAttention = norm(x, vectorOf(weights, `${path}.input_layernorm.weight`), config.rmsNormEps);
    const query = rotate(linear(`${path}.self_attn.q_proj`, forAttention), config);
    const key = rotate(linear(`${path}.self_attn.k_proj`, forAttention), config);
    const value = linear(`${path}.self_attn.v_proj`, forAttention);
    keyValues.push({ key, value });
    x = add(x, linear(`${path}.self_attn.o_proj`, attend(query, key, value, config)));
    const forMlp = norm(x, vectorOf(weights, `${path}.post_attention_layernorm.weight`), config.rmsNormEps);
    const gate = linear(`${path}.mlp.gate_proj`, forMlp);
    const up = linear(`${path}.mlp.up_proj`, forMlp);
    const gated = gate.map((row, i) => row.map((g, j) => (g / (1 + Math.exp(-g))) * (up[i]?.[j] ?? 0)));
    x = add(x, linear(`${path}.mlp.down_proj`, gated));
  }
  const hidden = norm(x, vectorOf(weights, 'model.norm.weight'), config.rmsNormEps);
  const head = config.tiedEmbeddings ? embeddings : matrixOf(weights, 'lm_head.weight');
  return { logits: timesTransposed(hidden, head), keyValues };
}

/** Mean cross-entropy over labels that are not −100. */
export function referenceLoss(logits: Matrix, labels: readonly number[]): number {
  const losses = labels.flatMap((label, i) => {
    const row = logits[i] ?? [];
    const largest = Math.max(...row);
    const logSum = largest + Math.log(row.reduce((sum, z) => sum + Math.exp(z - largest), 0));
    return label === -100 ? [] : [logSum - (row[label] ?? Number.NaN)];
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

function norm(x: Matrix, weight: readonly number[], eps: number): Matrix {
  return x.map((row) => {
    const meanSquare = row.reduce((sum, value) => sum + value * value, 0) / row.length;
    return row.map((value, j) => (value / Math.sqrt(meanSquare + eps)) * (weight[j] ?? Number.NaN));
  });
}

/** Rotary embedding of every head, position = row. */
function rotate(x: Matrix, { headDim, ropeTheta }: LlamaConfig): Matrix {
  const half = headDim / 2;
  return x.map((row, position) =>
    row.map((value, j) => {
      const within = j % headDim;
      const angle = position * ropeTheta ** (-(2 * (within % half)) / headDim);
      const partner = within < half ? -(row[j + half] ?? 0) : (row[j - half] ?? 0);
      return value * Math.cos(angle) + partner * Math.sin(angle);
    }),
  );
}

function attend(query: Matrix, key: Matrix, value: Matrix, { heads, kvHeads, headDim }: LlamaConfig): Matrix {
  return query.map((row, i) =>
    Array.from({ length: heads }, (_, head) => {
      const from = Math.floor(head / (heads / kvHeads)) * headDim;
      const scores = key.slice(0, i + 1).map((k) => {
        let sum = 0;
        for (let d = 0; d < headDim; d++) sum += (row[head * headDim + d] ?? 0) * (k[from + d] ?? 0);
        return sum / Math.sqrt(headDim);
      });
      const largest = Math.max(...scores);
      const weights = scores.map((score) => Math.exp(score - largest));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return Array.from({ length: headDim }, (__, d) =>
        weights.reduce((sum, weight, j) => sum + (weight / total) * (value[j]?.[from + d] ?? 0), 0),
      );
    }).flat(),
  );
}
