import type { CommandQueue } from './job.ts';

/** A queue that one side fills and the job empties. */
export class Commands<Command> implements CommandQueue<Command> {
  readonly #signal: AbortSignal;
  readonly #waiting: Command[] = [];
  #wake: (() => void) | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake?.());
  }

  push(command: Command): void {
    this.#waiting.push(command);
    this.#wake?.();
  }

  poll(): Command | undefined {
    return this.#waiting.shift();
  }

  async next(): Promise<Command> {
    for (;;) {
      this.#signal.throwIfAborted();
      const command = this.#waiting.shift();
      if (command !== undefined) return command;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
