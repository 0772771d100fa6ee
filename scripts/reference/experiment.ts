import { TASKS } from '../../kernels/data/tasks/index.ts';
import { findMethod } from '../../kernels/peft/registry.ts';
import type { Experiment } from '../../kernels/reference/experiments.ts';
import { scoreTask, trainOn } from '../../kernels/reference/fine-tune.ts';
import { encodeTask } from '../../kernels/reference/task-examples.ts';
import type { Engine, Feed } from '../../kernels/train/engine.ts';
import { evaluatorFor, perplexity } from '../../kernels/train/evaluate.ts';
import { type HeldAdapter, holdAdapter } from '../../kernels/train/held.ts';
import { layoutOf } from '../../kernels/train/layout.ts';
import type { RunRecord } from '../../src/reference/schema.ts';
import type { Base } from './bases.ts';

/** Of the tasks' examples: the same for every run, so that runs can be compared. */
export const TASK_SEED = 1;

/** Points of a stored loss curve. */
const CURVE_POINTS = 50;

/** Trains, scores, and measures what the adapter does to the base's own text. */
export async function runExperiment(
  engine: Engine,
  base: Base,
  experiment: Experiment,
): Promise<Omit<RunRecord, 'fingerprint'>> {
  const { task: taskName, variant, recipe, baseSeed, seed } = experiment;
  const { held, tokenizer } = base;
  const method = findMethod(variant.method);
  if (!method) throw new Error(`There is no method "${variant.method}".`);
  const adapter = method.configure(held.config, recipe.settings);
  const task = TASKS[taskName];
  const examples = encodeTask(tokenizer, task.generate(TASK_SEED));
  const plugged = holdAdapter(engine, held, adapter);
  const { learningRate, steps, batch } = recipe;
  const run = await trainOn(engine, held, tokenizer, plugged, examples.train, {
    learningRate,
    steps,
    batch,
    seed,
  });
  const trained = { plugged, theta: run.theta };
  const accuracy = await scoreTask(engine, held, tokenizer, task, examples, trained);
  const record = {
    task: taskName,
    method: variant.method,
    variant: variant.id,
    name: variant.name,
    baseSeed,
    seed,
    learningRate,
    steps,
    batch,
    trainable: layoutOf(adapter.parameters).size,
    accuracy,
    ...thin(run.losses),
    perplexityOn: await heldOutPerplexity(engine, base, trained),
    perplexityOff: await heldOutPerplexity(engine, base),
    millisecondsPerStep: run.millisecondsPerStep,
  };
  plugged.frozen.dispose();
  return record;
}

async function heldOutPerplexity(
  engine: Engine,
  { held, heldOut }: Base,
  trained?: { readonly plugged: HeldAdapter; readonly theta: Feed },
): Promise<number> {
  const evaluator = evaluatorFor(engine, held, trained?.plugged, heldOut, 8);
  const scores = await evaluator.likelihoods(heldOut, trained?.theta);
  await evaluator.dispose();
  return perplexity(scores);
}

function thin(losses: readonly number[]): Pick<RunRecord, 'losses' | 'lossStride'> {
  const lossStride = Math.max(1, Math.ceil(losses.length / CURVE_POINTS));
  const stretches = Array.from({ length: Math.ceil(losses.length / lossStride) }, (_, i) =>
    losses.slice(i * lossStride, (i + 1) * lossStride),
  );
  return {
    lossStride,
    losses: stretches.map((part) => Number((part.reduce((a, b) => a + b, 0) / part.length).toPrecision(5))),
  };
}
