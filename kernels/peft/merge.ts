import type { FloatTensor } from '../formats/tensor.ts';
import type { Weights } from './method.ts';

/** A tensor that must be there. */
export function tensorOf(weights: Weights, name: string): FloatTensor {
  const tensor = weights.get(name);
  if (!tensor) throw new Error(`The tensor "${name}" is missing.`);
  return tensor;
}

/** `scale · B A`, summed in double precision. @param b `[out, rank]` @param a `[rank, in]` */
export function lowRankProduct(b: FloatTensor, a: FloatTensor, scale: number): Float64Array<ArrayBuffer> {
  const [out = 0, rank = 0] = b.shape;
  const inner = a.shape[1] ?? 0;
  const product = new Float64Array(out * inner);
  for (let i = 0; i < out; i++) {
    for (let k = 0; k < rank; k++) {
      const factor = scale * (b.data[i * rank + k] ?? 0);
      for (let j = 0; j < inner; j++) {
        product[i * inner + j] = (product[i * inner + j] ?? 0) + factor * (a.data[k * inner + j] ?? 0);
      }
    }
  }
  return product;
}

/** W + scale · B A, in the shape of W. */
export function addLowRank(
  base: Weights,
  weight: string,
  parameters: Weights,
  names: { readonly a: string; readonly b: string },
  scale: number,
): FloatTensor {
  const { shape, data } = tensorOf(base, weight);
  const update = lowRankProduct(tensorOf(parameters, names.b), tensorOf(parameters, names.a), scale);
  return { shape, data: data.map((x, i) => x + (update[i] ?? 0)) };
}
