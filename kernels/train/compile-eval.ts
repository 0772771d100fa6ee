/** Compiles the forward pass: losses, logits, or both. */
import type { LlamaConfig } from '../formats/llama-config.ts';
import { GraphModel } from '../onnx/model.ts';
import { reshape } from '../onnx/ops.ts';
import type { Value } from '../onnx/value.ts';
import type { Adapter } from '../peft/method.ts';
import type { Layout } from './layout.ts';
import { type BatchShape, buildLoss, buildModel } from './model-graph.ts';

export interface EvalOptions extends BatchShape {
  readonly outputs: readonly ('loss' | 'logits')[];
}

/** Names of an evaluation's outputs. */
export const EVAL_OUTPUT = {
  /** Scalar: mean cross-entropy over the labelled positions. */
  loss: 'loss',
  /** Negative log-probability of each label, 0 where it is ignored: `[batch, length]`, or `[rows]`. */
  rowLosses: 'row_losses',
  /** `[batch, length, vocab]`, or `[rows, vocab]`. */
  logits: 'logits',
} as const;

export interface CompiledEval {
  /** Inputs `input_ids`, for losses `labels`, `theta` if there is an adapter, `rows` if asked for, and frozen tensors. */
  readonly model: GraphModel;
  readonly layout: Layout;
}

/** @param adapter the adapter that is plugged in; undefined: the base alone */
export function compileEval(
  config: LlamaConfig,
  adapter: Adapter | undefined,
  options: EvalOptions,
): CompiledEval {
  const built = buildModel(config, adapter, options);
  const { batch, length } = options;
  const rows = options.rows === undefined ? [batch, length] : [options.rows];
  const outputs: Record<string, Value> = {};
  if (options.outputs.includes('loss')) {
    const { loss, perRow } = buildLoss(built, options);
    outputs[EVAL_OUTPUT.loss] = loss;
    outputs[EVAL_OUTPUT.rowLosses] = reshape(perRow, rows);
  }
  if (options.outputs.includes('logits')) {
    outputs[EVAL_OUTPUT.logits] = reshape(built.llama.logits(built.hidden), [...rows, config.vocabSize]);
  }
  return { model: new GraphModel(`eval-${adapter?.method ?? 'base'}`, outputs), layout: built.layout };
}
