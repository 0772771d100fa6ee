/** The course of one training run: steps, measurements, reports, checkpoints and the reader's hand. */
import { scheduleOf } from '../../../../kernels/reference/recipes.ts';
import { type BatchFormat, batchIndices, type Example, makeBatch } from '../../../../kernels/train/batch.ts';
import { DivergedError, runSteps, type StepReport } from '../../../../kernels/train/loop.ts';
import type { Trainer } from '../../../../kernels/train/trainer.ts';
import type { Checkpoint, ValidationPoint } from '../../checkpoints.ts';
import { giveWay, type JobContext } from '../../job.ts';
import type { RunExamples } from '../examples.ts';
import type { RunSpec } from '../run-spec.ts';
import type { TrainCommand, TrainEvent, TrainResult } from '../train.ts';
import { Controls } from './controls.ts';
import { ExplodedError, LossGuard } from './loss-guard.ts';
import { Reporter } from './reporter.ts';
import type { Saver } from './saver.ts';
import type { Validator } from './validator.ts';

export interface RunParts {
  readonly spec: RunSpec;
  /** Fingerprint of the base's weights. */
  readonly base: string;
  readonly context: JobContext<TrainEvent, TrainCommand>;
  readonly examples: RunExamples;
  readonly format: BatchFormat;
  readonly validator: Validator;
  readonly saver: Saver;
  readonly vocabSize: number;
}

export class TrainingRun {
  readonly #trainer: Trainer;
  readonly #parts: RunParts;
  readonly #losses: number[];
  readonly #validation: ValidationPoint[];
  readonly #guard: LossGuard;
  readonly #reporter: Reporter;
  readonly #controls: Controls;
  readonly #stopped = new AbortController();
  #stepStart = 0;
  /** Time of the steps of this session, without what is between them. */
  #milliseconds = 0;

  /** @param before what the run goes on from; the trainer is in its state already */
  constructor(trainer: Trainer, parts: RunParts, before: Checkpoint | undefined) {
    this.#trainer = trainer;
    this.#parts = parts;
    this.#losses = [...(before?.losses ?? [])];
    this.#validation = [...(before?.validation ?? [])];
    const { emit, commands } = parts.context;
    this.#guard = new LossGuard(parts.vocabSize);
    this.#reporter = new Reporter((report) => emit({ kind: 'steps', ...report }));
    this.#controls = new Controls(commands, {
      pausing: async () => {
        this.#reporter.flush();
        emit({ kind: 'paused', step: trainer.step });
        await parts.saver.save(() => this.#checkpoint());
      },
      resumed: () => emit({ kind: 'resumed', step: trainer.step }),
      snapshot: async () => {
        const { step, theta } = await trainer.state();
        emit({ kind: 'snapshot', step, theta }, [theta.buffer]);
      },
    });
  }

  /**
   * Trains to the last step, or until the reader stops it.
   * @throws DivergedError, ExplodedError; the signal's reason if the job is called off
   */
  async toEnd(): Promise<TrainResult> {
    const { spec, context, format, saver } = this.#parts;
    const { emit, engine, signal } = context;
    const { layout, nodeCount: nodes, step: first } = this.#trainer;
    const trainable = layout.size;
    emit({ kind: 'started', trainable, nodes, device: engine.kind, ...this.#curves() });
    this.#stepStart = performance.now();
    try {
      await runSteps(
        this.#trainer,
        {
          batchAt: (step) => makeBatch(this.#examplesAt(step), format),
          learningRate: spec.learningRate,
          schedule: scheduleOf(spec.steps),
        },
        {
          signal: AbortSignal.any([signal, this.#stopped.signal]),
          onStep: (report) => this.#afterStep(report),
        },
      );
    } catch (error) {
      // It would diverge again from where it was. After anything else, say a lost device, it can go on.
      if (error instanceof DivergedError || error instanceof ExplodedError) await saver.discard();
      throw error;
    }
    signal.throwIfAborted();
    this.#reporter.flush();
    const { step, theta } = await this.#trainer.state();
    if (step === spec.steps) await saver.discard();
    else await saver.save(() => this.#checkpoint());
    await saver.settled();
    const millisecondsPerStep = this.#milliseconds / Math.max(1, step - first);
    return { step, theta, layout, ...this.#curves(), device: engine.kind, millisecondsPerStep };
  }

  async #afterStep({ step, loss }: StepReport): Promise<void> {
    const { context, validator, saver } = this.#parts;
    const spent = performance.now() - this.#stepStart;
    this.#milliseconds += spent;
    this.#losses.push(loss);
    this.#guard.check(step, loss);
    this.#reporter.add(step, loss, spent, tokensOf(this.#examplesAt(step)));
    const accuracy = await validator.accuracy(step + 1, this.#trainer.theta);
    if (accuracy !== undefined) {
      const point = { step: step + 1, accuracy };
      this.#validation.push(point);
      this.#reporter.flush();
      context.emit({ kind: 'validation', ...point });
    }
    if (saver.due) await saver.save(() => this.#checkpoint());
    await giveWay();
    if (!(await this.#controls.goOn())) this.#stopped.abort();
    this.#stepStart = performance.now();
  }

  /** The examples of a step, in the order of the run's seed. */
  #examplesAt(step: number): Example[] {
    const { spec, examples } = this.#parts;
    const indices = batchIndices(examples.train.length, spec.batch, step, spec.seed);
    return indices.flatMap((index) => examples.train[index] ?? []);
  }

  async #checkpoint(): Promise<Checkpoint> {
    const { spec, base, context } = this.#parts;
    const state = await this.#trainer.state();
    return { spec, base, device: context.engine.kind, state, ...this.#curves(), savedAt: Date.now() };
  }

  #curves() {
    return { losses: [...this.#losses], validation: [...this.#validation] };
  }
}

function tokensOf(examples: readonly Example[]): number {
  return examples.reduce((sum, { ids }) => sum + ids.length - 1, 0);
}
