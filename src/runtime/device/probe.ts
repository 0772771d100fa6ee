/** A small training run whose losses are known: shows that a device calculates right, and how fast. */
import type { LlamaConfig } from '../../../kernels/formats/llama-config.ts';
import { llamaShapes } from '../../../kernels/formats/llama-weights.ts';
import { elementCount } from '../../../kernels/formats/tensor.ts';
import { lora } from '../../../kernels/peft/lora.ts';
import { Rng } from '../../../kernels/random.ts';
import type { Engine } from '../../../kernels/train/engine.ts';
import { holdAdapter, holdModel } from '../../../kernels/train/held.ts';
import { INPUT } from '../../../kernels/train/model-graph.ts';
import { Trainer } from '../../../kernels/train/trainer.ts';

/** As deep as the base model of the labs and narrower: enough to tell devices apart, and soon done on a slow one. */
const CONFIG: LlamaConfig = {
  vocabSize: 256,
  hiddenSize: 64,
  intermediateSize: 176,
  layers: 2,
  heads: 4,
  kvHeads: 4,
  headDim: 16,
  rmsNormEps: 1e-5,
  ropeTheta: 10_000,
  maxPositions: 64,
  tiedEmbeddings: true,
  initializerRange: 0.1,
  bosTokenId: null,
  eosTokenId: null,
  padTokenId: null,
};
const SEED = 19;
const ADAPTER = { rank: 4, alpha: 8, targets: ['q_proj', 'v_proj'] } as const;
const SHAPE = { batch: 8, length: 32 } as const;
const LEARNING_RATE = 1e-2;

/** Losses of the run on WebAssembly, which the golden values of PyTorch vouch for; a unit test recalculates them. */
export const KNOWN_LOSSES: readonly number[] = [5.833507061004639, 5.788000583648682, 5.725383281707764];

/** Relative; single precision in another order of summation stays a hundred times below it. */
const TOLERANCE = 1e-3;

export interface ProbeResult {
  /** Whether every loss is the known one. */
  readonly right: boolean;
  readonly losses: readonly number[];
  /** The fastest step, in milliseconds, with its loss read back; the first is left out, since it prepares the device. */
  readonly milliseconds: number;
}

/** Runs the probe. @throws whatever onnxruntime throws on a device that cannot run it */
export async function runProbe(engine: Engine): Promise<ProbeResult> {
  const base = holdModel(engine, { config: CONFIG, weights: weights() });
  const plugged = holdAdapter(engine, base, lora.configure(CONFIG, ADAPTER));
  const trainer = await Trainer.create(engine, { base, plugged, options: SHAPE, from: { seed: SEED } });
  const losses: number[] = [];
  let milliseconds = Number.POSITIVE_INFINITY;
  try {
    for (let step = 0; step < KNOWN_LOSSES.length; step++) {
      const start = performance.now();
      const { loss = Number.NaN } = await trainer.train(batchOf(), LEARNING_RATE);
      if (step > 0) milliseconds = Math.min(milliseconds, performance.now() - start);
      losses.push(loss);
    }
  } finally {
    await trainer.dispose();
    plugged.frozen.dispose();
    base.frozen.dispose();
  }
  return { right: losses.every(isKnown), losses, milliseconds };
}

/** Drawn here and in no other way, so that nothing but the arithmetic can change the losses. */
function weights() {
  return new Map(
    [...llamaShapes(CONFIG)].map(([name, shape]) => {
      const rng = new Rng(SEED, name);
      const isNorm = shape.length === 1;
      const draw = (): number => (isNorm ? 1 : CONFIG.initializerRange * rng.normal());
      return [name, { shape, data: Float32Array.from({ length: elementCount(shape) }, draw) }];
    }),
  );
}

function isKnown(loss: number, step: number): boolean {
  const known = KNOWN_LOSSES[step] ?? Number.NaN;
  return Math.abs(loss - known) <= TOLERANCE * known;
}

function batchOf() {
  const rng = new Rng(SEED, 'tokens');
  const tokens = () =>
    Int32Array.from({ length: SHAPE.batch * SHAPE.length }, () => rng.int(CONFIG.vocabSize));
  return { [INPUT.inputIds]: tokens(), [INPUT.labels]: tokens() };
}
