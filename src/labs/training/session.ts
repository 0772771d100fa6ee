/** One training run at a time, as a lab watches and steers it. */
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { type JobHandle, type Runtime, runtime } from '../../runtime/client.ts';
import type { EventOf, ResultOf } from '../../runtime/jobs/index.ts';
import type { LabError, LabStatus } from '../framework/lab.tsx';
import type { CurvePoint } from './curve-csv.ts';
import { asOnly, freshKey } from './interrupted-runs.ts';
import { problemOf } from './problem.ts';
import type { RunSpec } from './run-spec.ts';

/** What a run has come to. */
export interface Progress {
  /** Steps done. */
  readonly step: number;
  readonly loss: number | undefined;
  readonly trainable: number | undefined;
  /** Mean time of a step lately. */
  readonly milliseconds: number | undefined;
  readonly tokensPerSecond: number | undefined;
}

/** A run that came to its end, or was stopped before. */
export interface TrainedRun {
  readonly spec: RunSpec;
  readonly step: number;
  readonly theta: Float32Array<ArrayBuffer>;
  readonly points: readonly CurvePoint[];
  readonly device: 'wasm' | 'webgpu';
  readonly millisecondsPerStep: number;
}

const NOTHING: Progress = {
  step: 0,
  loss: undefined,
  trainable: undefined,
  milliseconds: undefined,
  tokensPerSecond: undefined,
};

export interface SessionOptions {
  /** Name of the lab under which a run is kept while it trains, so that it survives a reload; absent: it is not kept. */
  readonly checkpoint?: string;
  /** Steps between two measurements of the validation accuracy. */
  readonly validateEvery?: (spec: RunSpec) => number;
  /** Called once a run, when its first steps are done: what else wants the device may have it now. */
  readonly onFirstSteps?: (spec: RunSpec) => void;
}

/** A run from its start to its end, as signals; used again for the next run. */
export class TrainSession {
  readonly phase: ReadonlySignal<LabStatus['state']>;
  readonly progress = signal<Progress>(NOTHING);
  readonly points = signal<readonly CurvePoint[]>([]);
  readonly spec = signal<RunSpec | undefined>(undefined);
  readonly result = signal<TrainedRun | undefined>(undefined);
  readonly error = signal<LabError | undefined>(undefined);
  /** That the run cannot be kept, and why. */
  readonly warning = signal<LabError | undefined>(undefined);
  /** Where the run calculates. */
  readonly device = signal<'wasm' | 'webgpu' | undefined>(undefined);
  readonly #activity = signal<'idle' | 'starting' | 'training' | 'paused'>('idle');
  readonly #options: SessionOptions;
  #handle: JobHandle<'train'> | undefined;
  #abort: AbortController | undefined;
  #stepped = false;

  constructor(options: SessionOptions = {}) {
    this.#options = options;
    this.phase = computed(() => {
      switch (this.#activity.value) {
        case 'starting':
          return 'carregando';
        case 'training':
          return 'treinando';
        case 'paused':
          return 'pausado';
        case 'idle':
          return this.error.value ? 'erro' : this.result.value ? 'pronto' : 'parado';
      }
    });
  }

  get busy(): boolean {
    return this.#activity.value !== 'idle';
  }

  /**
   * Trains from the start, or goes on from what was kept. Resolves with the run, or with nothing after a problem.
   * @param resume key of the interrupted run
   */
  async train(spec: RunSpec, resume?: string): Promise<TrainedRun | undefined> {
    if (this.busy) return undefined;
    const { checkpoint: lab, validateEvery = evenly } = this.#options;
    const checkpoint = resume ?? (lab === undefined ? undefined : freshKey(lab));
    batch(() => {
      this.#activity.value = 'starting';
      this.progress.value = NOTHING;
      this.points.value = [];
      this.spec.value = spec;
      this.result.value = undefined;
      this.error.value = undefined;
      this.warning.value = undefined;
    });
    this.#stepped = false;
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const device: Runtime = runtime();
    const work = (): Promise<ResultOf<'train'>> => {
      this.#handle = device.run(
        'train',
        { ...spec, validateEvery: validateEvery(spec), checkpoint, resume: resume !== undefined },
        { onEvent: (event) => batch(() => this.#receive(event, spec)), signal },
      );
      return this.#handle.done;
    };
    try {
      const run = this.#runOf(spec, await (checkpoint === undefined ? work() : asOnly(checkpoint, work)));
      batch(() => {
        this.points.value = run.points;
        this.progress.value = { ...this.progress.value, step: run.step, loss: run.points.at(-1)?.loss };
        this.result.value = run;
      });
      return run;
    } catch (error) {
      if (!signal.aborted) this.error.value = problemOf(error);
      return undefined;
    } finally {
      this.#handle = undefined;
      this.#activity.value = 'idle';
    }
  }

  pause(): void {
    this.#handle?.send('pause');
  }

  resume(): void {
    this.#handle?.send('resume');
  }

  /** One step of a paused run. */
  step(): void {
    this.#handle?.send('step');
  }

  /** Ends the run; what was trained so far is its result. Before the first step there is none. */
  stop(): void {
    if (this.#activity.value === 'starting') this.#abort?.abort();
    else this.#handle?.send('stop');
  }

  /** Calls the run off without a result, e.g. when the lab leaves the page. */
  discard(): void {
    this.#abort?.abort();
  }

  #receive(event: EventOf<'train'>, spec: RunSpec): void {
    switch (event.kind) {
      case 'started':
        this.#activity.value = 'training';
        this.device.value = event.device;
        this.points.value = curveOf(event.losses, event.validation);
        this.progress.value = {
          ...this.progress.value,
          trainable: event.trainable,
          step: event.losses.length,
          loss: event.losses.at(-1),
        };
        break;
      case 'steps':
        if (!this.#stepped) this.#options.onFirstSteps?.(spec);
        this.#stepped = true;
        this.points.value = [
          ...this.points.value.slice(0, event.from),
          ...event.losses.map((loss, i) => ({ step: event.from + i + 1, loss })),
        ];
        this.progress.value = {
          ...this.progress.value,
          step: event.from + event.losses.length,
          loss: event.losses.at(-1),
          milliseconds: event.milliseconds,
          tokensPerSecond: event.tokensPerSecond,
        };
        break;
      case 'validation':
        this.points.value = this.points.value.map((point) =>
          point.step === event.step ? { ...point, accuracy: event.accuracy } : point,
        );
        break;
      case 'paused':
        this.#activity.value = 'paused';
        break;
      case 'resumed':
        this.#activity.value = 'training';
        break;
      case 'unsaved':
        this.warning.value = { what: event.what, remedy: event.remedy };
        break;
    }
  }

  #runOf(spec: RunSpec, result: ResultOf<'train'>): TrainedRun {
    const { step, theta, device, losses, validation, millisecondsPerStep } = result;
    return { spec, step, theta, device, millisecondsPerStep, points: curveOf(losses, validation) };
  }
}

/** Ten measurements a run, as far as it has so many steps. */
function evenly({ steps }: RunSpec): number {
  return Math.max(1, Math.round(steps / 10));
}

/** @param validation steps counted as done: the accuracy after so many steps */
function curveOf(
  losses: readonly number[],
  validation: readonly { readonly step: number; readonly accuracy: number }[],
): CurvePoint[] {
  const measured = new Map(validation.map(({ step, accuracy }) => [step, accuracy]));
  return losses.map((loss, i) => ({ step: i + 1, loss, accuracy: measured.get(i + 1) }));
}
