/** Trains an adapter on the base model, step by step, under the page's control. */
import { OPTIMISER } from '../../../kernels/reference/recipes.ts';
import { startingTheta } from '../../../kernels/reference/start.ts';
import { formatFor } from '../../../kernels/train/batch.ts';
import type { DeviceKind } from '../../../kernels/train/engine.ts';
import { holdAdapter } from '../../../kernels/train/held.ts';
import type { Layout } from '../../../kernels/train/layout.ts';
import { Trainer } from '../../../kernels/train/trainer.ts';
import {
  browserCheckpoints,
  type Checkpoint,
  type CheckpointStore,
  type ValidationPoint,
} from '../checkpoints.ts';
import type { Job } from '../job.ts';
import { RuntimeProblem } from '../problem.ts';
import { examplesOf } from './examples.ts';
import { checkLengths, checkSpec, configure, type RunSpec } from './run-spec.ts';
import { fingerprintOf } from './train/fingerprint.ts';
import type { StepsReport } from './train/reporter.ts';
import { TrainingRun } from './train/run.ts';
import { Saver } from './train/saver.ts';
import { Validator } from './train/validator.ts';

export interface TrainRequest extends RunSpec {
  /** Measures the validation accuracy after every so many steps, and after the last; 0: never. */
  readonly validateEvery: number;
  /** Where the run is kept for later; undefined: nowhere. */
  readonly checkpoint?: string | undefined;
  /** Goes on from the checkpoint, which must be of the same run. */
  readonly resume?: boolean | undefined;
}

export type TrainEvent =
  | {
      readonly kind: 'started';
      readonly trainable: number;
      /** Nodes of the step's graph. */
      readonly nodes: number;
      readonly device: DeviceKind;
      /** What was done before, if the run goes on. */
      readonly losses: readonly number[];
      readonly validation: readonly ValidationPoint[];
    }
  | ({ readonly kind: 'steps' } & StepsReport)
  | ({ readonly kind: 'validation' } & ValidationPoint)
  | { readonly kind: 'paused'; readonly step: number }
  | { readonly kind: 'resumed'; readonly step: number }
  | { readonly kind: 'saved'; readonly step: number }
  /** The run goes on, but can no longer be kept. Told once. */
  | { readonly kind: 'unsaved'; readonly what: string; readonly remedy: string }
  | { readonly kind: 'snapshot'; readonly step: number; readonly theta: Float32Array<ArrayBuffer> };

export type TrainCommand = 'pause' | 'resume' | 'step' | 'stop' | 'snapshot';

export interface TrainResult {
  /** Steps done: fewer than asked for if the run was stopped. */
  readonly step: number;
  readonly theta: Float32Array<ArrayBuffer>;
  readonly layout: Layout;
  readonly losses: readonly number[];
  readonly validation: readonly ValidationPoint[];
  readonly device: DeviceKind;
  /** Mean time of a step of this session, in milliseconds. */
  readonly millisecondsPerStep: number;
}

export type TrainJob = Job<TrainRequest, TrainEvent, TrainResult, TrainCommand>;

export const train = trainWith(browserCheckpoints);

/** @param checkpoints where runs are kept */
export function trainWith(checkpoints: CheckpointStore): TrainJob {
  return async (request, context) => {
    checkSpec(request);
    const { engine, emit, signal } = context;
    const { model, tokenizer } = await context.base();
    const { config, weights } = model;
    const examples = examplesOf(request.task, tokenizer);
    checkLengths([...examples.train, ...examples.validation], config);
    const spec = specOf(request);
    const base = fingerprintOf(weights);
    const before = request.resume ? await checkpointOf(request, spec, base, checkpoints) : undefined;
    signal.throwIfAborted();

    const plugged = holdAdapter(engine, model, configure(config, request));
    const validator = new Validator(engine, model, plugged, examples, {
      every: request.validateEvery,
      steps: request.steps,
    });
    let trainer: Trainer | undefined;
    try {
      const format = formatFor(examples.train, request.batch, config.padTokenId ?? 0);
      trainer = await Trainer.create(engine, {
        base: model,
        plugged,
        options: { ...format, ...OPTIMISER },
        from: before
          ? { state: before.state }
          : { theta: await startingTheta(engine, model, tokenizer, plugged.adapter, request.seed) },
      });
      const saver = new Saver(checkpoints, request.checkpoint, {
        saved: (step) => emit({ kind: 'saved', step }),
        failed: (problem) => emit({ kind: 'unsaved', ...problem }),
      });
      const parts = { spec, base, context, examples, format, validator, saver, vocabSize: config.vocabSize };
      return await new TrainingRun(trainer, parts, before).toEnd();
    } finally {
      await trainer?.dispose();
      await validator.dispose();
      plugged.frozen.dispose();
    }
  };
}

/** What makes a run what it is, without how it is watched and kept. */
function specOf({ task, method, settings, learningRate, steps, batch, seed }: TrainRequest): RunSpec {
  return { task, method, settings, learningRate, steps, batch, seed };
}

/** @throws RuntimeProblem if there is no checkpoint of this run on this base */
async function checkpointOf(
  request: TrainRequest,
  spec: RunSpec,
  base: string,
  checkpoints: CheckpointStore,
): Promise<Checkpoint> {
  const found = request.checkpoint === undefined ? undefined : await checkpoints.read(request.checkpoint);
  const isSame = found && JSON.stringify(found.spec) === JSON.stringify(spec);
  if (isSame && found.base === base) return found;
  throw new RuntimeProblem({
    what: !found
      ? 'Não há treino salvo de onde continuar neste navegador.'
      : isSame
        ? 'O treino que está salvo é de outra versão do modelo base.'
        : 'O treino que está salvo tem outra configuração.',
    remedy: 'Treine desde o início.',
  });
}
