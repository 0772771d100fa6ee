/** The adapters that can be plugged into the one base of this page. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { AdapterData } from '../../runtime/jobs/plugged.ts';
import { METHODS } from '../training/methods.ts';
import type { RunSpec } from '../training/run-spec.ts';
import { TASKS, type TrainingTask } from '../training/tasks.ts';

export interface ShelfAdapter {
  readonly id: string;
  readonly name: string;
  /** The task that it was trained for; undefined where nobody knows. */
  readonly task: TrainingTask | undefined;
  readonly data: AdapterData;
}

export class Shelf {
  readonly #adapters = signal<readonly ShelfAdapter[]>([]);
  readonly #chosenId = signal<string | undefined>(undefined);

  get adapters(): ReadonlySignal<readonly ShelfAdapter[]> {
    return this.#adapters;
  }

  /** The adapter that the reader works with. */
  get chosen(): ShelfAdapter | undefined {
    return this.#adapters.value.find(({ id }) => id === this.#chosenId.value) ?? this.#adapters.value[0];
  }

  choose(id: string): void {
    this.#chosenId.value = id;
  }

  /** Puts an adapter in front, in place of one with the same id, and chooses it if asked. */
  put(adapter: ShelfAdapter, choose = true): void {
    this.#adapters.value = [adapter, ...this.#adapters.value.filter(({ id }) => id !== adapter.id)];
    if (choose) this.#chosenId.value = adapter.id;
  }

  remove(id: string): void {
    this.#adapters.value = this.#adapters.value.filter((adapter) => adapter.id !== id);
  }
}

/** `LoRA, Cláusulas de contrato, 300 passos, semente 1`. */
export function runName({ task, method, steps, seed }: RunSpec): string {
  return `${METHODS[method].name}, ${TASKS[task].title}, ${steps} ${steps === 1 ? 'passo' : 'passos'}, semente ${seed}`;
}
