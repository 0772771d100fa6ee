/** Adds up what several downloads have brought, and tells it a few times a second: the last news always comes. */

const INTERVAL_MS = 80;

export class Progress {
  readonly #onChange: (loaded: number, total: number) => void;
  #loaded = 0;
  #total = 0;
  #told = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onChange called with bytes so far and in all; both are the same when nothing is on its way */
  constructor(onChange: (loaded: number, total: number) => void) {
    this.#onChange = onChange;
  }

  /** Expects more bytes. */
  expect(bytes: number): void {
    this.#total += bytes;
  }

  add(bytes: number): void {
    this.#loaded += bytes;
    this.#change();
  }

  /** Expects bytes no more, of which some had come. */
  giveUp(bytes: number, loaded: number): void {
    this.#total -= bytes;
    this.#loaded -= loaded;
    this.#change();
  }

  #change(): void {
    const wait = this.#told + INTERVAL_MS - performance.now();
    if (wait <= 0 || this.#loaded >= this.#total) this.#tell();
    // A network that pauses brings no chunk that would tell of the one before it.
    else this.#timer ??= setTimeout(() => this.#tell(), wait);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#told = performance.now();
    this.#onChange(Math.min(this.#loaded, this.#total), this.#total);
  }
}
