/**
 * What is on its way to IndexedDB, kept meanwhile in localStorage, which is written before the next line runs: a page that
 * is left in the very instant of an answer loses nothing. What lies here was written by anybody until it has been checked.
 * Each event, and the exam of each tab, has an entry of its own, so that tabs never overwrite one another.
 */
import { z } from '../schema.ts';
import { type Reading, readUnnumbered, type Unnumbered } from './event.ts';

const EVENT = 'ajuste-fino-estudo evento ';
const EXAM = 'ajuste-fino-estudo simulado ';
const PROBE = 'ajuste-fino-estudo teste';

const heldExam = z.strictObject({
  tab: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  /** Told by the module that runs exams, which checks it. */
  exam: z.unknown(),
  /** The tab was to take the exam over, whoever held it. */
  take: z.boolean(),
});

/** A state of the running exam that IndexedDB may not have yet. */
export type WaitingExam = z.infer<typeof heldExam>;

/** What waits beside the store. */
export interface Outbox {
  /** Whether anything can be kept here at all. */
  works: () => boolean;
  /** False when the browser refuses: blocked or full. */
  put: (event: Unnumbered) => boolean;
  remove: (ids: readonly string[]) => void;
  /** Oldest first. */
  read: () => Reading<Unnumbered>;
  /** One that takes the exam over leaves no other tab's here. False when the browser refuses. */
  putExam: (exam: WaitingExam) => boolean;
  /** Without a tab, those of all. */
  removeExam: (tab?: string) => void;
  readExams: () => WaitingExam[];
  /** Forgets everything, readable or not. */
  clear: () => void;
}

/** The place that browsers give each site; undefined where it is blocked. */
export function siteStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** @param storage undefined: nothing is ever kept */
export function createOutbox(storage: Storage | undefined): Outbox {
  const write = (key: string, value: unknown): boolean => {
    try {
      storage?.setItem(key, JSON.stringify(value));
      return storage !== undefined;
    } catch {
      return false;
    }
  };
  const keys = (prefix: string): string[] =>
    Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '').filter((key) =>
      key.startsWith(prefix),
    );
  const removeAll = (prefix: string): void => {
    for (const key of keys(prefix)) storage?.removeItem(key);
  };
  const values = (prefix: string): unknown[] => keys(prefix).map((key) => parse(storage?.getItem(key)));

  return {
    works() {
      const works = write(PROBE, 1);
      storage?.removeItem(PROBE);
      return works;
    },
    put: (event) => write(EVENT + event.id, event),
    remove(ids) {
      for (const id of ids) storage?.removeItem(EVENT + id);
    },
    read() {
      const { events, unreadable } = readUnnumbered(values(EVENT));
      return { events: events.sort((a, b) => a.at - b.at), unreadable };
    },
    putExam(exam) {
      const kept = write(EXAM + exam.tab, exam);
      const others = kept && exam.take ? keys(EXAM).filter((key) => key !== EXAM + exam.tab) : [];
      for (const key of others) storage?.removeItem(key);
      return kept;
    },
    removeExam: (tab) => (tab === undefined ? removeAll(EXAM) : storage?.removeItem(EXAM + tab)),
    readExams: () =>
      values(EXAM).flatMap((value) => {
        const { success, data } = heldExam.safeParse(value);
        return success ? [data] : [];
      }),
    clear() {
      removeAll(EVENT);
      removeAll(EXAM);
    },
  };
}

function parse(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
