/**
 * When each question comes back: the FSRS algorithm (ts-fsrs), replayed over the log. Intervals are whole days, because
 * a candidate studies by the day; nothing random, so that the same log always gives the same dates.
 */
import { type Card, createEmptyCard, fsrs } from 'ts-fsrs';
import type { Rating } from '../log/event.ts';
import type { Placed } from '../log/order.ts';
import type { Asked } from './history.ts';

const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false, request_retention: 0.9 });

export interface Review {
  question: string;
  /** Milliseconds since 1970. */
  due: number;
  card: Card;
}

/** The review of every question that was answered as it stands today, soonest first. */
export function reviewsOf(placed: readonly Placed[], questions: readonly Asked[]): Review[] {
  const hashes = new Map(questions.map(({ id, hash }) => [id, hash]));
  const opinions = new Map<string, Rating>();
  for (const { event } of placed) if (event.kind === 'regrade') opinions.set(event.answer, event.rating);
  const cards = new Map<string, Card>();
  for (const { event, time } of placed) {
    if (event.kind !== 'answer' || event.hash !== hashes.get(event.question)) continue;
    const card: Card = cards.get(event.question) ?? createEmptyCard(time);
    // A wrong answer was not remembered, whatever its author thinks of it.
    const rating = event.rating === 1 ? 1 : (opinions.get(event.id) ?? event.rating);
    cards.set(event.question, scheduler.next(card, time, rating).card);
  }
  return [...cards]
    .map(([question, card]) => ({ question, card, due: card.due.getTime() }))
    .sort((a, b) => a.due - b.due || (a.question < b.question ? -1 : 1));
}

/** The first moment of the day after `now`, where the reader is. */
export function endOfDay(now: number, days = 1): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

/** Reviews whose day has come. */
export function dueBy(reviews: readonly Review[], now: number): Review[] {
  const limit = endOfDay(now);
  return reviews.filter(({ due }) => due < limit);
}

/** How many reviews fall on today (with those overdue) and on each of the following days. */
export function forecast(reviews: readonly Review[], now: number, days: number): number[] {
  return Array.from({ length: days }, (_, day) => {
    const from = day === 0 ? Number.NEGATIVE_INFINITY : endOfDay(now, day);
    const to = endOfDay(now, day + 1);
    return reviews.filter(({ due }) => due >= from && due < to).length;
  });
}
