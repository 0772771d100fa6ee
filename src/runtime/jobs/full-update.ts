/** What full fine-tuning does to one matrix of the base: the ΔW that LoRA would have to approximate. */
import { TASKS } from '../../../kernels/data/tasks/index.ts';
import { type Projection, projectionPath } from '../../../kernels/formats/llama-weights.ts';
import { full } from '../../../kernels/peft/full.ts';
import { OPTIMISER, scheduleOf } from '../../../kernels/reference/recipes.ts';
import { encodeExample } from '../../../kernels/text/examples.ts';
import { batchesOf, formatFor } from '../../../kernels/train/batch.ts';
import { holdAdapter } from '../../../kernels/train/held.ts';
import { runSteps } from '../../../kernels/train/loop.ts';
import { Trainer } from '../../../kernels/train/trainer.ts';
import { giveWay, type Job } from '../job.ts';

export interface UpdateRequest {
  readonly projection: Projection;
  /** Counted from 1; a layer beyond the last becomes the last. */
  readonly layer: number;
  readonly steps: number;
  readonly seed: number;
}

export interface UpdateEvent {
  /** Steps done, and the loss before the last. */
  readonly step: number;
  readonly loss: number;
}

export interface UpdateResult {
  /** The layer that was looked at, counted from 1. */
  readonly layer: number;
  readonly out: number;
  readonly inner: number;
  /** W0 and ΔW, `[out, in]`, row by row. */
  readonly weight: Float32Array<ArrayBuffer>;
  readonly update: Float32Array<ArrayBuffer>;
}

const BATCH = 8;
const EVENT_EVERY = 5;

/** Trains every weight of a copy of the base on the contract clauses. The base itself stays as it is. */
export const fullUpdate: Job<UpdateRequest, UpdateEvent, UpdateResult> = async (request, context) => {
  const { steps, seed, projection } = request;
  const { engine, signal } = context;
  const { model: base, tokenizer } = await context.base();
  const layer = Math.min(request.layer, base.config.layers);
  const name = `${projectionPath(layer - 1, projection)}.weight`;
  const before = base.weights.get(name);
  if (!before) throw new Error(`The base has no tensor "${name}".`);

  const examples = TASKS.clausulas
    .generate(seed)
    .train.map(({ prompt, answer }) => encodeExample(tokenizer, prompt, answer));
  const format = formatFor(examples, BATCH, base.config.padTokenId ?? 0);
  const plugged = holdAdapter(engine, base, full.configure(base.config));
  const trainer = await Trainer.create(engine, {
    base,
    plugged,
    options: { ...format, ...OPTIMISER },
    from: { seed },
  });
  try {
    const plan = {
      batchAt: batchesOf(examples, format, seed),
      learningRate: full.learningRate,
      schedule: scheduleOf(steps),
    };
    await runSteps(trainer, plan, {
      signal,
      async onStep({ step, loss }) {
        if ((step + 1) % EVENT_EVERY === 0) context.emit({ step: step + 1, loss });
        await giveWay();
      },
    });
    signal.throwIfAborted();
    const after = (await trainer.parameters()).get(name);
    if (!after) throw new Error(`Full fine-tuning trained no tensor "${name}".`);
    const [out = 0, inner = 0] = before.shape;
    const weight = new Float32Array(before.data);
    return {
      ...{ layer, out, inner, weight },
      update: after.data.map((value, i) => value - (weight[i] ?? 0)),
    };
  } finally {
    await trainer.dispose();
    plugged.frozen.dispose();
  }
};
