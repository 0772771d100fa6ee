/** VeRA's shared matrices: random, never trained, and used by every targeted projection as far as it needs. */
import type { LlamaConfig } from '../formats/llama-config.ts';
import { type Projection, projectionShape } from '../formats/llama-weights.ts';
import type { ShapeMap } from '../formats/shapes.ts';
import type { FloatTensor } from '../formats/tensor.ts';
import { Rng } from '../random.ts';
import { kaimingUniform } from './initial.ts';
import type { Weights } from './method.ts';

/** Names in the graph and in the adapter's file: A `[rank, largest in]`, B `[largest out, rank]`. */
export const A = 'base_model.vera_A';
export const B = 'base_model.vera_B';

/** Shapes of A and B, large enough for every target. */
export function projectionShapes(
  config: LlamaConfig,
  rank: number,
  targets: readonly Projection[],
): ShapeMap {
  const shapes = targets.map((projection) => projectionShape(config, projection));
  return new Map([
    [A, [rank, Math.max(...shapes.map(([, inner]) => inner))]],
    [B, [Math.max(...shapes.map(([out]) => out)), rank]],
  ]);
}

/** A and B from a seed: Kaiming-uniform with gain √2, that is, uniform in ±√(6 / columns). */
export function randomProjections(shapes: ShapeMap, seed: number): Weights {
  return new Map(
    [...shapes].map(([name, shape]) => {
      const [rows = 0, columns = 0] = shape;
      return [name, { shape, data: kaimingUniform(new Rng(seed, name), rows * columns, columns / 6) }];
    }),
  );
}

/** Upper left part of a matrix, each row multiplied by its factor. */
export function scaledPart(
  matrix: FloatTensor,
  rows: number,
  columns: number,
  factors: FloatTensor,
): FloatTensor {
  const [, width = 0] = matrix.shape;
  const data = Float32Array.from({ length: rows * columns }, (_, i) => {
    const row = Math.floor(i / columns);
    return (matrix.data[row * width + (i % columns)] ?? 0) * (factors.data[row] ?? 0);
  });
  return { shape: [rows, columns], data };
}
