/** Everything that happens on the page of the lab: the run, what it is compared with, and what is kept of it. */
import { signal } from '@preact/signals';
import { browserCheckpoints } from '../../runtime/checkpoints.ts';
import { forgetRun, type KeptRun, keepRun, readRuns } from '../training/kept-runs.ts';
import { isMethodId } from '../training/methods.ts';
import type { RunSpec } from '../training/run-spec.ts';
import { type TrainedRun, TrainSession } from '../training/session.ts';
import { TASKS } from '../training/tasks.ts';
import { adapterOf, Comparison } from './comparison.tsx';
import { FullGauge, Plug } from './plug.ts';
import { runName, Shelf } from './shelf.ts';

/** Under this name the worker keeps the run that is going on. */
const CHECKPOINT = 'treinar';

/** A run that was cut short and can go on. */
export interface Interrupted {
  readonly spec: RunSpec;
  /** Steps done. */
  readonly step: number;
}

export class Bench {
  readonly comparison = new Comparison();
  readonly session = new TrainSession({
    checkpoint: CHECKPOINT,
    // Not before: the reader waits for the first step.
    onFirstSteps: ({ task }) => void this.comparison.askBase(task),
  });
  readonly shelf = new Shelf();
  readonly plug = new Plug();
  readonly gauge = new FullGauge();
  readonly runs = signal<readonly KeptRun[]>([]);
  /** Ids of the kept runs whose curves are drawn. */
  readonly drawn = signal<ReadonlySet<string>>(new Set());
  readonly interrupted = signal<Interrupted | undefined>(undefined);

  /** Reads what earlier visits kept. */
  async open(): Promise<void> {
    const runs = await readRuns();
    this.runs.value = runs;
    for (const run of runs.toReversed()) this.#shelve(run, false);
    await this.#lookForInterrupted();
  }

  /** Calls off what is going on: the lab leaves the page. */
  close(): void {
    this.session.discard();
    this.gauge.session.discard();
    this.plug.measure.clear();
  }

  /** Trains, then answers the test sentences and keeps the run. @param query of its permalink */
  async train(spec: RunSpec, query: string, resume = false): Promise<void> {
    this.interrupted.value = undefined;
    this.comparison.clear();
    const run = await this.session.train(spec, { resume });
    if (run) {
      await this.#keep(run, query);
      await this.comparison.askAdapted(run.spec.task, run);
    }
    await this.#lookForInterrupted();
  }

  draw(id: string, drawn: boolean): void {
    const next = new Set(this.drawn.value);
    if (drawn) next.add(id);
    else next.delete(id);
    this.drawn.value = next;
  }

  async forget(id: string): Promise<void> {
    await forgetRun(id);
    this.runs.value = this.runs.value.filter((run) => run.id !== id);
    this.shelf.remove(id);
    this.draw(id, false);
  }

  async #keep(run: TrainedRun, query: string): Promise<void> {
    const { spec, device, points, millisecondsPerStep, theta } = run;
    const kept: KeptRun = {
      id: crypto.randomUUID(),
      keptAt: Date.now(),
      ...{ spec, device, points, millisecondsPerStep, theta, query },
    };
    this.#shelve(kept, true);
    await keepRun(kept);
    this.runs.value = [kept, ...this.runs.value];
    this.draw(kept.id, true);
  }

  #shelve(run: KeptRun, choose: boolean): void {
    this.shelf.put(
      { id: run.id, name: runName(run.spec), task: run.spec.task, data: adapterOf(run) },
      choose,
    );
  }

  async #lookForInterrupted(): Promise<void> {
    if (this.session.busy) return;
    const found = await browserCheckpoints.read(CHECKPOINT);
    const spec = found && specOfCheckpoint(found.spec);
    this.interrupted.value = found && spec && { spec, step: found.state.step };
  }
}

/** A kept run's settings, if they are of a task and a method that the lab has. */
function specOfCheckpoint(kept: NonNullable<Awaited<ReturnType<typeof browserCheckpoints.read>>>['spec']) {
  const { task, method, settings, learningRate, steps, batch, seed } = kept;
  const known = Object.keys(TASKS).find((name): name is keyof typeof TASKS => name === task);
  if (!known || !isMethodId(method)) return undefined;
  return { task: known, method, settings: { ...settings }, learningRate, steps, batch, seed };
}
