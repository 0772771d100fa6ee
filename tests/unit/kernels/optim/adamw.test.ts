import { describe, expect, it } from 'vitest';
import { Graph } from '../../../../kernels/onnx/graph.ts';
import { adamW, clipNorm } from '../../../../kernels/optim/adamw.ts';
import { floats, openGraph, runGraph } from '../run-graph.ts';

describe('AdamW', () => {
  it('takes the steps of the algorithm', async () => {
    const [beta1, beta2, eps, weightDecay, lr] = [0.9, 0.99, 1e-8, 0.1, 0.05];
    const graph = new Graph();
    const vector = (name: string) => graph.input(name, 'float32', [2]);
    const scalar = (name: string) => graph.input(name, 'float32', []);
    const next = adamW(
      { theta: vector('theta'), m: vector('m'), v: vector('v') },
      vector('gradient'),
      scalar('lr'),
      scalar('step'),
      { betas: [beta1, beta2], eps, weightDecay },
    );
    const session = await openGraph({ nextTheta: next.theta, nextM: next.m, nextV: next.v });

    let [theta, m, v] = [
      [1, -2],
      [0, 0],
      [0, 0],
    ];
    let got = { theta, m, v };
    for (let step = 1; step <= 5; step++) {
      const gradient = [0.3 * step, -1 / step];
      m = m.map((x, i) => beta1 * x + (1 - beta1) * (gradient[i] ?? 0));
      v = v.map((x, i) => beta2 * x + (1 - beta2) * (gradient[i] ?? 0) ** 2);
      theta = theta.map((x, i) => {
        const direction =
          (m[i] ?? 0) / (1 - beta1 ** step) / (Math.sqrt((v[i] ?? 0) / (1 - beta2 ** step)) + eps);
        return x - lr * weightDecay * x - lr * direction;
      });
      const out = await session.run({
        theta: floats([2], got.theta),
        m: floats([2], got.m),
        v: floats([2], got.v),
        gradient: floats([2], gradient),
        lr: floats([], [lr]),
        step: floats([], [step]),
      });
      got = { theta: out['nextTheta']?.data ?? [], m: out['nextM']?.data ?? [], v: out['nextV']?.data ?? [] };
    }
    await session.release();
    // Float32 carries 1e-7; the correction 1 - beta2^step loses two digits in the first steps.
    for (const i of [0, 1]) {
      expect(got.theta[i]).toBeCloseTo(theta[i] ?? Number.NaN, 5);
      expect(got.m[i]).toBeCloseTo(m[i] ?? Number.NaN, 6);
      expect(got.v[i]).toBeCloseTo(v[i] ?? Number.NaN, 6);
    }
  });
});

describe('clipping', () => {
  const graph = new Graph();
  const clipped = clipNorm(graph.input('gradient', 'float32', [2]), 1);

  it('shortens a long gradient to the largest length', async () => {
    const { clipped: got } = await runGraph({ clipped }, { gradient: floats([2], [3, -4]) });
    expect(got?.data[0]).toBeCloseTo(0.6, 5);
    expect(got?.data[1]).toBeCloseTo(-0.8, 5);
  });

  it('leaves a short one as it is', async () => {
    const { clipped: got } = await runGraph({ clipped }, { gradient: floats([2], [0.25, 0.5]) });
    expect(got?.data).toEqual([0.25, 0.5]);
  });
});
