/** A clock that is set wrong, in either direction, neither loses nor corrupts what was studied. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { believe, placeInTime } from '../../../src/study/log/order.ts';
import { answer, DAY, MONDAY } from './fixtures.ts';

const days = (...numbers: number[]) => numbers.map((number) => MONDAY + number * DAY);

describe('believed times', () => {
  test('a right clock is believed to the letter', () => {
    expect(believe(days(0, 1, 1, 5), MONDAY + 6 * DAY)).toEqual(days(0, 1, 1, 5));
  });

  test('a day with the clock far ahead takes the time before it, once the clock is right again', () => {
    expect(believe(days(0, 1, 1500, 2, 3), MONDAY + 3 * DAY)).toEqual(days(0, 1, 1, 2, 3));
    expect(believe(days(0, 1, 1500), MONDAY + 2 * DAY)).toEqual(days(0, 1, 1));
  });

  test('a day with the clock far behind takes the time before it', () => {
    expect(believe(days(0, 1, -2000, 2, 3), MONDAY + 3 * DAY)).toEqual(days(0, 1, 1, 2, 3));
  });

  test('while the clock is behind everything is held to have happened by now', () => {
    const now = MONDAY - 30 * DAY;
    expect(believe(days(0, 1, 2), now)).toEqual([now, now, now]);
  });

  test('never runs backwards, never passes now, and keeps a row that already rises', () => {
    const clock = fc.integer({ min: 0, max: 1e6 });
    fc.assert(
      fc.property(fc.array(clock, { maxLength: 60 }), clock, (told, now) => {
        const times = believe(told, now);
        expect(times).toHaveLength(told.length);
        times.forEach((time, index) => {
          expect(time).toBeLessThanOrEqual(now);
          expect(time).toBeGreaterThanOrEqual(times[index - 1] ?? 0);
        });
        const rising = told.filter((time) => time <= now).sort((a, b) => a - b);
        expect(believe(rising, now)).toEqual(rising);
      }),
    );
  });
});

test('events of two devices interleave by time, each in its own order', () => {
  const here = [answer('a', MONDAY), answer('b', MONDAY + 2 * DAY)];
  const device = 'e'.repeat(32);
  const there = [answer('c', MONDAY + DAY, { device }), answer('d', MONDAY + 3 * DAY, { device })];
  const placed = placeInTime([...there, ...here], MONDAY + 4 * DAY);
  expect(placed.map(({ event }) => 'question' in event && event.question)).toEqual(['a', 'c', 'b', 'd']);
});
