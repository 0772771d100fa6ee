/** Reviews under a fake clock: due dates, a changed question, a wrong clock. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { StudyEvent } from '../../../src/study/log/event.ts';
import { placeInTime } from '../../../src/study/log/order.ts';
import { dueBy, endOfDay, forecast, reviewsOf } from '../../../src/study/rules/schedule.ts';
import { answer, choice, DAY, MONDAY, token } from './fixtures.ts';

const BANK = [choice('a'), choice('b')];

const reviews = (events: readonly StudyEvent[], now: number, bank = BANK) =>
  reviewsOf(placeInTime(events, now), bank);

describe('due dates', () => {
  test('a wrong answer comes back the next day, a right one later, an easy one later still', () => {
    const [wrong] = reviews([answer('a', MONDAY, { score: 0 })], MONDAY);
    const [right] = reviews([answer('a', MONDAY)], MONDAY);
    const [easy] = reviews([answer('a', MONDAY, { rating: 4 })], MONDAY);
    expect(wrong?.due).toBe(MONDAY + DAY);
    expect(right?.due).toBeGreaterThan(MONDAY + DAY);
    expect(easy?.due ?? 0).toBeGreaterThan(right?.due ?? 0);
  });

  test('each success in time lengthens the interval', () => {
    const events: StudyEvent[] = [];
    let now = MONDAY;
    const intervals = [1, 2, 3, 4].map(() => {
      events.push(answer('a', now));
      const due = reviews(events, now)[0]?.due ?? 0;
      const interval = due - now;
      now = due;
      return interval;
    });
    expect(intervals).toEqual(intervals.toSorted((a, b) => a - b));
    expect(new Set(intervals).size).toBe(4);
  });

  test('a later opinion changes a right answer and never a wrong one', () => {
    const right = answer('a', MONDAY);
    const wrong = answer('b', MONDAY, { score: 0 });
    const opinion = (target: string): StudyEvent => ({
      kind: 'regrade',
      id: token(),
      device: right.device,
      seq: 1e6,
      at: MONDAY,
      answer: target,
      rating: 4,
    });
    const before = reviews([right, wrong], MONDAY);
    const after = reviews([right, wrong, opinion(right.id), opinion(wrong.id)], MONDAY);
    const due = (list: typeof before, id: string) => list.find(({ question }) => question === id)?.due ?? 0;
    expect(due(after, 'a')).toBeGreaterThan(due(before, 'a'));
    expect(due(after, 'b')).toBe(due(before, 'b'));
  });

  test('a changed question has no review: it is asked again', () => {
    const changed = [{ ...choice('a'), hash: '000000000000' }, choice('b')];
    expect(reviews([answer('a', MONDAY), answer('b', MONDAY)], MONDAY, changed)).toHaveLength(1);
  });

  test('a session with the clock in 2030 does not put the reviews off until then', () => {
    const ahead = [
      answer('a', MONDAY),
      answer('b', MONDAY + 1500 * DAY, { score: 0 }),
      answer('a', MONDAY + DAY),
    ];
    for (const { due } of reviews(ahead, MONDAY + DAY)) expect(due).toBeLessThan(MONDAY + 60 * DAY);
  });

  test('a session with the clock in 2020 loses nothing, and the dates are what they would have been', () => {
    const told = (at: number) => [
      answer('a', MONDAY - DAY),
      answer('a', MONDAY),
      { ...answer('b', at), seq: 1e6 },
      { ...answer('a', MONDAY + 2 * DAY), seq: 2e6 },
    ];
    const behind = reviews(told(MONDAY - 2000 * DAY), MONDAY + 2 * DAY);
    const rightClock = reviews(told(MONDAY), MONDAY + 2 * DAY);
    expect(behind.map(({ question, due }) => [question, due])).toEqual(
      rightClock.map(({ question, due }) => [question, due]),
    );
  });
});

describe('whatever the clock and the zone', () => {
  const zone = process.env['TZ'];
  const zones = fc.constantFrom(
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'America/Sao_Paulo',
    'Asia/Kolkata',
  );

  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  test('every question answered has one review, at least a day after a time that the clock had shown', () => {
    const clock = fc.integer({ min: 0, max: 60_000 }).map((days) => days * DAY);
    const answers = fc.array(fc.record({ at: clock, id: fc.constantFrom('a', 'b'), right: fc.boolean() }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(answers, clock, zones, (given, now, where) => {
        process.env['TZ'] = where;
        const events = given.map(({ id, at, right }) => answer(id, at, { score: right ? 1 : 0 }));
        const found = reviews(events, now);
        expect(found.map(({ question }) => question).toSorted()).toEqual(
          [...new Set(given.map(({ id }) => id))].toSorted(),
        );
        for (const { card, due } of found) {
          expect(card.scheduled_days).toBeGreaterThanOrEqual(1);
          expect(card.stability).toBeGreaterThan(0);
          expect(due).toBeGreaterThanOrEqual((card.last_review?.getTime() ?? Number.NaN) + DAY);
          expect(card.last_review?.getTime()).toBeLessThanOrEqual(now);
        }
      }),
    );
  });

  test('a journey around the world moves no date, and what was due stays within two days of today', () => {
    fc.assert(
      fc.property(zones, zones, (here, there) => {
        process.env['TZ'] = here;
        const events = [answer('a', MONDAY, { score: 0 }), answer('b', MONDAY)];
        const before = reviews(events, MONDAY);
        const offset = new Date(MONDAY).getTimezoneOffset();
        process.env['TZ'] = there;
        const after = reviews(events, MONDAY);
        expect(new Date(MONDAY).getTimezoneOffset() === offset).toBe(here === there);
        expect(after).toEqual(before);
        expect(dueBy(after, MONDAY + 2 * DAY).map(({ question }) => question)).toContain('a');
        expect(forecast(after, MONDAY, 400).reduce((sum, count) => sum + count, 0)).toBe(2);
      }),
    );
  });
});

test('what is due today counts until midnight, and the forecast sums to what is due in its days', () => {
  const events = [answer('a', MONDAY, { score: 0 }), answer('b', MONDAY, { score: 0 })];
  const found = reviews(events, MONDAY);
  expect(dueBy(found, MONDAY)).toHaveLength(0);
  expect(dueBy(found, endOfDay(MONDAY))).toHaveLength(2);
  expect(forecast(found, MONDAY, 3)).toEqual([0, 2, 0]);
  expect(forecast(found, MONDAY + 9 * DAY, 2)).toEqual([2, 0]);
});
