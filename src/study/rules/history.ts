/** What the log says about each question of today's bank. */
import type { BankQuestion } from '../bank/bank.ts';
import type { AnswerEvent } from '../log/event.ts';
import type { Placed } from '../log/order.ts';

/** What a history needs to know of a question. */
export type Asked = Pick<BankQuestion, 'id' | 'hash'>;

/** From this share of the rubric on, an open answer counts as right. */
const PASS = 0.6;

export const isRight = (score: number) => score >= PASS;

export interface QuestionHistory {
  /** Answers to the question as it stands today. */
  attempts: number;
  right: number;
  last?: { event: AnswerEvent; time: number };
  /** Answered wrong at least once. */
  everWrong: boolean;
  /** The latest answer was wrong: it stands in the error notebook. */
  pending: boolean;
  /** It was answered before its text or key changed, and not since. */
  changed: boolean;
  starred: boolean;
  note: string;
}

const UNTOUCHED: QuestionHistory = {
  attempts: 0,
  right: 0,
  everWrong: false,
  pending: false,
  changed: false,
  starred: false,
  note: '',
};

export type History = ReadonlyMap<string, QuestionHistory>;

/** History of every question of the bank; events of questions that left the bank are passed over. */
export function historyOf(placed: readonly Placed[], questions: readonly Asked[]): History {
  const hashes = new Map(questions.map(({ id, hash }) => [id, hash]));
  const history = new Map(questions.map(({ id }) => [id, { ...UNTOUCHED }]));
  for (const { event, time } of placed) {
    if (event.kind === 'exam' || event.kind === 'regrade') continue;
    const entry = history.get(event.question);
    if (!entry) continue;
    if (event.kind === 'star') entry.starred = event.on;
    else if (event.kind === 'note') entry.note = event.text;
    else if (event.hash !== hashes.get(event.question)) entry.changed = entry.attempts === 0;
    else Object.assign(entry, afterAnswer(entry, event, time));
  }
  return history;
}

function afterAnswer(entry: QuestionHistory, event: AnswerEvent, time: number): Partial<QuestionHistory> {
  const right = isRight(event.score);
  return {
    attempts: entry.attempts + 1,
    right: entry.right + Number(right),
    last: { event, time },
    everWrong: entry.everWrong || !right,
    pending: !right,
    changed: false,
  };
}

/** The entry of a question, also when it was never touched. */
export function entryOf(history: History, id: string): QuestionHistory {
  return history.get(id) ?? UNTOUCHED;
}
