/** Tells the page of many steps at once: more than about fifteen messages a second nobody could see. */

const INTERVAL_MS = 66;

export interface StepsReport {
  /** The first of these steps, counted from 0. */
  readonly from: number;
  readonly losses: readonly number[];
  /** Mean time of a step, in milliseconds, without validation and saving. */
  readonly milliseconds: number;
  /** Tokens a second in the same time, padding not counted. */
  readonly tokensPerSecond: number;
}

export class Reporter {
  readonly #tell: (report: StepsReport) => void;
  #from = 0;
  #losses: number[] = [];
  #milliseconds = 0;
  #tokens = 0;
  #told = 0;

  constructor(tell: (report: StepsReport) => void) {
    this.#tell = tell;
  }

  /** @param step counted from 0 */
  add(step: number, loss: number, milliseconds: number, tokens: number): void {
    if (this.#losses.length === 0) this.#from = step;
    this.#losses.push(loss);
    this.#milliseconds += milliseconds;
    this.#tokens += tokens;
    if (performance.now() - this.#told >= INTERVAL_MS) this.flush();
  }

  flush(): void {
    if (this.#losses.length === 0) return;
    this.#tell({
      from: this.#from,
      losses: this.#losses,
      milliseconds: this.#milliseconds / this.#losses.length,
      tokensPerSecond: (1000 * this.#tokens) / this.#milliseconds,
    });
    this.#losses = [];
    this.#milliseconds = 0;
    this.#tokens = 0;
    this.#told = performance.now();
  }
}
