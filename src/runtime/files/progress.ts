/** Adds up what several downloads have brought, and tells it a few times a second. */

const INTERVAL_MS = 80;

export class Progress {
  readonly #onChange: (loaded: number, total: number) => void;
  #loaded = 0;
  #total = 0;
  #told = 0;

  /** @param onChange called with bytes so far and in all */
  constructor(onChange: (loaded: number, total: number) => void) {
    this.#onChange = onChange;
  }

  /** Expects more bytes. */
  expect(bytes: number): void {
    this.#total += bytes;
  }

  add(bytes: number): void {
    this.#loaded += bytes;
    const now = performance.now();
    if (now - this.#told < INTERVAL_MS) return;
    this.#told = now;
    this.#onChange(Math.min(this.#loaded, this.#total), this.#total);
  }
}
