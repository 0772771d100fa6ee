/** Runs the methods of a comparison in turn, and measures each one. */
import { computed, signal } from '@preact/signals';
import { runtime } from '../../runtime/client.ts';
import type { LabError } from '../framework/lab.tsx';
import type { MethodId } from '../training/methods.ts';
import { problemOf } from '../training/problem.ts';
import { type TrainedRun, TrainSession } from '../training/session.ts';
import type { TrainingTask } from '../training/tasks.ts';
import { type BaseMeasured, type Measured, type Row, rowOf } from './results.ts';
import { type Entry, entryName } from './state-table.ts';

/** Where a series stands. */
export interface Turn {
  readonly entry: Entry;
  readonly seed: number;
  /** Runs finished, and in all. */
  readonly done: number;
  readonly total: number;
}

const SPLITS = ['testSame', 'testNew'] as const;

export class Series {
  readonly session = new TrainSession();
  readonly entries = signal<readonly Entry[]>([]);
  readonly measured = signal<ReadonlyMap<MethodId, readonly Measured[]>>(new Map());
  readonly base = signal<BaseMeasured | undefined>(undefined);
  readonly turn = signal<Turn | undefined>(undefined);
  readonly error = signal<LabError | undefined>(undefined);
  readonly rows = computed((): Row[] =>
    this.entries.value.flatMap((entry) => {
      const runs = this.measured.value.get(entry.method) ?? [];
      return runs.length > 0 ? [rowOf(entry, entryName(entry), runs)] : [];
    }),
  );
  #abort = new AbortController();

  /** Trains every entry with every seed, one run after another; results from before are forgotten. */
  async run(entries: readonly Entry[], seeds: readonly number[]): Promise<void> {
    if (this.turn.value) return;
    this.#abort = new AbortController();
    const { signal: off } = this.#abort;
    const runs = seeds.flatMap((seed) => entries.map((entry) => ({ entry, seed })));
    this.entries.value = entries;
    this.measured.value = new Map();
    this.base.value = undefined;
    this.error.value = undefined;
    try {
      for (const [done, { entry, seed }] of runs.entries()) {
        this.turn.value = { entry, seed, done, total: runs.length };
        const spec = entry.specFor(seed);
        const run = await this.session.train(spec);
        if (off.aborted) return;
        if (!run) {
          this.error.value = this.session.error.value;
          return;
        }
        this.base.value ??= await measureBase(spec.task, off);
        const result = await measure(run, off);
        const before = this.measured.value.get(entry.method) ?? [];
        this.measured.value = new Map([...this.measured.value, [entry.method, [...before, result]]]);
      }
    } catch (error) {
      if (!off.aborted) this.error.value = problemOf(error);
    } finally {
      this.turn.value = undefined;
    }
  }

  /** Ends the series; what was measured stays. */
  stop(): void {
    this.#abort.abort();
    this.session.discard();
  }
}

async function measureBase(task: TrainingTask, off: AbortSignal): Promise<BaseMeasured> {
  const options = { signal: off };
  const [same, fresh] = await runtime().run('accuracy', { task, splits: SPLITS }, options).done;
  const { perplexity } = await runtime().run('perplexity', {}, options).done;
  return {
    same: same?.accuracy ?? Number.NaN,
    fresh: fresh?.accuracy ?? Number.NaN,
    millisecondsPerAnswer: fresh?.milliseconds ?? Number.NaN,
    perplexity,
  };
}

async function measure(run: TrainedRun, off: AbortSignal): Promise<Measured> {
  const { spec, theta, points, millisecondsPerStep } = run;
  const { task, method, settings, seed } = spec;
  const adapter = { method, settings, theta };
  const options = { signal: off };
  const [same, fresh] = await runtime().run('accuracy', { task, splits: SPLITS, adapter }, options).done;
  const { perplexity } = await runtime().run('perplexity', { adapter }, options).done;
  const files = await runtime().run('export', { what: 'adapter', adapter, baseName: 'base' }, options).done;
  return {
    ...{ seed, points, millisecondsPerStep },
    same: same?.accuracy ?? Number.NaN,
    fresh: fresh?.accuracy ?? Number.NaN,
    examples: fresh?.examples ?? 0,
    perplexityOn: perplexity,
    fileBytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    millisecondsPerAnswer: fresh?.milliseconds ?? Number.NaN,
  };
}
