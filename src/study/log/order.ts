/**
 * The order in which things happened, although clocks lie. Each device numbers its events, and time only runs forward:
 * where its clock says otherwise, the largest set of times that agree with the numbers is believed, and the others take
 * the time of the believed event before them. Nothing stored is changed: this is a reading of it.
 */
import type { StudyEvent } from './event.ts';

/** An event with the moment at which it is held to have happened. */
export interface Placed {
  event: StudyEvent;
  /** Milliseconds since 1970; never after `now`. */
  time: number;
}

/** Every event with its believed time, oldest first. */
export function placeInTime(events: readonly StudyEvent[], now: number): Placed[] {
  const placed = [...Map.groupBy(events, ({ device }) => device).values()].flatMap((own) =>
    placeDevice(own, now),
  );
  return placed.sort(
    (a, b) => a.time - b.time || compare(a.event.device, b.event.device) || a.event.seq - b.event.seq,
  );
}

function placeDevice(own: readonly StudyEvent[], now: number): Placed[] {
  const events = own.toSorted((a, b) => a.seq - b.seq || compare(a.id, b.id));
  const times = believe(
    events.map(({ at }) => at),
    now,
  );
  return events.map((event, index) => ({ event, time: times[index] ?? now }));
}

/**
 * Times in a row that never runs backwards.
 * @param told what the clock said at each event, in the order in which they happened
 */
export function believe(told: readonly number[], now: number): number[] {
  const believed = longestRise(told.map((time) => (time <= now ? time : Number.NaN)));
  let last = told.find((_, index) => believed.has(index)) ?? now;
  return told.map((time, index) => {
    if (believed.has(index)) last = time;
    return last;
  });
}

/** Places of a longest non-decreasing subsequence (patience sorting, n log n); NaN is in none. */
function longestRise(values: readonly number[]): Set<number> {
  /** For each length, the place where the best run of that length ends. */
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  const valueAt = (place: number | undefined) => values[place ?? -1] ?? Number.NEGATIVE_INFINITY;
  values.forEach((value, place) => {
    if (Number.isNaN(value)) return;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (valueAt(ends[middle]) <= value) low = middle + 1;
      else high = middle;
    }
    before[place] = ends[low - 1];
    ends[low] = place;
  });
  const chosen = new Set<number>();
  for (let place = ends.at(-1); place !== undefined; place = before[place]) chosen.add(place);
  return chosen;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
