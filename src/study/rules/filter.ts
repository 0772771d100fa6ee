/** Which questions of the bank are wanted, in the address and in the forms. */
import type { BankQuestion, Difficulty, Kind } from '../bank/bank.ts';
import { DIFFICULTIES, KINDS } from '../bank/bank.ts';
import { entryOf, type History } from './history.ts';

/** Empty lists mean any. */
export interface Filter {
  subjects: readonly string[];
  kinds: readonly Kind[];
  difficulties: readonly Difficulty[];
  /** Only those with every one of these marks. */
  marks: readonly Mark[];
}

export const MARKS = {
  novas: 'ainda não respondidas',
  erradas: 'já erradas',
  estrela: 'com estrela',
  mudaram: 'que mudaram',
} as const;

export type Mark = keyof typeof MARKS;

export const EVERYTHING: Filter = { subjects: [], kinds: [], difficulties: [], marks: [] };

/** "Outros métodos" -> "outros-metodos": subjects as an address writes them. */
export function slug(subject: string): string {
  return subject
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}

/** Subjects of the bank in alphabetical order. */
export function subjectsOf(questions: readonly Pick<BankQuestion, 'subject'>[]): string[] {
  return [...new Set(questions.map(({ subject }) => subject))].sort((a, b) => a.localeCompare(b, 'pt-BR'));
}

function isKeyOf<K extends string>(table: Readonly<Record<K, unknown>>) {
  return (word: string): word is K => Object.hasOwn(table, word);
}

/** The filter that an address tells; words it does not know are passed over. */
export function readFilter(params: URLSearchParams, subjects: readonly string[]): Filter {
  const words = (key: string) => (params.get(key) ?? '').slice(0, 400).split(',');
  const wanted = words('assunto');
  return {
    subjects: subjects.filter((subject) => wanted.includes(slug(subject))),
    kinds: words('tipo').filter(isKeyOf(KINDS)),
    difficulties: words('dificuldade').filter(isKeyOf(DIFFICULTIES)),
    marks: words('so').filter(isKeyOf(MARKS)),
  };
}

/** Writes the filter into the parameters of an address, leaving the others alone. */
export function writeFilter(filter: Filter, params = new URLSearchParams()): URLSearchParams {
  const write = (key: string, words: readonly string[]) => {
    if (words.length > 0) params.set(key, words.join(','));
    else params.delete(key);
  };
  write('assunto', filter.subjects.map(slug));
  write('tipo', filter.kinds);
  write('dificuldade', filter.difficulties);
  write('so', filter.marks);
  return params;
}

/** Questions that pass, in the order given. */
export function select<Q extends Pick<BankQuestion, 'id' | 'subject' | 'kind' | 'difficulty'>>(
  questions: readonly Q[],
  filter: Filter,
  history: History,
): Q[] {
  const within = <T>(wanted: readonly T[], value: T) => wanted.length === 0 || wanted.includes(value);
  return questions.filter(
    ({ id, subject, kind, difficulty }) =>
      within(filter.subjects, subject) &&
      within(filter.kinds, kind) &&
      within(filter.difficulties, difficulty) &&
      filter.marks.every((wanted) => hasMark(history, id, wanted)),
  );
}

function hasMark(history: History, id: string, wanted: Mark): boolean {
  const entry = entryOf(history, id);
  switch (wanted) {
    case 'novas':
      return entry.attempts === 0;
    case 'erradas':
      return entry.everWrong;
    case 'estrela':
      return entry.starred;
    case 'mudaram':
      return entry.changed;
  }
}
