import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { normal } from '../../../../kernels/peft/initial.ts';
import { Rng } from '../../../../kernels/random.ts';
import { FrozenTensors, readFloats } from '../../../../kernels/train/engine.ts';
import { runSteps } from '../../../../kernels/train/loop.ts';
import {
  compileLowRankFit,
  compileMergeCheck,
  MERGE,
  TARGET,
} from '../../../../kernels/train/low-rank-fit.ts';
import { type LowRankShape, lowRankStart } from '../../../../kernels/train/low-rank-start.ts';
import { Trainer } from '../../../../kernels/train/trainer.ts';
import { distance, engine } from './device.ts';

const OUT = 12;
const INNER = 20;
const target = normal(new Rng(5), OUT * INNER, 1);
const singular = new SingularValueDecomposition(Matrix.from1DArray(OUT, INNER, [...target]), {
  autoTranspose: true,
}).diagonal;
/** Eckart–Young: no matrix of rank r is closer than this mean of squares. */
const bound = (rank: number) => singular.slice(rank).reduce((sum, s) => sum + s * s, 0) / (OUT * INNER);

async function fitted(shape: LowRankShape, totalSteps: number) {
  const frozen = new FrozenTensors(engine, new Map([[TARGET, { shape: [OUT, INNER], data: target }]]));
  const trainer = await Trainer.of(engine, compileLowRankFit(shape), [frozen], lowRankStart(shape, 1));
  const losses: number[] = [];
  await runSteps(
    trainer,
    { batchAt: () => ({}), learningRate: 0.05, schedule: { kind: 'cosine', warmupSteps: 0, totalSteps } },
    { onStep: ({ loss }) => void losses.push(loss) },
  );
  const { theta } = await trainer.state();
  await trainer.dispose();
  return { losses, theta };
}

describe('fitting B A to a matrix', () => {
  it('starts from B = 0, so from the mean square of the target', async () => {
    const { losses } = await fitted({ out: OUT, inner: INNER, rank: 3, scale: 2 }, 1);
    expect(losses[0]).toBeCloseTo(bound(0), 5);
  });

  it('has no output that a recorded graph cannot have', () => {
    expect(compileLowRankFit({ out: OUT, inner: INNER, rank: 3, scale: 1 }).model.viewOutputs()).toEqual([]);
  });

  it.each([1, 4, 12])('reaches the best matrix of rank %i and never passes it', async (rank) => {
    const { losses } = await fitted({ out: OUT, inner: INNER, rank, scale: 1 }, 600);
    const last = losses.at(-1) ?? Number.NaN;
    // Single precision of the loss itself.
    expect(last).toBeGreaterThan(bound(rank) - 1e-6);
    expect(last - bound(rank)).toBeLessThan(1e-3);
  });
});

describe('merging', () => {
  it('gives what the adapter beside the weights gives, and not what the weights alone give', async () => {
    const shape: LowRankShape = { out: OUT, inner: INNER, rank: 4, scale: 0.5 };
    const theta = normal(new Rng(1), 4 * (OUT + INNER), 1);
    const weight = normal(new Rng(2), OUT * INNER, 1);
    const x = normal(new Rng(3), 5 * INNER, 1);
    const program = await engine.load(compileMergeCheck(shape, 5));
    const outputs = await program.run({ theta, [MERGE.weight]: weight, [MERGE.x]: x });
    const beside = await readFloats(outputs[MERGE.beside]);
    // B A by hand, in double precision.
    const expected = Array.from({ length: 5 * OUT }, (_, at) => {
      const [row, out] = [Math.floor(at / OUT), at % OUT];
      let sum = 0;
      for (let i = 0; i < INNER; i++) {
        let w = weight[out * INNER + i] ?? Number.NaN;
        for (let r = 0; r < 4; r++)
          w += 0.5 * (theta[4 * INNER + out * 4 + r] ?? Number.NaN) * (theta[r * INNER + i] ?? Number.NaN);
        sum += w * (x[row * INNER + i] ?? Number.NaN);
      }
      return sum;
    });
    expect(distance(beside, expected)).toBeLessThan(1e-4);
    expect(distance(await readFloats(outputs[MERGE.merged]), expected)).toBeLessThan(1e-4);
    await program.dispose();
  });
});
