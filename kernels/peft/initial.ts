/** Values that parameters start from. */
import type { Rng } from '../random.ts';

/**
 * PyTorch's default for a linear layer, Kaiming-uniform with a = sqrt(5): uniform in ±1/sqrt(in).
 * He et al., "Delving Deep into Rectifiers", 2015.
 */
export function kaimingUniform(rng: Rng, size: number, inner: number): Float32Array<ArrayBuffer> {
  const bound = 1 / Math.sqrt(inner);
  return Float32Array.from({ length: size }, () => bound * (2 * rng.float() - 1));
}

/** Normal numbers with mean 0. @param deviation their standard deviation */
export function normal(rng: Rng, size: number, deviation: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: size }, () => deviation * rng.normal());
}
