/** The mark of a mock exam, with and without the Cebraspe penalty. */
import type { BankQuestion } from '../bank/bank.ts';
import type { ExamItem } from '../log/event.ts';
import { isRight } from './history.ts';

export type Outcome = 'right' | 'wrong' | 'blank';

export interface Marked {
  question: BankQuestion;
  item: ExamItem;
  outcome: Outcome;
  /** Points of the item, from −1 to 1. */
  points: number;
}

export interface Tally {
  right: number;
  wrong: number;
  blank: number;
  points: number;
  /** Points of a perfect exam. */
  maximum: number;
}

/**
 * One question's mark. Right gives 1 (an open one, the share of its rubric), blank 0. With the penalty a wrong
 * right-or-wrong item takes 1 away, as in Cebraspe's exams; other kinds never take points.
 */
export function mark(question: BankQuestion, item: ExamItem, penalty: boolean): Marked {
  const { score } = item;
  if (score === null) return { question, item, outcome: 'blank', points: 0 };
  const right = isRight(score);
  const lost = penalty && question.kind === 'certo-errado' ? -1 : 0;
  return { question, item, outcome: right ? 'right' : 'wrong', points: right || score > 0 ? score : lost };
}

/** Counts and points of marked questions together. */
export function tally(marked: readonly Marked[]): Tally {
  const count = (outcome: Outcome) => marked.filter((one) => one.outcome === outcome).length;
  return {
    right: count('right'),
    wrong: count('wrong'),
    blank: count('blank'),
    points: marked.reduce((sum, { points }) => sum + points, 0),
    maximum: marked.length,
  };
}

/** Tallies by subject, in alphabetical order. */
export function bySubject(marked: readonly Marked[]): [subject: string, tally: Tally][] {
  return [...Map.groupBy(marked, ({ question }) => question.subject)]
    .map(([subject, own]): [string, Tally] => [subject, tally(own)])
    .sort(([a], [b]) => a.localeCompare(b, 'pt-BR'));
}

export interface Reading {
  section: string;
  title: string;
  href: string;
  /** Questions missed or left blank that the section teaches. */
  missed: number;
}

/** What to read after the exam: the section that mainly teaches each question missed, most missed first. */
export function readings(marked: readonly Marked[]): Reading[] {
  const found = new Map<string, Reading>();
  for (const { question, outcome } of marked) {
    const place = question.places[0];
    if (outcome === 'right' || !place) continue;
    const known = found.get(place.section) ?? { ...place, href: place.href.replace(/#.*$/, ''), missed: 0 };
    known.missed++;
    found.set(place.section, known);
  }
  return [...found.values()].sort((a, b) => b.missed - a.missed);
}
