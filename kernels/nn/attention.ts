import type { LlamaConfig } from '../formats/llama-config.ts';
import type { Graph } from '../onnx/graph.ts';
import {
  add,
  concat,
  expand,
  matMul,
  reshape,
  slice,
  softmax,
  transpose,
  transposeLast,
} from '../onnx/ops.ts';
import { type Dim, multiply } from '../onnx/shape.ts';
import { dimOf, knownDim, type Value } from '../onnx/value.ts';
import type { KeyValue } from './hooks.ts';
import type { Rope } from './rope.ts';

/** Large enough to make a softmax weight exactly 0, small enough not to overflow. */
const MASKED = -1e9;

/** Queries that are answered together. */
export interface QueryBlock {
  /** Their tokens, `from` to `to` (excluded); absent: all. */
  readonly span?: readonly [from: number, to: number];
  /**
   * Added to the scores `[B, kvHeads, groups·n, keys]` of the block's n tokens with the first `keys` keys; `null` where
   * every token sees all keys.
   */
  readonly mask: Value | null;
}

export interface AttentionOptions {
  readonly config: LlamaConfig;
  readonly batch: number;
  /** Tokens of each sequence in this run. */
  readonly length: Dim;
  readonly rope: Rope;
  /** Keys and values `[kvHeads, n, headDim]` in front of every sequence. */
  readonly prefix?: KeyValue | undefined;
  /** Puts earlier tokens' keys and values before these, all `[B, kvHeads, T, headDim]` after the rotary embedding. */
  readonly extend?: ((tokens: KeyValue) => KeyValue) | undefined;
  /** All queries, in their order. */
  readonly blocks: readonly QueryBlock[];
  /** Is shown each block's attention weights `[B, heads, n, keys]`, where they are wanted as an output. */
  readonly observe?: ((weights: Value) => void) | undefined;
}

/**
 * Grouped-query attention with rotary positions and a causal mask: Vaswani et al., 2017, equation 1; Ainslie et al.,
 * "GQA", 2023. Query head h reads key/value head h / (heads / kvHeads): instead of repeating keys, the queries of a
 * group are stacked into one matrix.
 * @param q `[B·T, heads·headDim]` @param k,v `[B·T, kvHeads·headDim]`
 * @returns `[B·T, heads·headDim]`, before the output projection
 */
export function attention(q: Value, k: Value, v: Value, options: AttentionOptions): Value {
  const { config, batch, length, rope, blocks, prefix, extend, observe } = options;
  const { heads, kvHeads, headDim } = config;
  const groups = heads / kvHeads;
  const split = (x: Value, count: number): Value =>
    transpose(reshape(x, [batch, length, count, headDim]), [0, 2, 1, 3]);

  const queries = rope.queries(split(q, heads));
  const tokens = { key: rope.keys(split(k, kvHeads)), value: split(v, kvHeads) };
  const past = extend?.(tokens) ?? tokens;
  const { key, value } = prefix ? prepend(prefix, past, batch) : past;
  const keyColumns = transposeLast(key);

  const answer = ({ span, mask }: QueryBlock): Value => {
    const asking = span ? slice(queries, 2, ...span) : queries;
    const seen = (x: Value, axis: number): Value => (mask ? slice(x, axis, 0, knownDim(mask, 1)) : x);
    const count = dimOf(asking, 2);
    const stacked = reshape(asking, [batch, kvHeads, multiply(groups, count), headDim]);
    const scores = matMul(stacked, seen(keyColumns, 3));
    const weights = softmax(mask ? add(scores, mask) : scores);
    observe?.(reshape(weights, [batch, heads, count, dimOf(weights, 3)]));
    return reshape(matMul(weights, seen(value, 2)), [batch, heads, count, headDim]);
  };
  const perHead = concat(blocks.map(answer), 2);
  return reshape(transpose(perHead, [0, 2, 1, 3]), [multiply(batch, length), heads * headDim]);
}

function prepend(prefix: KeyValue, tokens: KeyValue, batch: number): KeyValue {
  const join = (front: Value, rest: Value): Value => {
    const shape = [batch, ...front.shape.map(Number)];
    return concat([expand(reshape(front, [1, ...front.shape]), shape), rest], 2);
  };
  return { key: join(prefix.key, tokens.key), value: join(prefix.value, tokens.value) };
}

/**
 * Queries of T tokens, each of which sees itself, the tokens before it, and whatever stands in front of all tokens.
 * More than one block leaves out scores that the mask would make 0: with two, a quarter of them.
 * @param length T @param keys at least T: what comes before the last T is in front @param count at most T
 */
export function causalBlocks(
  graph: Graph,
  length: number,
  keys: number,
  groups: number,
  count: number,
): QueryBlock[] {
  const start = (block: number): number => Math.floor((block * length) / count);
  return Array.from({ length: count }, (_, block) => {
    const [from, to] = [start(block), start(block + 1)];
    return { span: [from, to], mask: causalMask(graph, to - from, keys - length + to, groups) };
  });
}

/** Mask `[groups·T, keys]` for the scores of T tokens whose keys are the last T. */
function causalMask(graph: Graph, length: number, keys: number, groups: number): Value {
  const mask = new Float32Array(groups * length * keys);
  for (let row = 0; row < groups * length; row++) {
    mask.fill(MASKED, row * keys + (row % length) + keys - length + 1, (row + 1) * keys);
  }
  return graph.constant('float32', [groups * length, keys], mask);
}
