/**
 * jax-js tuned by hand: one `jit` a block under an eager `valueAndGrad`.
 *
 * Under one large `jit`, jax-js fuses producers into matrix products and computes them again for every element that reads
 * them; a block boundary makes each product read its operands from memory.
 */
import { jit, tree, valueAndGrad } from '@jax-js/jax';
import type { Peer } from '../peer.ts';
import type { TrainStep } from './jax.ts';
import { adamW, BLOCKS, jaxPeer, lossFunction } from './jax.ts';

export function createPeer(): Peer {
  return jaxPeer((problem) => {
    const blocks = {
      linear: jit(BLOCKS.linear),
      adapted: jit(BLOCKS.adapted),
      rmsNorm: jit(BLOCKS.rmsNorm),
      rotate: jit(BLOCKS.rotate),
      attention: jit(BLOCKS.attention),
      swiglu: jit(BLOCKS.swiglu),
      crossEntropy: jit(BLOCKS.crossEntropy),
    };
    const loss = lossFunction(problem, blocks);
    const update = jit(adamW);
    const step: TrainStep = (state, base, inputIds, labels, correction1, correction2) => {
      const [value, grads] = valueAndGrad(loss)(tree.ref(state.lora), base, inputIds, labels);
      return [value, update(state, grads, correction1, correction2)];
    };
    return step;
  });
}
