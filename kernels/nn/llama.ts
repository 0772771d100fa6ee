import type { LlamaConfig } from '../formats/llama-config.ts';
import type { Graph } from '../onnx/graph.ts';
import { add, concat, expand, flattenRows, gather, gemm, mul, reshape, slice } from '../onnx/ops.ts';
import { addDims, multiply } from '../onnx/shape.ts';
import { dimOf, knownDim, type Value } from '../onnx/value.ts';
import { silu } from './activations.ts';
import { type AttentionOptions, attention, causalBlocks } from './attention.ts';
import type { KeyValue, ModelHooks } from './hooks.ts';
import { makeColumnRope, makeRope } from './rope.ts';
import { BaseWeights } from './weights.ts';

/** What a graph spends less of, at the cost of the other: a GPU pays for every node it is sent, one thread for arithmetic. */
export type Spare = 'nodes' | 'arithmetic';

/** Sequences shorter than this attend in one block: the nodes of a second one would cost what it saves. */
const SPLIT_LENGTH = 16;

export interface ForwardOptions {
  /**
   * Rows (int32 `[n]`, each `sequence · T + token`) whose hidden states are wanted; all tokens if absent. The last
   * layer is then computed on these rows only, from its attention's output on.
   */
  readonly rows?: Value | undefined;
  /** Absent: nothing in particular. */
  readonly spare?: Spare | undefined;
  /** Generation: how each layer's new keys and values join the earlier ones. */
  readonly cache?: TokenCache | undefined;
  /**
   * Is shown each layer's attention weights `[B, heads, T, keys]`. Virtual tokens count: those of a prompt are rows and
   * keys, those of a prefix keys.
   */
  readonly observeAttention?: ((layer: number, weights: Value) => void) | undefined;
}

type SharedByLayers = Pick<AttentionOptions, 'length' | 'rope' | 'blocks'>;

export interface TokenCache {
  /** int64 `[1]`: position of the first token of this run, not counting a prefix. */
  readonly position: Value;
  /** Keys and values of all tokens so far, `[B, kvHeads, T, headDim]`. */
  extend(layer: number, tokens: KeyValue): KeyValue;
  /** Added to the scores; `null` where every token sees all keys, as a single new token does; the default is causal. */
  readonly mask?: Value | null | undefined;
}

/**
 * `LlamaForCausalLM` as Hugging Face's transformers defines it: Touvron et al., "LLaMA", 2023. In each layer
 * `x += o(attention(norm(x)))`, then `x += down(silu(gate(norm(x))) ⊙ up(norm(x)))`; there are no biases.
 * Activations are matrices with one row a token, `[B·T, hidden]`. Padding goes to the right of a sequence: the causal
 * mask keeps it from the tokens before it, and its labels are ignored.
 */
export class Llama {
  readonly #config: LlamaConfig;
  readonly #hooks: ModelHooks;
  readonly #weights: BaseWeights;

  constructor(graph: Graph, config: LlamaConfig, hooks: ModelHooks = {}) {
    this.#config = config;
    this.#hooks = hooks;
    this.#weights = new BaseWeights(graph, config, hooks);
  }

  /** The matrix `[vocab, hidden]` that turns hidden states into logits. */
  get head(): Value {
    return this.#weights.head();
  }

  /** Logits `[rows, vocab]` of hidden states `[rows, hidden]`. */
  logits(hidden: Value): Value {
    return hidden.graph.scope('lm_head', () => gemm(hidden, this.head, { transB: true }));
  }

  /**
   * Normalised hidden states `[rows, hidden]` of the tokens (of virtual ones in front there are none).
   * @param inputIds int32 `[B, T]`
   */
  hidden(inputIds: Value, options: ForwardOptions = {}): Value {
    const { layers } = this.#config;
    const shared = this.#sharedByLayers(inputIds, options);
    let x = this.#embed(inputIds);
    for (let layer = 0; layer < layers; layer++) {
      x = this.#layer(layer, x, inputIds, shared, options);
    }
    return this.#weights.norm('model.norm', x);
  }

  #embed(inputIds: Value): Value {
    const { graph } = inputIds;
    const batch = knownDim(inputIds, 0);
    const width = this.#config.hiddenSize;
    const tokens = gather(
      this.#weights.embeddings(),
      reshape(inputIds, [multiply(batch, dimOf(inputIds, 1))]),
    );
    const { prompt } = this.#hooks;
    if (!prompt) return tokens;
    return graph.scope('prompt', () => {
      const virtual = expand(reshape(prompt, [1, ...prompt.shape]), [batch, knownDim(prompt, 0), width]);
      return flattenRows(concat([virtual, reshape(tokens, [...inputIds.shape, width])], 1));
    });
  }

  /** Rotary tables and masks: made once, because the graph compares only small constants. */
  #sharedByLayers(inputIds: Value, { cache, spare, observeAttention }: ForwardOptions): SharedByLayers {
    const { prompt, prefix } = this.#hooks;
    const { graph } = inputIds;
    const length = addDims(dimOf(inputIds, 1), prompt ? dimOf(prompt, 0) : 0);
    const inFront = prefix?.length ?? 0;
    const groups = this.#config.heads / this.#config.kvHeads;
    const splits = spare === 'arithmetic' && !observeAttention && Number(length) >= SPLIT_LENGTH;
    const makeOwnRope = spare === 'arithmetic' ? makeColumnRope : makeRope;
    return {
      length,
      rope: cache
        ? makeRope(graph, this.#config, inFront, this.#config.maxPositions, cache.position)
        : makeOwnRope(graph, this.#config, inFront, Number(length)),
      blocks:
        cache?.mask === undefined
          ? causalBlocks(graph, Number(length), inFront + Number(length), groups, splits ? 2 : 1)
          : [{ mask: cache.mask }],
    };
  }

  #layer(layer: number, x: Value, inputIds: Value, shared: SharedByLayers, options: ForwardOptions): Value {
    const weights = this.#weights;
    const path = `model.layers.${layer}`;
    const { graph } = x;
    const { cache, observeAttention } = options;
    const isLast = layer === this.#config.layers - 1;
    const keep = (rows: Value): Value => (isLast ? this.#select(rows, inputIds, options.rows) : rows);

    const forAttention = weights.norm(`${path}.input_layernorm`, x);
    const q = weights.linear(layer, 'q_proj', forAttention);
    const k = weights.linear(layer, 'k_proj', forAttention);
    const v = weights.linear(layer, 'v_proj', forAttention);
    const context = graph.scope(`${path}.self_attn`, () =>
      attention(q, k, v, {
        ...shared,
        config: this.#config,
        batch: knownDim(inputIds, 0),
        prefix: this.#hooks.prefix?.layer(layer),
        extend: cache && ((tokens) => cache.extend(layer, tokens)),
        observe: observeAttention && ((seen) => observeAttention(layer, seen)),
      }),
    );
    const attended = add(keep(x), weights.linear(layer, 'o_proj', keep(context)));

    const forMlp = weights.norm(`${path}.post_attention_layernorm`, attended);
    const gate = weights.linear(layer, 'gate_proj', forMlp);
    const up = weights.linear(layer, 'up_proj', forMlp);
    const gated = graph.scope(`${path}.mlp`, () => mul(silu(gate), up));
    return add(attended, weights.linear(layer, 'down_proj', gated));
  }

  /** The rows of the tokens that are asked for, without virtual ones. */
  #select(rows: Value, inputIds: Value, wanted: Value | undefined): Value {
    const { prompt } = this.#hooks;
    let tokens = rows;
    if (prompt) {
      const [batch, virtual, length] = [knownDim(inputIds, 0), knownDim(prompt, 0), knownDim(inputIds, 1)];
      const sequences = reshape(rows, [batch, virtual + length, knownDim(rows, 1)]);
      tokens = flattenRows(slice(sequences, 1, virtual, virtual + length));
    }
    return wanted ? gather(tokens, wanted) : tokens;
  }
}
