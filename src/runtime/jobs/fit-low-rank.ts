/** Approximates a matrix by s · B A, live: what LoRA does to one projection, without the model around it. */
import { normal } from '../../../kernels/peft/initial.ts';
import { Rng } from '../../../kernels/random.ts';
import { type Engine, FrozenTensors, readFloats } from '../../../kernels/train/engine.ts';
import { runSteps } from '../../../kernels/train/loop.ts';
import { compileLowRankFit, compileMergeCheck, MERGE, TARGET } from '../../../kernels/train/low-rank-fit.ts';
import { type LowRankShape, lowRankStart } from '../../../kernels/train/low-rank-start.ts';
import { INPUT } from '../../../kernels/train/model-graph.ts';
import { Trainer } from '../../../kernels/train/trainer.ts';
import { giveWay, type Job, type JobContext } from '../job.ts';

export interface FitRequest {
  readonly shape: LowRankShape;
  /** ΔW, `[out, in]`, row by row. */
  readonly target: Float32Array<ArrayBuffer>;
  /** W0, of the same shape. */
  readonly weight: Float32Array<ArrayBuffer>;
  readonly steps: number;
  readonly learningRate: number;
  readonly seed: number;
  /** Steps between two events, and the milliseconds to wait after each event: a step is too quick for the eye. */
  readonly eventEvery: number;
  readonly pace: number;
}

/** Steps that were done since the last event. */
export interface FitEvent {
  /** Loss of each, before the step. */
  readonly losses: readonly number[];
  /** A `[rank, in]` and B `[out, rank]`, one after the other, as they are now. */
  readonly theta: Float32Array<ArrayBuffer>;
}

/** The adapter applied beside the weights, and added to them: the same but for rounding. */
export interface MergeReport {
  /** Largest difference between the two outputs, and the largest output. */
  readonly difference: number;
  readonly largest: number;
}

export type FitCommand = 'pause' | 'resume';

/** Random inputs on which merging is checked. */
const MERGE_ROWS = 16;

export const fitLowRank: Job<FitRequest, FitEvent, MergeReport, FitCommand> = async (request, context) => {
  const { shape, target, steps, learningRate, seed, eventEvery, pace } = request;
  const { engine, signal } = context;
  const dims = [shape.out, shape.inner];
  const frozen = new FrozenTensors(engine, new Map([[TARGET, { shape: dims, data: target }]]));
  const trainer = await Trainer.of(engine, compileLowRankFit(shape), [frozen], lowRankStart(shape, seed));
  try {
    let losses: number[] = [];
    const tell = async (): Promise<void> => {
      context.emit({ losses, theta: await readFloats(trainer.theta) });
      losses = [];
      await (pace > 0 ? sleep(pace) : giveWay());
      await obey(context);
    };
    const plan = {
      batchAt: () => ({}),
      learningRate,
      schedule: { kind: 'cosine', warmupSteps: 0, totalSteps: steps },
    } as const;
    await runSteps(trainer, plan, {
      signal,
      async onStep({ step, loss }) {
        losses.push(loss);
        // The first is told at once: the curve begins where B is still zero.
        if (step % eventEvery === 0) await tell();
      },
    });
    signal.throwIfAborted();
    await tell();
    return await checkMerge(engine, request, await readFloats(trainer.theta));
  } finally {
    await trainer.dispose();
    frozen.dispose();
  }
};

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Waits while the reader pauses. */
async function obey({ commands }: JobContext<FitEvent, FitCommand>): Promise<void> {
  let command = commands.poll();
  while (command !== undefined) {
    command = command === 'pause' ? await commands.next() : commands.poll();
  }
}

async function checkMerge(
  engine: Engine,
  { shape, weight, seed }: FitRequest,
  theta: Float32Array<ArrayBuffer>,
): Promise<MergeReport> {
  const program = await engine.load(compileMergeCheck(shape, MERGE_ROWS));
  try {
    const x = normal(new Rng(seed, 'merge'), MERGE_ROWS * shape.inner, 1);
    const outputs = await program.run({ [INPUT.theta]: theta, [MERGE.weight]: weight, [MERGE.x]: x });
    const beside = await readFloats(outputs[MERGE.beside]);
    const merged = await readFloats(outputs[MERGE.merged]);
    for (const tensor of Object.values(outputs)) tensor.dispose();
    const largestOf = (values: Float32Array) => values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    return {
      difference: largestOf(beside.map((value, i) => value - (merged[i] ?? Number.NaN))),
      largest: largestOf(beside),
    };
  } finally {
    await program.dispose();
  }
}
