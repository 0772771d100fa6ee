import { Matrix, SVD } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { normal } from '../../../kernels/peft/initial.ts';
import { Rng } from '../../../kernels/random.ts';
import { type FitRequest, fitLowRank } from '../../../src/runtime/jobs/fit-low-rank.ts';
import { finishJob } from './job-context.ts';

const OUT = 16;
const INNER = 24;

function request(steps: number): FitRequest {
  return {
    shape: { out: OUT, inner: INNER, rank: 4, scale: 2 },
    target: normal(new Rng(1), OUT * INNER, 0.5),
    weight: normal(new Rng(2), OUT * INNER, 0.5),
    ...{ steps, learningRate: 0.03, seed: 7, eventEvery: 10, pace: 0 },
  };
}

/** Mean square of s · B A − ΔW, in double precision. */
function lossOf({ target, shape: { rank, scale } }: FitRequest, theta: Float32Array): number {
  const a = Matrix.from1DArray(rank, INNER, [...theta.subarray(0, rank * INNER)]);
  const b = Matrix.from1DArray(OUT, rank, [...theta.subarray(rank * INNER)]);
  const error = b
    .mmul(a)
    .mul(scale)
    .sub(Matrix.from1DArray(OUT, INNER, [...target]));
  return error.norm('frobenius') ** 2 / (OUT * INNER);
}

describe('fitting a low-rank update', () => {
  it('tells every loss once, begins with B = 0, ends at the Eckart–Young bound', async () => {
    const asked = request(600);
    const { result, events } = await finishJob(fitLowRank, asked);
    const losses = events.flatMap((event) => event.losses);
    expect(losses).toHaveLength(600);
    expect(losses[0]).toBeCloseTo(lossOf(asked, new Float32Array(4 * (OUT + INNER))), 6);
    const { diagonal } = new SVD(Matrix.from1DArray(OUT, INNER, [...asked.target]), { autoTranspose: true });
    const bound = diagonal.slice(4).reduce((sum, s) => sum + s * s, 0) / (OUT * INNER);
    const last = lossOf(asked, events.at(-1)?.theta ?? new Float32Array());
    expect(last).toBeGreaterThan(bound - 1e-6);
    expect(last).toBeLessThan(bound * 1.01);
    // Merging changes the rounding and nothing else.
    expect(result.largest).toBeGreaterThan(0.1);
    expect(result.difference).toBeLessThan(result.largest * 1e-5);
  });

  it('the same seed gives the same run', async () => {
    const [a, b] = [await finishJob(fitLowRank, request(20)), await finishJob(fitLowRank, request(20))];
    expect(a.events.flatMap((event) => event.losses)).toEqual(b.events.flatMap((event) => event.losses));
  });

  it('stops when it is called off, and waits while it is paused', async () => {
    const stopped = finishJob(fitLowRank, request(5000), (_event, { cancel }) => cancel());
    await expect(stopped).rejects.toThrow();
    let seen = 0;
    let seenWhilePaused = 0;
    const { events } = await finishJob(fitLowRank, request(30), (_event, { send }) => {
      seen += 1;
      if (seen > 1) return;
      send('pause');
      setTimeout(() => {
        seenWhilePaused = seen;
        send('resume');
      }, 120);
    });
    expect(seenWhilePaused).toBe(1);
    expect(events.flatMap((event) => event.losses)).toHaveLength(30);
  });
});
