/** jax-js as anyone writes it: the whole training step under one `jit`. */
import { jit, tree, valueAndGrad } from '@jax-js/jax';
import type { Peer } from '../peer.ts';
import type { TrainStep } from './jax.ts';
import { adamW, BLOCKS, jaxPeer, lossFunction } from './jax.ts';

export function createPeer(): Peer {
  return jaxPeer((problem) => {
    const loss = lossFunction(problem, BLOCKS);
    const step: TrainStep = (state, base, inputIds, labels, correction1, correction2) => {
      const [value, grads] = valueAndGrad(loss)(tree.ref(state.lora), base, inputIds, labels);
      return [value, adamW(state, grads, correction1, correction2)];
    };
    return jit(step);
  });
}
