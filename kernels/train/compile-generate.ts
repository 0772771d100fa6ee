/** Compiles text generation with a cache of keys and values, one token a run. */
import type { LlamaConfig } from '../formats/llama-config.ts';
import { Llama, type TokenCache } from '../nn/llama.ts';
import { GraphModel } from '../onnx/model.ts';
import { concat } from '../onnx/ops.ts';
import { dimOf, type Value } from '../onnx/value.ts';
import type { Adapter } from '../peft/method.ts';
import { INPUT, type PluggedModel, plugAdapter } from './model-graph.ts';

/** Names of a generation graph's inputs and outputs beside `input_ids` (int32 `[1, 1]`) and `theta`. */
export const GENERATE = {
  /** int64 `[1]`: how many tokens, virtual ones included, are in the cache. */
  position: 'position',
  /** `[1, vocab]` */
  logits: 'logits',
  /** `[1, kvHeads, tokens, headDim]`, keys after the rotary embedding. */
  past: (layer: number, part: 'key' | 'value') => `past.${layer}.${part}`,
  present: (layer: number, part: 'key' | 'value') => `present.${layer}.${part}`,
} as const;

export interface CompiledGenerate {
  /** Takes the first token, before which stand the adapter's virtual tokens, if it has any. */
  readonly first: GraphModel;
  /** Takes any later token and the cache. */
  readonly next: GraphModel;
  /** Virtual tokens that the first run puts into the cache. */
  readonly virtualTokens: number;
}

/** @param adapter the adapter that is plugged in; undefined: the base alone */
export function compileGenerate(config: LlamaConfig, adapter: Adapter | undefined): CompiledGenerate {
  const virtual = plugAdapter(config, adapter).hooks.prompt;
  return {
    first: firstModel(plugAdapter(config, adapter)),
    next: nextModel(plugAdapter(config, adapter)),
    virtualTokens: virtual ? Number(dimOf(virtual, 0)) : 0,
  };
}

function firstModel(plugged: PluggedModel): GraphModel {
  const outputs: Record<string, Value> = {};
  return finish('first', plugged, outputs, {
    position: plugged.graph.int64([0]),
    extend: (layer, tokens) => keep(outputs, layer, tokens.key, tokens.value),
  });
}

function nextModel(plugged: PluggedModel): GraphModel {
  const { graph, config, hooks } = plugged;
  const { prompt: _, ...withoutPrompt } = hooks;
  const shape = [1, config.kvHeads, 'past', config.headDim];
  const outputs: Record<string, Value> = {};
  return finish('next', { ...plugged, hooks: withoutPrompt }, outputs, {
    position: graph.input(GENERATE.position, 'int64', [1]),
    mask: null,
    extend(layer, tokens) {
      const past = (part: 'key' | 'value'): Value =>
        graph.input(GENERATE.past(layer, part), 'float32', shape);
      const key = concat([past('key'), tokens.key], 2);
      return keep(outputs, layer, key, concat([past('value'), tokens.value], 2));
    },
  });
}

function keep(outputs: Record<string, Value>, layer: number, key: Value, value: Value) {
  outputs[GENERATE.present(layer, 'key')] = key;
  outputs[GENERATE.present(layer, 'value')] = value;
  return { key, value };
}

function finish(name: string, plugged: PluggedModel, outputs: Record<string, Value>, cache: TokenCache) {
  const { graph, config, hooks } = plugged;
  const llama = new Llama(graph, config, hooks);
  const hidden = llama.hidden(graph.input(INPUT.inputIds, 'int32', [1, 1]), { cache });
  outputs[GENERATE.logits] = llama.logits(hidden);
  return new GraphModel(`generate-${name}`, outputs);
}
