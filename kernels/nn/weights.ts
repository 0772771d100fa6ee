import type { LlamaConfig } from '../formats/llama-config.ts';
import { type Projection, projectionPath, projectionShape } from '../formats/llama-weights.ts';
import type { Graph } from '../onnx/graph.ts';
import { gemm } from '../onnx/ops.ts';
import type { Value } from '../onnx/value.ts';
import type { LinearSite, ModelHooks } from './hooks.ts';
import { rmsNorm } from './rms-norm.ts';

/**
 * The base model's tensors as a graph reads them: each is an input under its Hugging Face name, declared when it is
 * first used, unless a hook puts something else in its place. As inputs they are fed by reference, so one copy serves
 * every session, and onnxruntime cannot fold them into something larger.
 */
export class BaseWeights {
  readonly graph: Graph;
  readonly config: LlamaConfig;
  readonly #hooks: ModelHooks;

  constructor(graph: Graph, config: LlamaConfig, hooks: ModelHooks) {
    this.graph = graph;
    this.config = config;
    this.#hooks = hooks;
  }

  /** Embedding matrix `[vocab, hidden]`. */
  embeddings(): Value {
    return this.#read('model.embed_tokens.weight', [this.config.vocabSize, this.config.hiddenSize]);
  }

  /** Matrix `[vocab, hidden]` that turns hidden states into logits: the embeddings' own if they are tied. */
  head(): Value {
    if (this.config.tiedEmbeddings) return this.embeddings();
    return this.#read('lm_head.weight', [this.config.vocabSize, this.config.hiddenSize]);
  }

  /** Normalised rows. @param name Hugging Face's name, without `.weight` */
  norm(name: string, x: Value): Value {
    return this.graph.scope(name, () => {
      const weight = this.#read(`${name}.weight`, [this.config.hiddenSize]);
      return rmsNorm(x, weight, this.config.rmsNormEps);
    });
  }

  /** A linear projection of `x [rows, in]`, as the hooks have it. */
  linear(layer: number, projection: Projection, x: Value): Value {
    const path = projectionPath(layer, projection);
    const weight = (): Value => this.#read(`${path}.weight`, projectionShape(this.config, projection), x);
    const base = (input: Value = x): Value => gemm(input, weight(), { transB: true });
    const site: LinearSite = { layer, projection, path, x, weight, base };
    return this.graph.scope(path, () => this.#hooks.linear?.(site) ?? base());
  }

  #read(name: string, shape: readonly number[], x?: Value): Value {
    return this.#hooks.weight?.({ name, shape, x }) ?? this.graph.input(name, 'float32', shape);
  }
}
