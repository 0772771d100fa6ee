/** Compiles a training step (forward pass, gradients, clipping, AdamW) into one graph. */
import { gradients } from '../autodiff/gradients.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import { GraphModel } from '../onnx/model.ts';
import { concat, div, reshape } from '../onnx/ops.ts';
import type { Value } from '../onnx/value.ts';
import { ADAMW_DEFAULTS, type AdamWOptions, adamW, clipNorm } from '../optim/adamw.ts';
import type { Adapter } from '../peft/method.ts';
import type { Layout } from './layout.ts';
import { type BatchShape, buildLoss, buildModel, INPUT, type PluggedModel } from './model-graph.ts';

/** How a step turns the loss into new parameters. */
export interface UpdateOptions extends Partial<AdamWOptions> {
  /** Largest length of the whole gradient; absent: no clipping. */
  readonly clip?: number | undefined;
  /** Also outputs the gradient `[P]`, as it is before clipping. */
  readonly gradient?: boolean | undefined;
}

export interface TrainOptions extends BatchShape, UpdateOptions {}

/** Names of a training step's outputs. */
export const TRAIN_OUTPUT = {
  /** Scalar: mean cross-entropy over the labelled positions, before the step. */
  loss: 'loss',
  theta: 'next_theta',
  m: 'next_m',
  v: 'next_v',
  gradient: 'gradient',
} as const;

export interface CompiledTrainStep {
  /**
   * Inputs `theta`, `m`, `v` (float32 `[P]`), `input_ids`, `labels` (int32 `[batch, length]`; with `rows`, see
   * `BatchShape`), `lr`, `step` (float32 scalars, steps counted from 1) and the frozen tensors by name.
   */
  readonly model: GraphModel;
  /** Where each trainable tensor lies in theta. */
  readonly layout: Layout;
}

/**
 * @param config the base model
 * @param adapter a method with its settings
 * @throws GraphError if the method builds an impossible graph
 */
export function compileTrainStep(
  config: LlamaConfig,
  adapter: Adapter,
  options: TrainOptions,
): CompiledTrainStep {
  const built = buildModel(config, adapter, options);
  if (!built.theta) throw new Error(`The method "${adapter.method}" has nothing to train.`);
  const { loss } = buildLoss(built, options);
  return trainStep(`train-${adapter.method}`, { ...built, theta: built.theta }, loss, options);
}

/** The same value, as one that may be an output of a recorded graph: not a mere view of another (see `Replay`). */
function computed(value: Value): Value {
  return value.op === 'Reshape' ? div(value, 1) : value;
}

/** What a step trains: parts of one flat vector. */
export type Trainable = Pick<PluggedModel, 'graph' | 'layout' | 'parameters'> & { readonly theta: Value };

/** Adds gradients, clipping and AdamW to a graph that has come as far as its loss. */
export function trainStep(
  name: string,
  { graph, layout, theta, parameters }: Trainable,
  loss: Value,
  options: UpdateOptions = {},
): CompiledTrainStep {
  const flat = (value: Value, i: number): Value => reshape(value, [layout.entries[i]?.size ?? 0]);
  const gradient = graph.scope('gradient', () => computed(concat(gradients(loss, parameters).map(flat), 0)));
  const clip = options.clip;
  const clipped = clip === undefined ? gradient : graph.scope('clip', () => clipNorm(gradient, clip));
  const state = {
    theta,
    m: graph.input(INPUT.m, 'float32', [layout.size]),
    v: graph.input(INPUT.v, 'float32', [layout.size]),
  };
  const learningRate = graph.input(INPUT.learningRate, 'float32', []);
  const step = graph.input(INPUT.step, 'float32', []);
  const settings = { ...ADAMW_DEFAULTS, ...options };
  const next = graph.scope('adamw', () => adamW(state, clipped, learningRate, step, settings));

  const model = new GraphModel(name, {
    [TRAIN_OUTPUT.loss]: loss,
    [TRAIN_OUTPUT.theta]: next.theta,
    [TRAIN_OUTPUT.m]: next.m,
    [TRAIN_OUTPUT.v]: next.v,
    ...(options.gradient && { [TRAIN_OUTPUT.gradient]: gradient }),
  });
  return { model, layout };
}
