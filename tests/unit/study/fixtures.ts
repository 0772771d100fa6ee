/** Small questions and events for the study tests. */
import type { BankQuestion } from '../../../src/study/bank/bank.ts';
import type { AnswerEvent, StudyEvent } from '../../../src/study/log/event.ts';
import { memoryShelf, type Shelf } from '../../../src/study/log/shelf.ts';

export const DAY = 86_400_000;
/** Noon of a Monday in UTC. */
export const MONDAY = Date.UTC(2026, 10, 23, 12);
export const DEVICE = 'd'.repeat(32);
export const HASH = 'abcdef012345';

const common = { hash: HASH, difficulty: 'media', source: 'inédita', statement: 'S' } as const;

function place(section: string) {
  return { section: `19-peft/${section}`, title: section, href: `/aulas/19-peft/${section}/#x` };
}

export function choice(id: string, subject = 'LoRA', section = 'lora'): BankQuestion {
  const options = [0, 1, 2, 3].map((index) => ({
    text: `t${index}`,
    right: index === 2,
    comment: `c${index}`,
  }));
  return { kind: 'multipla', ...common, id, subject, places: [place(section)], options };
}

export function item(id: string, subject = 'QLoRA', section = 'qlora'): BankQuestion {
  return {
    kind: 'certo-errado',
    ...common,
    id,
    subject,
    places: [place(section)],
    right: 'certo',
    comment: 'c',
  };
}

export function numeric(value: number, tolerance = 0, id = 'conta'): BankQuestion {
  const places = [place('lora')];
  return {
    kind: 'numerica',
    ...common,
    id,
    subject: 'LoRA',
    places,
    value,
    tolerance,
    unit: '',
    comment: 'c',
  };
}

let made = 0;

/** 32 hexadecimal digits, each time others. */
export function token(): string {
  return (++made).toString(16).padStart(32, '0');
}

export function answer(question: string, at: number, part: Partial<AnswerEvent> = {}): AnswerEvent {
  const score = part.score ?? 1;
  return {
    kind: 'answer',
    id: token(),
    device: DEVICE,
    seq: ++made,
    at,
    question,
    hash: HASH,
    response: '2',
    score,
    rating: score === 1 ? 3 : 1,
    mode: 'practice',
    ...part,
  };
}

export function starred(question: string, at: number, on: boolean): StudyEvent {
  return { kind: 'star', id: token(), device: DEVICE, seq: ++made, at, question, on };
}

/** Stands for the browser's database. */
export function lastingShelf(): Shelf {
  return { ...memoryShelf(), lasting: true };
}

/** Stands for localStorage; `refuses` while it is full. */
export class FakeStorage implements Storage {
  refuses = false;
  readonly #entries = new Map<string, string>();

  get length(): number {
    return this.#entries.size;
  }
  key(index: number): string | null {
    return [...this.#entries.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#entries.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (this.refuses) throw new DOMException('full', 'QuotaExceededError');
    this.#entries.set(key, value);
  }
  removeItem(key: string): void {
    this.#entries.delete(key);
  }
  clear(): void {
    this.#entries.clear();
  }
}
