import { describe, expect, it } from 'vitest';
import type { LlamaConfig } from '../../../../kernels/formats/llama-config.ts';
import { attention, causalBlocks } from '../../../../kernels/nn/attention.ts';
import { makeColumnRope, makeRope, type Rope } from '../../../../kernels/nn/rope.ts';
import { Graph } from '../../../../kernels/onnx/graph.ts';
import { Rng } from '../../../../kernels/random.ts';
import { checkGradient } from '../autodiff/check-gradient.ts';
import { floats, runGraph } from '../run-graph.ts';

const CONFIG: LlamaConfig = {
  vocabSize: 8,
  hiddenSize: 16,
  intermediateSize: 8,
  layers: 1,
  heads: 4,
  kvHeads: 2,
  headDim: 4,
  rmsNormEps: 1e-5,
  ropeTheta: 100,
  maxPositions: 16,
  tiedEmbeddings: true,
  initializerRange: 0.02,
  bosTokenId: 1,
  eosTokenId: 2,
  padTokenId: null,
};
const { heads, kvHeads, headDim } = CONFIG;
const [BATCH, LENGTH] = [2, 3];
const ROWS = BATCH * LENGTH;

type RopeMaker = (graph: Graph, config: LlamaConfig, start: number, length: number) => Rope;

function optionsFor(graph: Graph, blocks: number, rope: RopeMaker) {
  return {
    config: CONFIG,
    batch: BATCH,
    length: LENGTH,
    rope: rope(graph, CONFIG, 0, LENGTH),
    blocks: causalBlocks(graph, LENGTH, LENGTH, heads / kvHeads, blocks),
  };
}

/** The same attention, one number at a time. */
function naiveAttention(q: number[], k: number[], v: number[]): number[] {
  const rotated = (x: number[], count: number, row: number, head: number) => {
    const at = (j: number) => x[(row * count + head) * headDim + j] ?? Number.NaN;
    const half = headDim / 2;
    return Array.from({ length: headDim }, (_, j) => {
      const angle = (row % LENGTH) * CONFIG.ropeTheta ** (-(j % half) / half);
      const other = j < half ? -at(j + half) : at(j - half);
      return at(j) * Math.cos(angle) + other * Math.sin(angle);
    });
  };
  const result: number[] = [];
  for (let row = 0; row < ROWS; row++) {
    const first = row - (row % LENGTH);
    for (let head = 0; head < heads; head++) {
      const kvHead = Math.floor(head / (heads / kvHeads));
      const query = rotated(q, heads, row, head);
      const seen = Array.from({ length: row - first + 1 }, (_, i) => first + i);
      const weights = seen.map((other) => {
        const key = rotated(k, kvHeads, other, kvHead);
        return Math.exp(query.reduce((sum, x, j) => sum + x * (key[j] ?? 0), 0) / Math.sqrt(headDim));
      });
      const total = weights.reduce((a, b) => a + b, 0);
      for (let j = 0; j < headDim; j++) {
        const mix = seen.reduce(
          (sum, other, i) => sum + (weights[i] ?? 0) * (v[(other * kvHeads + kvHead) * headDim + j] ?? 0),
          0,
        );
        result.push(mix / total);
      }
    }
  }
  return result;
}

const CASES: readonly [blocks: number, rotation: string, rope: RopeMaker][] = [
  [1, "onnxruntime's operator", makeRope],
  [2, "onnxruntime's operator", makeRope],
  [1, 'columns', makeColumnRope],
  [2, 'columns', makeColumnRope],
];

describe.each(CASES)('grouped-query attention in %i blocks, rotated by %s', (blocks, _, rope) => {
  it('agrees with the definition', async () => {
    const rng = new Rng(11);
    const random = (width: number) => Array.from({ length: ROWS * width }, () => rng.normal());
    const [q, k, v] = [random(heads * headDim), random(kvHeads * headDim), random(kvHeads * headDim)];
    const graph = new Graph();
    const [qIn, kIn, vIn] = [
      graph.input('q', 'float32', [ROWS, heads * headDim]),
      graph.input('k', 'float32', [ROWS, kvHeads * headDim]),
      graph.input('v', 'float32', [ROWS, kvHeads * headDim]),
    ];
    const context = attention(qIn, kIn, vIn, optionsFor(graph, blocks, rope));
    const got = await runGraph(
      { context },
      { q: floats([ROWS, 16], q), k: floats([ROWS, 8], k), v: floats([ROWS, 8], v) },
    );
    for (const [i, expected] of naiveAttention(q, k, v).entries()) {
      expect(got['context']?.data[i]).toBeCloseTo(expected, 5);
    }
  });

  it('has the gradients of finite differences', () =>
    checkGradient({
      shapes: [
        [ROWS, heads * headDim],
        [ROWS, kvHeads * headDim],
        [ROWS, kvHeads * headDim],
      ],
      build: ([q, k, v], graph) => {
        if (!q || !k || !v) throw new Error('The case has three operands.');
        return attention(q, k, v, optionsFor(graph, blocks, rope));
      },
    }));
});

it('rotates by columns as the operator does, also behind a prefix', async () => {
  const rng = new Rng(12);
  const shape = [BATCH, kvHeads, LENGTH, headDim];
  const x = floats(
    shape,
    Array.from({ length: BATCH * kvHeads * LENGTH * headDim }, () => rng.normal()),
  );
  const rotate = async (rope: RopeMaker) => {
    const graph = new Graph();
    const rotation = rope(graph, CONFIG, 5, LENGTH);
    const input = graph.input('x', 'float32', shape);
    return runGraph({ queries: rotation.queries(input), keys: rotation.keys(input) }, { x });
  };
  const [expected, got] = [await rotate(makeRope), await rotate(makeColumnRope)];
  for (const name of ['queries', 'keys']) {
    for (const [i, value] of (expected[name]?.data ?? []).entries()) {
      expect(got[name]?.data[i]).toBeCloseTo(Number(value), 6);
    }
  }
});
