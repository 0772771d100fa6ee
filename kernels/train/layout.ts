/**
 * How trainable tensors lie in `theta`, one flat vector: a checkpoint, an optimizer step and a hand-over between devices
 * are then one tensor each.
 */
import { elementCount, type FloatTensor } from '../formats/tensor.ts';
import type { Adapter, Weights } from '../peft/method.ts';
import { Rng } from '../random.ts';

export interface LayoutEntry {
  /** Name in the adapter's safetensors file. */
  readonly name: string;
  readonly shape: readonly number[];
  /** First element in theta. */
  readonly offset: number;
  readonly size: number;
}

export interface Layout {
  readonly entries: readonly LayoutEntry[];
  /** Length of theta: the number of trainable parameters. */
  readonly size: number;
}

/** Puts tensors one after another, in their order. */
export function layoutOf(
  tensors: readonly { readonly name: string; readonly shape: readonly number[] }[],
): Layout {
  let offset = 0;
  const entries = tensors.map(({ name, shape }) => {
    const size = elementCount(shape);
    const entry = { name, shape, offset, size };
    offset += size;
    return entry;
  });
  return { entries, size: offset };
}

/**
 * Writes tensors into one vector.
 * @throws Error if one is missing or has another shape
 */
export function packTheta(layout: Layout, tensors: Weights): Float32Array<ArrayBuffer> {
  const theta = new Float32Array(layout.size);
  for (const { name, shape, offset } of layout.entries) {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`The tensor "${name}" is missing.`);
    if (tensor.shape.join() !== shape.join()) {
      throw new Error(`The tensor "${name}" is [${tensor.shape.join(', ')}], not [${shape.join(', ')}].`);
    }
    theta.set(tensor.data, offset);
  }
  return theta;
}

/** The tensors in a vector (theta, a gradient, a moment), as copies. */
export function unpackTheta(layout: Layout, theta: Float32Array): Map<string, FloatTensor> {
  return new Map(
    layout.entries.map(({ name, shape, offset, size }) => [
      name,
      { shape, data: new Float32Array(theta.subarray(offset, offset + size)) },
    ]),
  );
}

/** Theta before training. Each tensor has a random sequence of its own, so that settings of one do not move another. */
export function initialTheta(adapter: Adapter, base: Weights, seed: number): Float32Array<ArrayBuffer> {
  const tensors = adapter.parameters.map(({ name, shape, initial }): [string, FloatTensor] => [
    name,
    { shape, data: initial(new Rng(seed, name), base) },
  ]);
  return packTheta(layoutOf(adapter.parameters), new Map(tensors));
}
