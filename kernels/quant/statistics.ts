import { bitsOf } from './levels.ts';
import { NESTED_BLOCK_SIZE, type QuantSettings } from './quantize.ts';

/** How far a quantised tensor is from the original. */
export interface QuantError {
  /** Mean of the squared differences. */
  readonly meanSquared: number;
  /** Largest difference in magnitude. */
  readonly largest: number;
  /** Euclidean norm of the difference over that of the original; 0 for a tensor of zeros that stays zero. */
  readonly relative: number;
}

/** Compares values before and after quantisation. @throws RangeError when the lengths differ */
export function quantError(original: Float32Array, restored: Float32Array): QuantError {
  if (original.length !== restored.length) {
    throw new RangeError(`quantError got ${original.length} and ${restored.length} values`);
  }
  let squares = 0;
  let norm = 0;
  let largest = 0;
  original.forEach((value, index) => {
    const difference = value - (restored[index] ?? 0);
    squares += difference * difference;
    norm += value * value;
    largest = Math.max(largest, Math.abs(difference));
  });
  const relative = squares === 0 ? 0 : Math.sqrt(squares / norm);
  return { meanSquared: original.length > 0 ? squares / original.length : 0, largest, relative };
}

/**
 * Bits a parameter in the limit of a large tensor: the code and its share of the scales.
 * NF4 with blocks of 64: 4.5, or 4.126953125 with double quantisation ("QLoRA", section 3).
 */
export function bitsPerParameter({ type, blockSize, doubleQuant }: QuantSettings): number {
  const scale = doubleQuant ? 8 / blockSize + 32 / (blockSize * NESTED_BLOCK_SIZE) : 32 / blockSize;
  return bitsOf(type) + scale;
}
