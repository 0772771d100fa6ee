/** Recorded graphs must do in every run what the same graph does when it is not recorded. */
import * as ort from 'onnxruntime-web/webgpu';
import { describe, expect, it } from 'vitest';
import { llamaShapes } from '../../../kernels/formats/llama-weights.ts';
import { elementCount } from '../../../kernels/formats/tensor.ts';
import { Graph } from '../../../kernels/onnx/graph.ts';
import { GraphModel } from '../../../kernels/onnx/model.ts';
import { add, reshape } from '../../../kernels/onnx/ops.ts';
import { lora } from '../../../kernels/peft/lora.ts';
import type { Adapter } from '../../../kernels/peft/method.ts';
import { prompt } from '../../../kernels/peft/prompt.ts';
import { Rng } from '../../../kernels/random.ts';
import { compileTrainStep, type TrainOptions } from '../../../kernels/train/compile-train.ts';
import {
  Engine,
  type Feeds,
  FrozenTensors,
  type OrtModule,
  type Runnable,
  readFloats,
} from '../../../kernels/train/engine.ts';
import { openGpu } from '../../../kernels/train/gpu.ts';
import { golden } from './files.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

const gpu = await openGpu(navigator.gpu);
if (!gpu) throw new Error('This Chromium has no WebGPU adapter, not even a software one.');
const engine = new Engine({ ort, kind: 'webgpu', gpu });
const RUNS = 3;

/** Sizes that no vector of four elements divides, and axes of size 1, where operators take other ways. */
const ODD = {
  ...golden.config,
  layers: 1,
  vocabSize: 23,
  hiddenSize: 6,
  intermediateSize: 7,
  headDim: 6,
  heads: 1,
  kvHeads: 1,
};
const CASES: readonly (readonly [string, Adapter, TrainOptions])[] = [
  ['one head, one sequence, odd sizes', lora.configure(ODD, { rank: 3 }), { batch: 1, length: 5, clip: 1 }],
  [
    'a single parameter tensor',
    prompt.configure(ODD, { length: 3 }),
    { batch: 2, length: 5, gradient: true },
  ],
  ['some positions only', lora.configure(ODD, { rank: 1 }), { batch: 2, length: 4, rows: 3 }],
];

/** What is not frozen, other in every run. */
function feedsOf(model: GraphModel, frozen: FrozenTensors, run: number): Feeds {
  const rng = new Rng(run, 'inputs');
  return Object.fromEntries(
    model.inputs
      .filter(({ name }) => !frozen.get(name))
      .map(({ name, dtype, shape }) => {
        const length = elementCount(shape.map(Number));
        const draw = (): number => (name === 'step' ? run + 1 : Math.abs(rng.normal()) * 0.3);
        return [
          name,
          dtype === 'int32'
            ? Int32Array.from({ length }, () => rng.int(3))
            : Float32Array.from({ length }, draw),
        ];
      }),
  );
}

/** Every output of every run. */
async function outputsOf(program: Runnable, model: GraphModel, frozen: FrozenTensors): Promise<number[][]> {
  const seen: number[][] = [];
  for (let run = 0; run < RUNS; run++) {
    const outputs = await program.run(feedsOf(model, frozen, run));
    for (const { name } of model.outputs) seen.push([...(await readFloats(outputs[name]))]);
    for (const tensor of Object.values(outputs)) tensor.dispose();
  }
  await program.dispose();
  return seen;
}

function frozenWeights(): FrozenTensors {
  const rng = new Rng(7, 'weights');
  const weights = [...llamaShapes(ODD)].map(
    ([name, shape]): [string, { shape: number[]; data: Float32Array<ArrayBuffer> }] => [
      name,
      {
        shape: [...shape],
        data: Float32Array.from({ length: elementCount(shape) }, () => 0.5 * rng.normal()),
      },
    ],
  );
  return new FrozenTensors(engine, new Map(weights));
}

describe('a recorded graph', () => {
  it.each(CASES)('gives what the graph gives: %s', async (_, adapter, options) => {
    const frozen = frozenWeights();
    const { model } = compileTrainStep(ODD, adapter, options);
    const names = model.outputs.map(({ name }) => name);
    const plain = await outputsOf(await engine.load(model, [frozen], names), model, frozen);
    const recorded = await outputsOf(await engine.loadRepeated(model, [frozen]), model, frozen);
    expect(plain.flat().every(Number.isFinite)).toBe(true);
    expect(plain[0]).not.toEqual(plain[model.outputs.length]);
    expect(recorded).toEqual(plain);
    frozen.dispose();
  });

  it('refuses an input of another size, which would leave the last one in its place', async () => {
    const frozen = frozenWeights();
    const { model } = compileTrainStep(ODD, lora.configure(ODD, { rank: 1 }), { batch: 1, length: 5 });
    const program = await engine.loadRepeated(model, [frozen]);
    const feeds = feedsOf(model, frozen, 0);
    const short = program.run({ ...feeds, labels: new Int32Array(4) });
    await expect(short).rejects.toThrow('"labels" takes 5 elements, not 4.');
    const outputs = await program.run(feeds);
    for (const tensor of Object.values(outputs)) tensor.dispose();
    await program.dispose();
    frozen.dispose();
  });

  it('refuses an output that is a mere view, and gives its session back', async () => {
    const released: unknown[] = [];
    const counting: OrtModule = {
      ...ort,
      InferenceSession: {
        async create(bytes, options) {
          const session = await ort.InferenceSession.create(bytes, options);
          const release = session.release.bind(session);
          session.release = () => release().finally(() => released.push(session));
          return session;
        },
      },
    };
    const graph = new Graph();
    const x = graph.input('x', 'float32', [2, 3]);
    const view = new GraphModel('view', { flat: reshape(add(x, 1), [6]) });
    const own = new Engine({ ort: counting, kind: 'webgpu', gpu });
    await expect(own.loadRepeated(view)).rejects.toThrow('"flat" is a reshaped value');
    expect(released).toHaveLength(1);
  });
});
