/** A mock exam under way, as it is kept between two visits. */

import { randomToken } from '../../../client/random-token.ts';
import type { BankQuestion } from '../../bank/bank.ts';
import { type Draft, type ExamItem, LONGEST_EXAM_MS } from '../../log/event.ts';
import { drawExam } from '../../rules/draw.ts';
import { ratingOf, scoreOf } from '../../rules/grade.ts';
import { z } from '../../schema.ts';

/** 32 hexadecimal digits; the last four number the events of one exam, of which the report is the first. */
const REPORT_ID = /^[0-9a-f]{28}0000$/;

const runningExam = z.strictObject({
  /** The report will have it: an exam that is in the log was handed in. */
  id: z._default(z.string().check(z.regex(REPORT_ID)), () => eventId(randomToken(), 0)),
  /** Minutes allowed; 0 for no limit. */
  minutes: z.int().check(z.minimum(0), z.maximum(600)),
  penalty: z.boolean(),
  subjects: z.array(z.string()),
  /** Time spent with the page open and the clock running: no wall clock is asked. */
  spentMs: z.number().check(z.minimum(0)),
  /** Question on view. */
  place: z.int().check(z.minimum(0)),
  items: z
    .array(
      z.strictObject({
        question: z.string(),
        hash: z.string(),
        response: z.string().check(z.maxLength(4000)),
        /** To be looked at again before the end. */
        flagged: z.boolean(),
      }),
    )
    .check(z.minLength(1), z.maxLength(400)),
});

export type RunningExam = z.infer<typeof runningExam>;

export interface ExamPlan {
  count: number;
  minutes: number;
  penalty: boolean;
  subjects: readonly string[];
  questions: readonly BankQuestion[];
}

export function startExam({ count, questions, ...plan }: ExamPlan, seed: number): RunningExam {
  const items = drawExam(questions, count, seed).map(({ id, hash }) => ({
    question: id,
    hash,
    response: '',
    flagged: false,
  }));
  return {
    ...plan,
    id: eventId(randomToken(), 0),
    subjects: [...plan.subjects],
    spentMs: 0,
    place: 0,
    items,
  };
}

/** What a new version of the bank did to an exam under way. */
export interface ExamChanges {
  /** Questions whose text is another now: asked again, the answer blank. */
  readonly rewritten: number;
  /** Of those, how many had an answer. */
  readonly blanked: number;
  /** Questions that left the bank: taken out, since they cannot be marked. */
  readonly removed: number;
}

export interface Resumed {
  /** Undefined when no question of it is left. */
  readonly exam: RunningExam | undefined;
  readonly changes: ExamChanges;
}

/** What was kept, brought up to the bank of today; undefined if it is no exam. */
export function resumeExam(kept: unknown, questions: readonly BankQuestion[]): Resumed | undefined {
  const { data } = runningExam.safeParse(kept);
  if (!data) return undefined;
  const hashes = new Map(questions.map(({ id, hash }) => [id, hash]));
  const changes = { rewritten: 0, blanked: 0, removed: 0 };
  let place = data.place;
  const items = data.items.flatMap((item, index) => {
    const hash = hashes.get(item.question);
    if (hash === item.hash) return [item];
    if (hash === undefined) {
      changes.removed += 1;
      if (index < data.place) place -= 1;
      return [];
    }
    changes.rewritten += 1;
    if (item.response.trim() !== '') changes.blanked += 1;
    return [{ ...item, hash, response: '' }];
  });
  const exam = { ...data, items, place: Math.min(place, items.length - 1) };
  return { exam: items.length > 0 ? exam : undefined, changes };
}

/** Milliseconds left; infinite without a limit. */
export function timeLeft({ minutes, spentMs }: RunningExam): number {
  return minutes === 0 ? Number.POSITIVE_INFINITY : Math.max(0, minutes * 60_000 - spentMs);
}

/** The items marked by their key; an open answer waits, its score null, until `opened` has it. */
export function markItems(
  exam: RunningExam,
  questions: ReadonlyMap<string, BankQuestion>,
  opened: ReadonlyMap<string, number>,
): ExamItem[] {
  return exam.items.map(({ question: id, hash, response }) => {
    const question = questions.get(id);
    const blank = response.trim() === '' || !question;
    const score = blank ? null : (scoreOf(question, response) ?? opened.get(id) ?? null);
    return { question: id, hash, response, score };
  });
}

/** An event with the name that it has whenever the same exam is handed in: twice is once. */
export interface NamedDraft {
  id: string;
  draft: Draft;
}

/** What goes into the log when an exam ends: each answer given, and the exam as a whole. */
export function examEvents(exam: RunningExam, items: readonly ExamItem[]): NamedDraft[] {
  const answers = items.flatMap(({ score, ...item }, index): NamedDraft[] => {
    if (score === null) return [];
    const draft = { kind: 'answer', ...item, score, rating: ratingOf(score), mode: 'exam' } as const;
    return [{ id: eventId(exam.id, index + 1), draft }];
  });
  const { id, minutes, penalty, subjects, spentMs } = exam;
  // The last tick may come late.
  const longest = minutes === 0 ? LONGEST_EXAM_MS : minutes * 60_000;
  const plan = { minutes, penalty, subjects, spentMs: Math.min(Math.round(spentMs), longest) };
  return [...answers, { id, draft: { kind: 'exam', ...plan, items: [...items] } }];
}

function eventId(exam: string, number: number): string {
  return exam.slice(0, 28) + number.toString(16).padStart(4, '0');
}

/** `3725000` -> `1:02:05`. */
export function formatClock(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ];
  const two = (number: number) => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
