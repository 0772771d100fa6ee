/** The reader's hand on a run: pause, one step, go on, stop. */
import type { CommandQueue } from '../../job.ts';
import type { TrainCommand } from '../train.ts';

export interface ControlEvents {
  /** Before the run waits: whatever is pending should be told and kept. */
  pausing(): Promise<void>;
  resumed(): void;
  snapshot(): Promise<void>;
}

export class Controls {
  readonly #commands: CommandQueue<TrainCommand>;
  readonly #events: ControlEvents;
  /** After one more step the run waits again. */
  #single = false;

  constructor(commands: CommandQueue<TrainCommand>, events: ControlEvents) {
    this.#commands = commands;
    this.#events = events;
  }

  /** Between two steps: obeys what was asked meanwhile. @returns whether to go on */
  async goOn(): Promise<boolean> {
    let paused = this.#single;
    this.#single = false;
    if (paused) await this.#events.pausing();
    for (;;) {
      const command = paused ? await this.#commands.next() : this.#commands.poll();
      switch (command) {
        case undefined:
          return true;
        case 'stop':
          return false;
        case 'snapshot':
          await this.#events.snapshot();
          break;
        case 'pause':
          if (!paused) await this.#events.pausing();
          paused = true;
          break;
        case 'resume':
          if (paused) this.#events.resumed();
          paused = false;
          break;
        case 'step':
          this.#single = true;
          return true;
      }
    }
  }
}
