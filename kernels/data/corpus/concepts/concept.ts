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

/** Short notes about any topic. */
export const CONCEPT_NOTES: readonly string[] = [
  'É preciso {acao}.',
  'Vamos {acao}.',
  'Queremos {acao}.',
  'Hoje é dia de {acao}.',
  'Não dá para {acao}.',
  'Quem pode {acao}?',
  'Falamos {do coisa}.',
  'Só penso {no coisa}.',
  'Uma nota sobre {o coisa}.',
  'Tudo por causa {do coisa}.',
  '{o coisa} e {o coisa2}.',
  '{coisa}, {coisa2} e {coisa3}.',
  '{coisa}: {acao}.',
];
