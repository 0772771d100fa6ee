/** Everything that happens on the page of the lab: the run, what it is compared with, and what is kept of it. */
import { signal } from '@preact/signals';
import { randomToken } from '../../client/random-token.ts';
import { findInterrupted, forgetInterrupted, type InterruptedRun } from '../training/interrupted-runs.ts';
import { forgetRun, type KeptRun, keepRun, readRuns } from '../training/kept-runs.ts';
import type { RunSpec } from '../training/run-spec.ts';
import { type TrainedRun, TrainSession } from '../training/session.ts';
import { adapterOf, Comparison } from './comparison.tsx';
import { FullGauge, Plug } from './plug.ts';
import { runName, Shelf } from './shelf.ts';

/** Under this name the worker keeps the run that is going on. */
const LAB = 'treinar';

export class Bench {
  readonly comparison = new Comparison();
  readonly session = new TrainSession({
    checkpoint: LAB,
    // Not before: the reader waits for the first step.
    onFirstSteps: ({ task }) => void this.comparison.askBase(task),
  });
  readonly shelf = new Shelf();
  readonly plug = new Plug();
  readonly gauge = new FullGauge();
  readonly runs = signal<readonly KeptRun[]>([]);
  /** Ids of the kept runs whose curves are drawn. */
  readonly drawn = signal<ReadonlySet<string>>(new Set());
  /** Runs that were cut short, the newest first. */
  readonly interrupted = signal<readonly InterruptedRun[]>([]);
  /** Runs that the browser's storage did not take: they last as long as the page. */
  readonly unkept = signal<readonly KeptRun[]>([]);
  #looking = new AbortController();

  /** Reads what earlier visits kept. */
  async open(): Promise<void> {
    const runs = await readRuns();
    this.runs.value = runs;
    for (const run of runs.toReversed()) this.#shelve(run, false);
    await this.#lookForInterrupted();
  }

  /** Calls off what is going on: the lab leaves the page. */
  close(): void {
    this.#looking.abort();
    this.session.discard();
    this.gauge.discard();
    this.plug.measure.clear();
  }

  /**
   * Trains, then answers the test sentences and keeps the run.
   * @param query of its permalink
   * @param resume key of the interrupted run that goes on
   */
  async train(spec: RunSpec, query: string, resume?: string): Promise<void> {
    this.interrupted.value = [];
    this.comparison.clear();
    const run = await this.session.train(spec, resume);
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
    this.unkept.value = this.unkept.value.filter((run) => run.id !== id);
    this.shelf.remove(id);
    this.draw(id, false);
    // There may be room now.
    for (const run of this.unkept.value) await this.#write(run);
  }

  /** Forgets an interrupted run. */
  async giveUp(run: InterruptedRun): Promise<void> {
    await forgetInterrupted(run);
    await this.#lookForInterrupted();
  }

  async #keep(run: TrainedRun, query: string): Promise<void> {
    const { spec, device, points, millisecondsPerStep, theta } = run;
    const kept: KeptRun = {
      id: randomToken(),
      keptAt: Date.now(),
      ...{ spec, device, points, millisecondsPerStep, theta, query },
    };
    this.#shelve(kept, true);
    this.runs.value = [kept, ...this.runs.value];
    this.draw(kept.id, true);
    await this.#write(kept);
  }

  async #write(run: KeptRun): Promise<void> {
    const isKept = await keepRun(run);
    const others = this.unkept.value.filter(({ id }) => id !== run.id);
    this.unkept.value = isKept ? others : [...others, run];
  }

  #shelve(run: KeptRun, choose: boolean): void {
    this.shelf.put(
      { id: run.id, name: runName(run.spec), task: run.spec.task, data: adapterOf(run) },
      choose,
    );
  }

  async #lookForInterrupted(): Promise<void> {
    this.#looking.abort();
    this.#looking = new AbortController();
    const { signal } = this.#looking;
    const found = await findInterrupted(LAB, () => void this.#lookForInterrupted(), signal);
    if (!signal.aborted && !this.session.busy) this.interrupted.value = found;
  }
}
