/** Runs of the lab: the training of A and B and, where ΔW comes from the base, the full fine-tuning before it. */
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { runtime } from '../../runtime/client.ts';
import type { FitEvent, FitRequest, MergeReport } from '../../runtime/jobs/fit-low-rank.ts';
import type { UpdateRequest, UpdateResult } from '../../runtime/jobs/full-update.ts';
import type { LabError } from '../framework/lab.tsx';
import { problemOf } from '../training/problem.ts';

export type Phase = 'parado' | 'ajustando a base' | 'treinando' | 'pausado' | 'pronto' | 'erro';

/** A training of A and B, as far as it came. */
export interface Run {
  /** Says which settings it belongs to. */
  readonly key: string;
  /** Says which ΔW it learns: only runs at the same one are drawn together. */
  readonly target: string;
  /** For the legend: rank and scale. */
  readonly name: string;
  readonly losses: readonly number[];
  /** A and B as they are now; undefined before the first step. */
  readonly theta: Float32Array<ArrayBuffer> | undefined;
  readonly merge: MergeReport | undefined;
}

/** The full fine-tuning of the base. */
export interface Measured {
  readonly key: string;
  readonly step: number;
  readonly loss: number | undefined;
  readonly result: UpdateResult | undefined;
}

export interface FitSignals {
  readonly phase: ReadonlySignal<Phase>;
  readonly run: ReadonlySignal<Run | undefined>;
  /** The run before, for comparison. */
  readonly previous: ReadonlySignal<Run | undefined>;
  readonly measured: ReadonlySignal<Measured | undefined>;
  readonly error: ReadonlySignal<LabError | undefined>;
  measure(key: string, request: UpdateRequest): Promise<UpdateResult | undefined>;
  fit(about: Pick<Run, 'key' | 'target' | 'name'>, request: FitRequest): Promise<void>;
  pause(): void;
  resume(): void;
  stop(): void;
}

/** Everything stops when the lab leaves the page. */
export function useFit(): FitSignals {
  const fit = useMemo(createFit, []);
  useEffect(() => fit.stop, [fit]);
  return fit;
}

function createFit(): FitSignals {
  const phase = signal<Phase>('parado');
  const run = signal<Run>();
  const previous = signal<Run>();
  const measured = signal<Measured>();
  const error = signal<LabError>();
  let abort = new AbortController();
  let send: ((command: 'pause' | 'resume') => void) | undefined;

  const start = (next: Phase) => {
    abort.abort();
    abort = new AbortController();
    phase.value = next;
    error.value = undefined;
    return abort.signal;
  };
  const fail = (cause: unknown) => {
    const problem = problemOf(cause);
    // A call-off is what the reader asked for.
    if (!problem) return;
    error.value = problem;
    phase.value = 'erro';
  };
  const ask = (command: 'pause' | 'resume', next: Phase) => {
    send?.(command);
    phase.value = next;
  };

  return {
    ...{ phase, run, previous, measured, error },
    async measure(key, request) {
      const off = start('ajustando a base');
      measured.value = { key, step: 0, loss: undefined, result: undefined };
      const { done } = runtime().run('fullUpdate', request, {
        signal: off,
        onEvent: ({ step, loss }) => {
          measured.value = { key, step, loss, result: undefined };
        },
      });
      try {
        const result = await done;
        measured.value = { key, step: request.steps, loss: measured.value.loss, result };
        return result;
      } catch (cause) {
        fail(cause);
        return undefined;
      }
    },
    async fit(about, request) {
      const off = start('treinando');
      batch(() => {
        if (run.value && run.value.losses.length > 0) previous.value = run.value;
        run.value = { ...about, losses: [], theta: undefined, merge: undefined };
      });
      const grow = ({ losses, theta }: FitEvent) => {
        if (run.value?.key !== about.key) return;
        run.value = { ...run.value, losses: [...run.value.losses, ...losses], theta };
      };
      const job = runtime().run('fitLowRank', request, { signal: off, onEvent: grow });
      send = (command) => job.send(command);
      try {
        const merge = await job.done;
        if (off.aborted || !run.value) return;
        run.value = { ...run.value, merge };
        phase.value = 'pronto';
      } catch (cause) {
        fail(cause);
      }
    },
    pause: () => ask('pause', 'pausado'),
    resume: () => ask('resume', 'treinando'),
    stop() {
      abort.abort();
      if (phase.value !== 'pronto' && phase.value !== 'erro') {
        phase.value = run.value?.theta ? 'pronto' : 'parado';
      }
    },
  };
}
