/** The two factors of a low-rank update before training: their shapes, their place in theta, their first values. */
import { kaimingUniform } from '../peft/initial.ts';
import { Rng } from '../random.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { TrainingState } from './trainer.ts';

export interface LowRankShape {
  /** Rows of ΔW, the d of the paper. */
  readonly out: number;
  /** Columns of ΔW, its k. */
  readonly inner: number;
  readonly rank: number;
  /** s, which multiplies B A: alpha / rank. */
  readonly scale: number;
}

/** A `[rank, in]` lies before B `[out, rank]` in theta. */
export function lowRankLayout({ out, inner, rank }: LowRankShape): Layout {
  return layoutOf([
    { name: 'lora_A', shape: [rank, inner] },
    { name: 'lora_B', shape: [out, rank] },
  ]);
}

/** A Kaiming-uniform, B = 0: the product starts at zero, as in `peft`. */
export function lowRankStart(shape: LowRankShape, seed: number): TrainingState {
  const { size } = lowRankLayout(shape);
  const theta = new Float32Array(size);
  theta.set(kaimingUniform(new Rng(seed, 'lora_A'), shape.rank * shape.inner, shape.inner));
  return { step: 0, theta, m: new Float32Array(size), v: new Float32Array(size) };
}
