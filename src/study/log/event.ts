/**
 * What a reader did, one event at a time. The log of events is all that is stored: results, review dates and progress
 * are computed from it, so that two tabs, an import or a changed question never leave two truths behind.
 */
import { z } from '../schema.ts';

/** A question's id, as its file is named. */
const questionId = z.string().check(z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), z.maxLength(120));
const hash = z.string().check(z.regex(/^[0-9a-f]{12}$/));
const token = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const share = z.number().check(z.minimum(0), z.maximum(1));
const text = z.string().check(z.maxLength(4000));
const count = z.int().check(z.minimum(0), z.maximum(1e6));
const label = z.string().check(z.maxLength(80));

/** Eleven days: an exam without a limit may stay open long. */
export const LONGEST_EXAM_MS = 1e9;

/** FSRS's grades: 1 again, 2 hard, 3 good, 4 easy. */
const rating = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

const base = {
  /** Random; the same event has the same id in every export. */
  id: token,
  /** The browser profile in which it happened. */
  device: token,
  /** Order within the device, whatever its clock said. */
  seq: z.int().check(z.minimum(1), z.maximum(1e9)),
  /** Clock of the device, in milliseconds since 1970. */
  at: z.int().check(z.minimum(0), z.maximum(4_102_444_800_000)),
};

const answer = {
  kind: z.literal('answer'),
  question: questionId,
  hash,
  /** What was chosen or written. */
  response: text,
  /** 1 right, 0 wrong; between them for an open question. */
  score: share,
  rating,
  mode: z.enum(['practice', 'review', 'exam']),
};

const examItem = z.strictObject({
  question: questionId,
  hash,
  response: text,
  /** Null when left blank, or not yet judged. */
  score: z.nullable(share),
});

const exam = {
  kind: z.literal('exam'),
  /** Minutes allowed; 0 for no limit. */
  minutes: count,
  penalty: z.boolean(),
  subjects: z.array(label).check(z.maxLength(60)),
  spentMs: z.int().check(z.minimum(0), z.maximum(LONGEST_EXAM_MS)),
  items: z.array(examItem).check(z.minLength(1), z.maxLength(400)),
};

const star = { kind: z.literal('star'), question: questionId, on: z.boolean() };
const note = { kind: z.literal('note'), question: questionId, text: text.check(z.maxLength(1000)) };
/** A later opinion on how hard an answer was. */
const regrade = { kind: z.literal('regrade'), answer: token, rating };

const studyEvent = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, ...answer }),
  z.strictObject({ ...base, ...exam }),
  z.strictObject({ ...base, ...star }),
  z.strictObject({ ...base, ...note }),
  z.strictObject({ ...base, ...regrade }),
]);

const stamp = { id: base.id, at: base.at };

/** An event that the log has named and dated, and not numbered yet. */
const unnumbered = z.discriminatedUnion('kind', [
  z.strictObject({ ...stamp, ...answer }),
  z.strictObject({ ...stamp, ...exam }),
  z.strictObject({ ...stamp, ...star }),
  z.strictObject({ ...stamp, ...note }),
  z.strictObject({ ...stamp, ...regrade }),
]);

export type StudyEvent = z.infer<typeof studyEvent>;
export type AnswerEvent = Extract<StudyEvent, { kind: 'answer' }>;
export type ExamEvent = Extract<StudyEvent, { kind: 'exam' }>;
export type ExamItem = z.infer<typeof examItem>;
export type Unnumbered = z.infer<typeof unnumbered>;
type Unstamped<Event> = Event extends unknown ? Omit<Event, keyof typeof stamp> : never;
/** An event before the log has named and dated it. */
export type Draft = Unstamped<Unnumbered>;
export type Rating = AnswerEvent['rating'];

export interface Reading<Event = StudyEvent> {
  events: Event[];
  /** Records that are no events of this version: left where they are, counted, not used. */
  unreadable: number;
}

/** What is stored may have been written by anybody: only what fits the schema is used. */
export function readEvents(records: readonly unknown[]): Reading {
  return readAs(studyEvent, records);
}

/** The same for events that wait for their number. */
export function readUnnumbered(records: readonly unknown[]): Reading<Unnumbered> {
  return readAs(unnumbered, records);
}

function readAs<Event>(schema: z.ZodMiniType<Event>, records: readonly unknown[]): Reading<Event> {
  const events = records.flatMap((record) => {
    const { success, data } = schema.safeParse(record);
    return success ? [data] : [];
  });
  return { events, unreadable: records.length - events.length };
}
