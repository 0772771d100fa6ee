/** The bar tells the truth also when the network pauses. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Progress } from '../../../src/runtime/files/progress.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function watched(total: number) {
  const told: [loaded: number, total: number][] = [];
  const progress = new Progress((...news) => told.push(news));
  progress.expect(total);
  return { progress, told };
}

test('chunks that come at once are told at once and then together, although none follows', () => {
  const { progress, told } = watched(100);
  for (const bytes of [10, 20, 30]) progress.add(bytes);
  expect(told).toEqual([[10, 100]]);
  vi.runAllTimers();
  expect(told).toEqual([
    [10, 100],
    [60, 100],
  ]);
});

test('the end is told at once, and nothing after it', () => {
  const { progress, told } = watched(100);
  for (const bytes of [10, 20, 70]) progress.add(bytes);
  expect(told.at(-1)).toEqual([100, 100]);
  vi.runAllTimers();
  expect(told).toHaveLength(2);
});

test('what broke is expected no more, and others go on', () => {
  const { progress, told } = watched(100);
  progress.expect(50);
  progress.add(40);
  progress.giveUp(100, 30);
  progress.add(5);
  vi.runAllTimers();
  expect(told.at(-1)).toEqual([15, 50]);
});
