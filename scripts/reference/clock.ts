/** Progress of a long command: what is done, and when the rest will be. */
export class Clock {
  readonly #start = performance.now();
  readonly #deadline: number;
  #done = 0;

  /** @param minutes after which nothing new is begun */
  constructor(minutes: number) {
    this.#deadline = this.#start + minutes * 60_000;
  }

  get isOver(): boolean {
    return performance.now() >= this.#deadline;
  }

  /** Says that a piece is done. @param left pieces that remain */
  tick(text: string, left: number): void {
    this.#done += 1;
    const minutes = ((performance.now() - this.#start) / this.#done / 60_000) * left;
    console.log(`${text}; faltam ${left} (${minutes.toFixed(1)} min)`);
  }
}
