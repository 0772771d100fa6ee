/** Runs golden cases on any device, through what users run: the evaluator and the trainer. */
import type { FloatTensor } from '../../kernels/formats/tensor.ts';
import type { Adapter } from '../../kernels/peft/method.ts';
import { compileEval, EVAL_OUTPUT } from '../../kernels/train/compile-eval.ts';
import { type Engine, readFloats } from '../../kernels/train/engine.ts';
import { frozenInputs, holdAdapter, holdModel } from '../../kernels/train/held.ts';
import { layoutOf, packTheta, unpackTheta } from '../../kernels/train/layout.ts';
import { INPUT } from '../../kernels/train/model-graph.ts';
import { Trainer } from '../../kernels/train/trainer.ts';
import type { Golden } from './files.ts';

export interface TrainingResult {
  readonly losses: number[];
  /** Gradients of the first step and parameters after the last one, by tensor name. */
  readonly gradients: Map<string, FloatTensor>;
  readonly parameters: Map<string, FloatTensor>;
  readonly nodes: number;
}

/** Logits `[B, T, vocab]` of a batch, with an adapter plugged in or without. */
export async function runLogits(
  engine: Engine,
  golden: Golden,
  batch: number,
  adapter?: Adapter,
  theta?: Float32Array<ArrayBuffer>,
): Promise<Float32Array<ArrayBuffer>> {
  const { config, batch: size, length } = golden;
  const base = holdModel(engine, { config, weights: golden.base });
  const plugged = adapter && holdAdapter(engine, base, adapter);
  const { model } = compileEval(config, adapter, { batch: size, length, outputs: ['logits'] });
  const program = await engine.load(model, frozenInputs(base, plugged));
  try {
    const inputIds = golden.batches[batch]?.inputIds ?? new Int32Array();
    const outputs = await program.run({ [INPUT.inputIds]: inputIds, ...(theta && { [INPUT.theta]: theta }) });
    return await readFloats(outputs[EVAL_OUTPUT.logits]);
  } finally {
    await program.dispose();
    plugged?.frozen.dispose();
    base.frozen.dispose();
  }
}

/** The training run of a golden case: its own initial adapter, its optimizer, `steps` steps. */
export async function runTraining(
  engine: Engine,
  golden: Golden,
  name: string,
  adapter: Adapter,
  steps: number,
): Promise<TrainingResult> {
  const { config, summary, batch, length } = golden;
  const settings = summary.cases[name];
  if (!settings) throw new Error(`summary.json has no case "${name}".`);
  const { betas, eps, weight_decay: weightDecay } = summary.optimizer;
  const base = holdModel(engine, { config, weights: golden.base });
  const plugged = holdAdapter(engine, base, adapter);
  const initial =
    adapter.method === 'full'
      ? { seed: 0 }
      : { theta: packTheta(layoutOf(adapter.parameters), await golden.tensors(`${name}.init.safetensors`)) };
  const trainer = await Trainer.create(engine, {
    base,
    plugged,
    options: { batch, length, betas, eps, weightDecay, gradient: true },
    from: initial,
  });
  try {
    let gradient = new Float32Array();
    const losses: number[] = [];
    for (let step = 0; step < steps; step++) {
      const tokens = golden.batches[step % golden.batches.length];
      if (!tokens) throw new Error('There are no batches.');
      const feeds = { [INPUT.inputIds]: tokens.inputIds, [INPUT.labels]: tokens.labels };
      const result = await trainer.train(feeds, settings.lr, { gradient: step === 0 });
      losses.push(result.loss ?? Number.NaN);
      gradient = result.gradient ?? gradient;
    }
    return {
      losses,
      gradients: unpackTheta(trainer.layout, gradient),
      parameters: await trainer.parameters(),
      nodes: trainer.nodeCount,
    };
  } finally {
    await trainer.dispose();
    plugged.frozen.dispose();
    base.frozen.dispose();
  }
}

/** Largest difference between two tensors, divided by the largest element of the expected one. */
export function relativeError(got: FloatTensor | undefined, expected: FloatTensor): number {
  if (!got || got.shape.join() !== expected.shape.join()) return Number.POSITIVE_INFINITY;
  const scale = expected.data.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0) || 1;
  return worstDifference(got.data, expected.data) / scale;
}

/** Largest absolute difference; NaN counts as infinite. */
export function worstDifference(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs((expected[i] ?? 0) - (got[i] ?? Number.NaN));
    worst = Math.max(worst, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
  }
  return worst;
}
