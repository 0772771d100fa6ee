import { describe, expect, it } from 'vitest';
import { gelu, silu } from '../../../../kernels/nn/activations.ts';
import { crossEntropy } from '../../../../kernels/nn/cross-entropy.ts';
import { rmsNorm } from '../../../../kernels/nn/rms-norm.ts';
import { Graph } from '../../../../kernels/onnx/graph.ts';
import { reshape } from '../../../../kernels/onnx/ops.ts';
import { checkGradient } from '../autodiff/check-gradient.ts';
import { floats, ints, runGraph } from '../run-graph.ts';

/** Throws in place of a missing operand, so that the expressions below stay short. */
function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A case needs operands.');
  return value;
}

describe('gradients written by hand agree with finite differences', () => {
  it('of RMSNorm, by the rows and by the weight', () =>
    checkGradient({
      shapes: [[3, 4], [4]],
      build: ([x, w]) => rmsNorm(present(x), present(w), 1e-2),
    }));

  it('of SiLU and GELU', async () => {
    await checkGradient({ shapes: [[6]], build: ([x]) => silu(present(x)) });
    await checkGradient({ shapes: [[6]], build: ([x]) => gelu(present(x)) });
  });

  it('of cross-entropy, by the hidden states and by the head, with ignored and repeated labels', () =>
    checkGradient({
      shapes: [
        [4, 3],
        [5, 3],
      ],
      build: ([hidden, head], graph) => {
        const labels = graph.input('labels', 'int32', [4]);
        return reshape(crossEntropy(present(hidden), present(head), labels).loss, [1]);
      },
      feeds: { labels: ints([4], [2, -100, 2, 0]) },
    }));
});

describe('cross-entropy', () => {
  const graph = new Graph();
  const hidden = graph.input('hidden', 'float32', [3, 2]);
  const head = graph.input('head', 'float32', [3, 2]);
  const { loss, perRow } = crossEntropy(hidden, head, graph.input('labels', 'int32', [3]));
  const outputs = { loss, perRow };

  it('is the mean over labelled rows', async () => {
    const feeds = {
      hidden: floats([3, 2], [0, 0, 1, 0, 0, 1]),
      head: floats([3, 2], [1, 0, 0, 1, 0, 0]),
      labels: ints([3], [1, -100, 1]),
    };
    // Rows 0 and 2: uniform over 3, and e / (e + 2).
    const expected = [Math.log(3), 0, Math.log((Math.E + 2) / Math.E)];
    const got = await runGraph(outputs, feeds);
    for (const [i, value] of expected.entries()) expect(got['perRow']?.data[i]).toBeCloseTo(value, 6);
    expect(got['loss']?.data[0]).toBeCloseTo(((expected[0] ?? 0) + (expected[2] ?? 0)) / 2, 6);
  });

  it('is bounded for logits of a thousand, whatever the label', async () => {
    const got = await runGraph(outputs, {
      hidden: floats([3, 2], [1000, 0, 1000, 0, 0, -1000]),
      head: floats([3, 2], [1, 0, -1, 0, 0, 1]),
      labels: ints([3], [0, 1, 2]),
    });
    const [right, wrong, alsoWrong] = got['perRow']?.data ?? [];
    expect(right).toBe(0);
    expect(wrong).toBeCloseTo(125 * Math.LN2, 4);
    expect(alsoWrong).toBeCloseTo(125 * Math.LN2, 4);
  });

  it('is exact until the label lies 70 below the largest logit', async () => {
    const got = await runGraph(outputs, {
      hidden: floats([3, 2], [70, 0, 35, 0, 0, 70]),
      head: floats([3, 2], [1, 0, 0, 1, 0, 0]),
      labels: ints([3], [2, 1, 1]),
    });
    const [far, near, right] = got['perRow']?.data ?? [];
    expect(far).toBeCloseTo(70, 4);
    expect(near).toBeCloseTo(35, 4);
    expect(right).toBe(0);
  });

  it('shows that hidden states are no numbers any more', async () => {
    const got = await runGraph(outputs, {
      hidden: floats([3, 2], [1, 0, Number.NaN, 1, 0, 1]),
      head: floats([3, 2], [1, 0, 0, 1, 0, 0]),
      labels: ints([3], [0, 1, 2]),
    });
    expect(got['loss']?.data).toEqual([Number.NaN]);
  });

  it('is 0 when every label is ignored', async () => {
    const got = await runGraph(outputs, {
      hidden: floats([3, 2], [1, 2, 3, 4, 5, 6]),
      head: floats([3, 2], [1, 0, 0, 1, 0, 0]),
      labels: ints([3], [-100, -100, -1]),
    });
    expect(got['loss']?.data).toEqual([0]);
  });
});
