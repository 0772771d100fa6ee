/** Trains an adapter on the base model, step by step, under the page's control. */
import type { LlamaConfig } from '../../../kernels/formats/llama-config.ts';
import { OPTIMISER, scheduleOf } from '../../../kernels/reference/recipes.ts';
import { startingTheta } from '../../../kernels/reference/start.ts';
import {
  type BatchFormat,
  batchIndices,
  type Example,
  formatFor,
  makeBatch,
} from '../../../kernels/train/batch.ts';
import type { DeviceKind } from '../../../kernels/train/engine.ts';
import { holdAdapter } from '../../../kernels/train/held.ts';
import type { Layout } from '../../../kernels/train/layout.ts';
import { runSteps } from '../../../kernels/train/loop.ts';
import { Trainer } from '../../../kernels/train/trainer.ts';
import {
  browserCheckpoints,
  type Checkpoint,
  type CheckpointStore,
  type ValidationPoint,
} from '../checkpoints.ts';
import { giveWay, type Job, type JobContext } from '../job.ts';
import { RuntimeProblem } from '../problem.ts';
import { examplesOf, type RunExamples } from './examples.ts';
import { checkLengths, checkSpec, configure, type RunSpec } from './run-spec.ts';
import { Controls } from './train/controls.ts';
import { LossGuard } from './train/loss-guard.ts';
import { Reporter, type StepsReport } from './train/reporter.ts';
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
    const { engine, signal } = context;
    const base = await context.base();
    const { config } = base.model;
    const examples = examplesOf(request.task, base.tokenizer);
    checkLengths([...examples.train, ...examples.validation], config);
    const before = request.resume ? await checkpointOf(request, checkpoints) : undefined;
    signal.throwIfAborted();

    const plugged = holdAdapter(engine, base.model, configure(config, request));
    const format = formatFor(examples.train, request.batch, config.padTokenId ?? 0);
    const { steps } = request;
    const validator = new Validator(engine, base.model, plugged, examples, {
      every: request.validateEvery,
      steps,
    });
    let trainer: Trainer | undefined;
    try {
      trainer = await Trainer.create(engine, {
        base: base.model,
        plugged,
        options: { ...format, ...OPTIMISER },
        from: before
          ? { state: before.state }
          : { theta: await startingTheta(engine, base.model, base.tokenizer, plugged.adapter, request.seed) },
      });
      return await runTo(trainer, {
        request,
        context,
        examples,
        format,
        validator,
        before,
        checkpoints,
        config,
      });
    } finally {
      await trainer?.dispose();
      await validator.dispose();
      plugged.frozen.dispose();
    }
  };
}

interface RunParts {
  readonly request: TrainRequest;
  readonly context: JobContext<TrainEvent, TrainCommand>;
  readonly examples: RunExamples;
  readonly format: BatchFormat;
  readonly validator: Validator;
  readonly before: Checkpoint | undefined;
  readonly checkpoints: CheckpointStore;
  readonly config: LlamaConfig;
}

async function runTo(trainer: Trainer, parts: RunParts): Promise<TrainResult> {
  const { request, context, examples, format, validator, before, checkpoints, config } = parts;
  const { emit, signal, engine } = context;
  const losses = [...(before?.losses ?? [])];
  const validation = [...(before?.validation ?? [])];
  const first = trainer.step;
  const { layout, nodeCount: nodes } = trainer;
  emit({
    kind: 'started',
    trainable: layout.size,
    nodes,
    device: engine.kind,
    losses: [...losses],
    validation: [...validation],
  });

  const spec = specOf(request);
  const checkpoint = async (): Promise<Checkpoint> => ({
    spec,
    device: engine.kind,
    state: await trainer.state(),
    losses: [...losses],
    validation: [...validation],
    savedAt: Date.now(),
  });
  const saver = new Saver(checkpoints, request.checkpoint, {
    saved: (step) => emit({ kind: 'saved', step }),
    failed: (problem) => emit({ kind: 'unsaved', ...problem }),
  });
  const reporter = new Reporter((report) => emit({ kind: 'steps', ...report }));
  const guard = new LossGuard(config.vocabSize);
  const controls = new Controls(context.commands, {
    async pausing() {
      reporter.flush();
      emit({ kind: 'paused', step: trainer.step });
      await saver.save(checkpoint);
    },
    resumed: () => emit({ kind: 'resumed', step: trainer.step }),
    async snapshot() {
      const { step, theta } = await trainer.state();
      emit({ kind: 'snapshot', step, theta }, [theta.buffer]);
    },
  });

  const indicesAt = (step: number) => batchIndices(examples.train.length, request.batch, step, request.seed);
  const examplesAt = (step: number) => indicesAt(step).flatMap((index) => examples.train[index] ?? []);
  const stopped = new AbortController();
  let milliseconds = 0;
  let stepStart = performance.now();
  try {
    await runSteps(
      trainer,
      {
        batchAt: (step) => makeBatch(examplesAt(step), format),
        learningRate: request.learningRate,
        schedule: scheduleOf(request.steps),
      },
      {
        signal: AbortSignal.any([signal, stopped.signal]),
        async onStep({ step, loss }) {
          const spent = performance.now() - stepStart;
          milliseconds += spent;
          losses.push(loss);
          guard.check(step, loss);
          reporter.add(step, loss, spent, tokensOf(examplesAt(step)));
          const accuracy = await validator.accuracy(step + 1, trainer.theta);
          if (accuracy !== undefined) {
            const point = { step: step + 1, accuracy };
            validation.push(point);
            reporter.flush();
            emit({ kind: 'validation', ...point });
          }
          if (saver.due) await saver.save(checkpoint);
          await giveWay();
          if (!(await controls.goOn())) stopped.abort();
          stepStart = performance.now();
        },
      },
    );
  } catch (error) {
    // A run that diverged would diverge again from where it was.
    if (!signal.aborted) await saver.discard();
    throw error;
  }
  signal.throwIfAborted();
  reporter.flush();
  const { step, theta } = await trainer.state();
  if (step === request.steps) await saver.discard();
  else await saver.save(checkpoint);
  await saver.settled();
  const millisecondsPerStep = milliseconds / Math.max(1, step - first);
  return { step, theta, layout, losses, validation, device: engine.kind, millisecondsPerStep };
}

function tokensOf(examples: readonly Example[]): number {
  return examples.reduce((sum, { ids }) => sum + ids.length - 1, 0);
}

/** What makes a run what it is, without how it is watched and kept. */
function specOf({ task, method, settings, learningRate, steps, batch, seed }: TrainRequest): RunSpec {
  return { task, method, settings, learningRate, steps, batch, seed };
}

/** @throws RuntimeProblem if there is no checkpoint of this run */
async function checkpointOf(request: TrainRequest, checkpoints: CheckpointStore): Promise<Checkpoint> {
  const found = request.checkpoint === undefined ? undefined : await checkpoints.read(request.checkpoint);
  if (found && JSON.stringify(found.spec) === JSON.stringify(specOf(request))) return found;
  throw new RuntimeProblem({
    what: found
      ? 'O treino que está salvo tem outra configuração.'
      : 'Não há treino salvo de onde continuar neste navegador.',
    remedy: 'Treine desde o início.',
  });
}
