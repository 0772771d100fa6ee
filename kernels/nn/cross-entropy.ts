import { withGradient } from '../autodiff/gradients.ts';
import {
  cast,
  div,
  gather,
  gatherElements,
  gemm,
  greaterOrEqual,
  log,
  maximum,
  mul,
  neg,
  reduceMax,
  reduceSum,
  relu,
  reshape,
  scatterAddRows,
  softmax,
  sub,
} from '../onnx/ops.ts';
import { dimOf, type Value } from '../onnx/value.ts';

/** Label of a position that does not count. */
export const IGNORED_LABEL = -100;

export interface CrossEntropy {
  /** Mean over the labelled rows, a scalar; 0 if there are none. */
  readonly loss: Value;
  /** Negative log-probability of each row's label, `[rows, 1]`; 0 where it is ignored. */
  readonly perRow: Value;
  /** 1 where a row has a label, else 0, `[rows, 1]`. */
  readonly counted: Value;
}

/**
 * Cross-entropy of `softmax(hidden · headᵀ)` against labels that stand beside the row that predicts them.
 *
 * With P = softmax(Z), a row's loss is `max(Z) - log(max(P)) - Z[label]`: log-sum-exp without a second exponential, exact
 * because the largest probability is never below 1/vocab. The gradient never builds the one-hot matrix:
 * dHidden = w (P · head - head[label]), dHead = Pᵀ (w hidden) - (w hidden scattered to its labels), w = counted / count.
 * @param hidden `[rows, width]` @param head `[vocab, width]`
 * @param labels int32 `[rows]`; a negative label is ignored
 */
export function crossEntropy(hidden: Value, head: Value, labels: Value): CrossEntropy {
  const rows = dimOf(labels, 0);
  const asFloat = cast(labels, 'float32');
  const targets = cast(relu(asFloat), 'int32');
  const counted = reshape(cast(greaterOrEqual(asFloat, 0), 'float32'), [rows, 1]);
  const weights = div(counted, maximum(reduceSum(counted, undefined, false), 1));

  const logits = gemm(hidden, head, { transB: true });
  const probabilities = softmax(logits);
  const logSumExp = sub(reduceMax(logits, [-1]), log(reduceMax(probabilities, [-1])));
  const nll = sub(logSumExp, gatherElements(logits, reshape(targets, [rows, 1]), 1));
  const loss = reduceSum(mul(nll, weights), undefined, false);
  const share = (gradient: Value): Value => mul(gradient, weights);

  withGradient(loss, [hidden, head], (_, gradient) => [
    () => mul(gemm(probabilities, head, { c: gather(head, targets), beta: -1 }), share(gradient)),
    () => {
      const weighted = mul(hidden, share(gradient));
      return scatterAddRows(gemm(probabilities, weighted, { transA: true }), targets, neg(weighted));
    },
  ]);
  return { loss, perRow: mul(nll, counted), counted };
}
