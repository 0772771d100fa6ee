import type { Noun } from '../../grammar/morphology.ts';
import type { Banks } from '../banks.ts';

/** A topic that a task asks for, with the words that name it in everyday talk. */
export interface Concept {
  /** Value of `Assunto:` in the base corpus, and label of the task. */
  readonly topic: string;
  /** What one does about it, in the infinitive: "pagar o boleto". Slot {acao}. */
  readonly actions: Banks<string>;
  /** What one speaks of: "boleto". Slot {coisa}. */
  readonly things: Banks<Noun>;
  /** Everyday sentences of this topic alone. */
  readonly sentences: readonly string[];
}
