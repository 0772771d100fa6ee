/** Keeps a checkpoint of a run every few seconds; storage that fails does not stop the run. */
import type { Checkpoint, CheckpointStore } from '../../checkpoints.ts';
import type { ProblemData } from '../../problem.ts';

const INTERVAL_MS = 3000;

export interface SaverEvents {
  saved(step: number): void;
  /** Told once a run. */
  failed(problem: ProblemData): void;
}

export class Saver {
  readonly #store: CheckpointStore;
  readonly #key: string | undefined;
  readonly #events: SaverEvents;
  #last = performance.now();
  #writing: Promise<void> | undefined;
  #told = false;

  /** @param key where to keep; undefined: nowhere */
  constructor(store: CheckpointStore, key: string | undefined, events: SaverEvents) {
    this.#store = store;
    this.#key = key;
    this.#events = events;
  }

  /** Whether it is time for the next checkpoint; never while one is being written. */
  get due(): boolean {
    return this.#key !== undefined && !this.#writing && performance.now() - this.#last >= INTERVAL_MS;
  }

  /** Writes a checkpoint without being waited for. @param take reads the state, from the device if need be */
  async save(take: () => Promise<Checkpoint>): Promise<void> {
    if (this.#key === undefined) return;
    await this.#writing;
    const checkpoint = await take();
    this.#last = performance.now();
    this.#writing = this.#write(this.#key, checkpoint).finally(() => {
      this.#writing = undefined;
    });
  }

  /** The run has ended well: nothing is left to go on from. */
  async discard(): Promise<void> {
    if (this.#key === undefined) return;
    await this.#writing;
    await this.#store.remove(this.#key);
  }

  /** Waits for a checkpoint that is being written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #write(key: string, checkpoint: Checkpoint): Promise<void> {
    try {
      await this.#store.write(key, checkpoint);
      this.#events.saved(checkpoint.state.step);
    } catch (error) {
      if (this.#told) return;
      this.#told = true;
      const full = error instanceof DOMException && error.name === 'QuotaExceededError';
      this.#events.failed({
        what: full
          ? 'O espaço que o navegador dá a este site acabou, e o treino não está sendo salvo.'
          : 'O navegador não deixa este site guardar dados, e o treino não está sendo salvo.',
        remedy: 'Ele continua, mas se perde se a aba for fechada; exporte o adaptador ao terminar.',
      });
    }
  }
}
