import type { Weights } from '../../../../kernels/peft/method.ts';

/** A short name for the values of a model: a run may only go on with the very weights that it began with. FNV-1a. */
export function fingerprintOf(weights: Weights): string {
  let hash = 0x811c9dc5;
  for (const { data } of weights.values()) {
    for (const word of new Uint32Array(data.buffer, data.byteOffset, data.length)) {
      hash = Math.imul(hash ^ word, 0x01000193);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
