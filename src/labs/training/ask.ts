/** Short jobs for a lab: one at a time for each place that asks, with its state and its error. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { LabError } from '../framework/lab.tsx';
import { problemOf } from './problem.ts';

/** A question to the runtime: its last answer stays in sight while the next one is on its way. */
export class Ask<Request extends readonly unknown[], Answer> {
  readonly #run: (signal: AbortSignal, ...request: Request) => Promise<Answer>;
  readonly #answer = signal<Answer | undefined>(undefined);
  readonly #error = signal<LabError | undefined>(undefined);
  readonly #busy = signal(false);
  #abort: AbortController | undefined;

  /** @param run asks the runtime; it stops when the signal aborts */
  constructor(run: (signal: AbortSignal, ...request: Request) => Promise<Answer>) {
    this.#run = run;
  }

  get answer(): ReadonlySignal<Answer | undefined> {
    return this.#answer;
  }

  get error(): ReadonlySignal<LabError | undefined> {
    return this.#error;
  }

  get busy(): ReadonlySignal<boolean> {
    return this.#busy;
  }

  /** Asks anew; an older question that is still on its way is called off. */
  async ask(...request: Request): Promise<Answer | undefined> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#busy.value = true;
    this.#error.value = undefined;
    try {
      const answer = await this.#run(abort.signal, ...request);
      if (abort.signal.aborted) return undefined;
      this.#answer.value = answer;
      return answer;
    } catch (error) {
      if (!abort.signal.aborted) this.#error.value = problemOf(error);
      return undefined;
    } finally {
      if (this.#abort === abort) this.#busy.value = false;
    }
  }

  /** Forgets the answer and calls off what is on its way. */
  clear(): void {
    this.#abort?.abort();
    this.#answer.value = undefined;
    this.#error.value = undefined;
    this.#busy.value = false;
  }
}
