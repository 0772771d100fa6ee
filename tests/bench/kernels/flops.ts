/** The arithmetic of the rows. */
import type { Setting } from './setting.ts';
import { LORA } from './setting.ts';

/** Rows and columns of the matrices whose product is the arithmetic limit. */
export const LIMIT_SIZE = 512;
/** Floating-point operations of that product. */
export const LIMIT_FLOPS = 2 * LIMIT_SIZE ** 3;

/**
 * Floating-point operations (a multiplication and an addition count as two) of the matrix products that one step needs:
 * forward, and backward only where a trained tensor lies below. Frozen weights have no gradient, and the first layer
 * derives nothing with respect to its input. The same number is used for every row, so GFLOP/s compare useful work.
 *
 * What a row saves beyond that is not subtracted, as what it does in vain is not added. This project, on one thread, leaves
 * out a quarter of attention's products, which the causal mask would make 0: it does 96% of this arithmetic at S and
 * at M.
 */
export function stepFlops({ vocab, hidden, layers, mlp, length, batch }: Setting): number {
  const tokens = batch * length;
  const product = (inner: number, out: number) => 2 * tokens * inner * out;
  const square = product(hidden, hidden);
  const attention = product(length, hidden);
  const thin = product(hidden, LORA.rank);
  const head = product(hidden, vocab);
  const mlpProducts = 3 * product(hidden, mlp);

  const loraForward = 2 * 2 * thin; // q and v, A and B
  const forward = layers * (4 * square + 2 * attention + mlpProducts + loraForward) + head;

  const loraBackward = 2 * 3 * thin; // dB, d(Ax), dA
  const everyLayer = square + mlpProducts + 3 * attention + loraBackward; // o, MLP; dV, dScores, dQ
  const belowInput = 3 * square + attention + 2 * thin; // dX of q, k, v; dK; dX of both A
  const backward = head + layers * everyLayer + (layers - 1) * belowInput;
  return forward + backward;
}
