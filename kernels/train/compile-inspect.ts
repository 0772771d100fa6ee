/** Compiles one reading of a sentence with everything that a person may want to see of it. */
import type { LlamaConfig } from '../formats/llama-config.ts';
import { Llama } from '../nn/llama.ts';
import { GraphModel } from '../onnx/model.ts';
import { softmax } from '../onnx/ops.ts';
import { dimOf, type Value } from '../onnx/value.ts';
import type { Adapter } from '../peft/method.ts';
import { INPUT, plugAdapter } from './model-graph.ts';

/** Names of an inspection graph's outputs. Its inputs are `input_ids` (int32 `[1, T]`), `rows` (int32 `[1]`), `theta`. */
export const INSPECT_OUTPUT = {
  /** Probability of each next token, after the token that `rows` points at: `[1, vocab]`. */
  probabilities: 'probabilities',
  /** Attention weights `[1, heads, prompt + T, prefix + prompt + T]`, each row summing to 1. */
  attention: (layer: number) => `attention.${layer}`,
} as const;

export interface CompiledInspection {
  readonly model: GraphModel;
  /** Virtual tokens in front of the sentence, as keys and, where they are a prompt's, as rows too. */
  readonly virtual: { readonly keys: number; readonly rows: number };
}

/** @param adapter the adapter that is plugged in; undefined: the base alone. @param length T, tokens of the sentence */
export function compileInspection(
  config: LlamaConfig,
  adapter: Adapter | undefined,
  length: number,
): CompiledInspection {
  const { graph, hooks } = plugAdapter(config, adapter);
  const llama = new Llama(graph, config, hooks);
  const outputs: Record<string, Value> = {};
  const hidden = llama.hidden(graph.input(INPUT.inputIds, 'int32', [1, length]), {
    rows: graph.input(INPUT.rows, 'int32', [1]),
    observeAttention(layer, weights) {
      outputs[INSPECT_OUTPUT.attention(layer)] = weights;
    },
  });
  outputs[INSPECT_OUTPUT.probabilities] = softmax(llama.logits(hidden));
  const rows = hooks.prompt ? Number(dimOf(hooks.prompt, 0)) : 0;
  return {
    model: new GraphModel(`inspect-${adapter?.method ?? 'base'}`, outputs),
    virtual: { rows, keys: rows + (hooks.prefix?.length ?? 0) },
  };
}
