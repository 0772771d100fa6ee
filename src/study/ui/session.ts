/** One journal a page, and what it says about the bank, recomputed when either changes. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Bank } from '../bank/bank.ts';
import type { ExamEvent } from '../log/event.ts';
import { createJournal, type Journal } from '../log/journal.ts';
import { placeInTime } from '../log/order.ts';
import { createOutbox, siteStorage } from '../log/outbox.ts';
import { openShelf } from '../log/shelf.ts';
import { type Asked, type History, historyOf } from '../rules/history.ts';
import { type Review, reviewsOf } from '../rules/schedule.ts';

let opened: Journal | undefined;

/** The journal of this page; opened at the first call, in the browser only. */
export function pageJournal(): Journal {
  if (!opened) {
    const journal = createJournal({ open: openShelf, now: Date.now, outbox: createOutbox(siteStorage()) });
    // A page that slept, or came back by the browser's arrow, heard nothing of the other tabs.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void journal.refresh();
    });
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) void journal.refresh();
    });
    opened = journal;
  }
  return opened;
}

/** The moment for which reviews are computed: the reader may come back to an open page days later. */
const clock = signal(Date.now());

if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    clock.value = Date.now();
  });
}

export interface Standing {
  now: number;
  history: History;
  reviews: readonly Review[];
  /** Finished mock exams, latest first. */
  exams: readonly { event: ExamEvent; time: number }[];
}

/** Where the reader stands with these questions. */
export function standingOf(journal: Journal, questions: readonly Asked[]): ReadonlySignal<Standing> {
  return computed(() => {
    // A new event is never after the moment for which it is read.
    const now = Math.max(clock.value, Date.now());
    const placed = placeInTime(journal.events.value, now);
    const exams = placed.flatMap(({ event, time }) => (event.kind === 'exam' ? [{ event, time }] : []));
    return {
      now,
      history: historyOf(placed, questions),
      reviews: reviewsOf(placed, questions),
      exams: exams.reverse(),
    };
  });
}

/** All that a study page works with. */
export interface Study {
  bank: Bank;
  journal: Journal;
  standing: ReadonlySignal<Standing>;
}
