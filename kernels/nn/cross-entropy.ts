import { withGradient } from '../autodiff/gradients.ts';
import {
  add,
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
  reduceSum,
  relu,
  reshape,
  scatterAddRows,
  softmax,
  sub,
} from '../onnx/ops.ts';
import { dimOf, type Value } from '../onnx/value.ts';

/** Keeps a logarithm finite, and NaN what it is: just above float32's smallest normal number, below which a GPU may read 0. */
const TINY = 2 ** -125;

/** Label of a position that does not count. */
export const IGNORED_LABEL = -100;

export interface CrossEntropy {
  /** Mean over the labelled rows, a scalar; 0 if there are none. */
  readonly loss: Value;
  /** Negative log-probability of each row's label, `[rows, 1]`; 0 where it is ignored. */
  readonly perRow: Value;
}

/**
 * Cross-entropy of `softmax(hidden · headᵀ)` against labels that stand beside the row that predicts them.
 *
 * With P = softmax(Z), which the gradient needs anyway, a row's loss is `-log(P[label])`, in which softmax has taken the
 * largest logit out. Float32 holds P[label] while that logit is at most 87 above the label's: losses are exact up to 70 and
 * never above 125 ln 2 = 86.6, while the gradient is right everywhere. It never builds the one-hot matrix:
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

  const probabilities = softmax(gemm(hidden, head, { transB: true }));
  const ofLabel = gatherElements(probabilities, reshape(targets, [rows, 1]), 1);
  // Not neg, which would make -0 of a certain row.
  const nll = sub(0, log(add(ofLabel, TINY)));
  const loss = reduceSum(mul(nll, weights), undefined, false);
  const share = (gradient: Value): Value => mul(gradient, weights);

  withGradient(loss, [hidden, head], (_, gradient) => [
    () => mul(gemm(probabilities, head, { c: gather(head, targets), beta: -1 }), share(gradient)),
    () => {
      const weighted = mul(hidden, share(gradient));
      return scatterAddRows(gemm(probabilities, weighted, { transA: true }), targets, neg(weighted));
    },
  ]);
  return { loss, perRow: mul(nll, counted) };
}
