/** What the graphs of training and evaluation share: the model with an adapter, its inputs and its loss. */
import type { LlamaConfig } from '../formats/llama-config.ts';
import { type CrossEntropy, crossEntropy } from '../nn/cross-entropy.ts';
import type { ModelHooks } from '../nn/hooks.ts';
import { Llama, type Spare } from '../nn/llama.ts';
import { Graph } from '../onnx/graph.ts';
import { reshape, slice } from '../onnx/ops.ts';
import type { Value } from '../onnx/value.ts';
import type { Adapter } from '../peft/method.ts';
import { type Layout, layoutOf } from './layout.ts';

/** Names of the inputs that change from run to run; every other input is a frozen tensor of the base or the method. */
export const INPUT = {
  theta: 'theta',
  m: 'm',
  v: 'v',
  inputIds: 'input_ids',
  labels: 'labels',
  rows: 'rows',
  learningRate: 'lr',
  step: 'step',
} as const;

export interface BatchShape {
  /** Sequences in a batch. */
  readonly batch: number;
  /** Tokens of each, padded on the right. */
  readonly length: number;
  /**
   * Number of positions that are looked at, where it is known to be smaller than `batch · length`. The graph then takes
   * their indices as `rows` (int32 `[rows]`, each `sequence · length + token`), `labels` has one element for each, and
   * the head and most of the last layer are computed for them only. Spare rows repeat any index with label -100.
   */
  readonly rows?: number | undefined;
  /** What the device is short of (see `Engine.spare`); absent: of nothing, and the graph is the plainest. */
  readonly spare?: Spare | undefined;
}

/** A graph with a model in it, and no run of the model yet. */
export interface PluggedModel {
  readonly graph: Graph;
  readonly config: LlamaConfig;
  readonly hooks: ModelHooks;
  readonly layout: Layout;
  /** The flat vector of trainable parameters; undefined if there are none. */
  readonly theta: Value | undefined;
  /**
   * Trainable tensors, in the layout's order, each as the flat part of theta that it is: what gradients are taken by,
   * since a method may reshape a tensor, and two reshapes become one that no longer passes through the first.
   */
  readonly parameters: readonly Value[];
}

/** A graph with the model's forward pass in it. */
export interface ModelGraph extends PluggedModel {
  readonly llama: Llama;
  /** Hidden states of the positions that are looked at, `[rows, hidden]`. */
  readonly hidden: Value;
}

/** A new graph in which an adapter, if there is one, is plugged into the model. @param spare see `BatchShape` */
export function plugAdapter(config: LlamaConfig, adapter: Adapter | undefined, spare?: Spare): PluggedModel {
  const graph = new Graph();
  const layout = layoutOf(adapter?.parameters ?? []);
  const theta = layout.size > 0 ? graph.input(INPUT.theta, 'float32', [layout.size]) : undefined;
  const flat = theta ? layout.entries.map(({ offset, size }) => slice(theta, 0, offset, offset + size)) : [];
  const parameters = new Map(
    layout.entries.flatMap(({ name, shape: dims }, i): [string, Value][] => {
      const values = flat[i];
      return values ? [[name, reshape(values, dims)]] : [];
    }),
  );
  const parameter = (name: string): Value => {
    const value = parameters.get(name);
    if (!value) throw new Error(`The method "${adapter?.method}" declares no parameter "${name}".`);
    return value;
  };
  const hooks = adapter?.hooks({ graph, config, spare, parameter }) ?? {};
  return { graph, config, hooks, layout, theta, parameters: flat };
}

/** The forward pass up to the hidden states, with an adapter or without one. */
export function buildModel(config: LlamaConfig, adapter: Adapter | undefined, shape: BatchShape): ModelGraph {
  const plugged = plugAdapter(config, adapter, shape.spare);
  const { graph, hooks } = plugged;
  const llama = new Llama(graph, config, hooks);
  const inputIds = graph.input(INPUT.inputIds, 'int32', [shape.batch, shape.length]);
  const rows = shape.rows === undefined ? undefined : graph.input(INPUT.rows, 'int32', [shape.rows]);
  return { ...plugged, llama, hidden: llama.hidden(inputIds, { rows, spare: shape.spare }) };
}

/** The loss of a model graph against its labels. */
export function buildLoss({ graph, llama, hidden }: ModelGraph, shape: BatchShape): CrossEntropy {
  const { batch, length, rows } = shape;
  const labels = graph.input(INPUT.labels, 'int32', rows === undefined ? [batch, length] : [rows]);
  return graph.scope('loss', () =>
    crossEntropy(hidden, llama.head, reshape(labels, [rows ?? batch * length])),
  );
}
