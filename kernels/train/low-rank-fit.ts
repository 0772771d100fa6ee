/**
 * LoRA without a model: a given update ΔW `[out, in]` is approximated by s · B A, by gradient descent on the mean squared
 * difference. What a projection's A and B do inside a training run, where it can be watched alone.
 */
import { Graph } from '../onnx/graph.ts';
import { GraphModel } from '../onnx/model.ts';
import { add, gemm, mul, reduceMean, reshape, slice, sub } from '../onnx/ops.ts';
import type { Value } from '../onnx/value.ts';
import { type CompiledTrainStep, trainStep } from './compile-train.ts';
import { type LowRankShape, lowRankLayout } from './low-rank-start.ts';
import { INPUT } from './model-graph.ts';

/** The input that holds ΔW. */
export const TARGET = 'target';

/** One step of AdamW; the loss is the mean over all elements of (s · B A − ΔW)². */
export function compileLowRankFit(shape: LowRankShape): CompiledTrainStep {
  const graph = new Graph();
  const factors = declareFactors(graph, shape);
  const target = graph.input(TARGET, 'float32', [shape.out, shape.inner]);
  const error = sub(factors.update, target);
  const loss = reduceMean(mul(error, error), undefined, false);
  return trainStep('low-rank-fit', { graph, layout: lowRankLayout(shape), ...factors }, loss);
}

/** Names of what the merge check takes and gives, besides theta. */
export const MERGE = { x: 'x', weight: 'weight', beside: 'beside', merged: 'merged' } as const;

/**
 * The two ways to apply a trained adapter to rows x `[rows, in]`, for comparison: `beside` = W x + s · B (A x), the
 * adapter plugged in, and `merged` = (W + s · B A) x, the adapter added to the weights.
 */
export function compileMergeCheck(shape: LowRankShape, rows: number): GraphModel {
  const graph = new Graph();
  const { a, b, update } = declareFactors(graph, shape);
  const x = graph.input(MERGE.x, 'float32', [rows, shape.inner]);
  const weight = graph.input(MERGE.weight, 'float32', [shape.out, shape.inner]);
  const low = gemm(x, a, { transB: true });
  const side = gemm(low, b, { transB: true, alpha: shape.scale });
  return new GraphModel('merge-check', {
    [MERGE.beside]: add(gemm(x, weight, { transB: true }), side),
    [MERGE.merged]: gemm(x, add(weight, update), { transB: true }),
  });
}

function declareFactors(graph: Graph, shape: LowRankShape) {
  const layout = lowRankLayout(shape);
  const theta = graph.input(INPUT.theta, 'float32', [layout.size]);
  const parameters = layout.entries.map(({ offset, size }) => slice(theta, 0, offset, offset + size));
  const [a, b] = layout.entries.map(({ shape: dims }, i): Value => reshape(parameters[i] ?? theta, dims));
  if (!a || !b) throw new Error('unreachable: the layout has two entries');
  return { theta, parameters, a, b, update: gemm(b, a, { alpha: shape.scale }) };
}
