/** The log of a page over a shelf that works, refuses, fills up, or is shared with another tab. */
import { describe, expect, test } from 'vitest';
import type { Draft } from '../../../src/study/log/event.ts';
import { createJournal } from '../../../src/study/log/journal.ts';
import type { Shelf } from '../../../src/study/log/shelf.ts';
import { answer, lastingShelf, MONDAY } from './fixtures.ts';

const star = (question: string): Draft => ({ kind: 'star', question, on: true });
const questions = (journal: ReturnType<typeof createJournal>) =>
  journal.events.value.map((event) => 'question' in event && event.question);

const journalOver = (shelf: Shelf) => createJournal({ open: async () => shelf, now: () => MONDAY });

test('an event is seen at once, and after it is written it is seen once, with a number', async () => {
  const shelf = lastingShelf();
  const journal = journalOver(shelf);
  await journal.settled();
  journal.append(star('a'));
  expect(questions(journal)).toEqual(['a']);
  journal.append(star('b'));
  await journal.settled();
  expect(questions(journal)).toEqual(['a', 'b']);
  expect(journal.events.value.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(journal.health.value).toBe('kept');
});

test('without storage the page goes on, and says so', async () => {
  const journal = createJournal({ open: () => Promise.reject(new Error('denied')), now: () => MONDAY });
  journal.append(star('a'));
  await journal.settled();
  expect(journal.health.value).toBe('blocked');
  expect(questions(journal)).toEqual(['a']);
});

test('when the disk is full nothing is lost in the page, and a later try writes it all', async () => {
  const shelf = lastingShelf();
  let full = true;
  const add: Shelf['add'] = (events) =>
    full ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : shelf.add(events);
  const journal = journalOver({ ...shelf, add });
  journal.append(star('a'));
  journal.append(star('b'));
  await journal.settled();
  expect(journal.health.value).toBe('unsaved');
  expect(questions(journal)).toEqual(['a', 'b']);
  expect(await shelf.all()).toEqual([]);
  full = false;
  await journal.retry();
  expect(journal.health.value).toBe('kept');
  expect(questions(journal)).toEqual(['a', 'b']);
  expect(await shelf.all()).toHaveLength(2);
});

describe('two tabs', () => {
  test('each sees what the other wrote, and no number is given twice', async () => {
    const shelf = lastingShelf();
    const [one, other] = [journalOver(shelf), journalOver(shelf)];
    await Promise.all([one.settled(), other.settled()]);
    one.append(star('a'));
    other.append(star('b'));
    await expect.poll(() => questions(one).toSorted()).toEqual(['a', 'b']);
    await expect.poll(() => questions(other).toSorted()).toEqual(['a', 'b']);
    const numbers = one.events.value.map(({ device, seq }) => `${device}:${seq}`);
    expect(new Set(numbers).size).toBe(2);
  });

  test('one that heard nothing of the other sees it when it looks again', async () => {
    const shelf = lastingShelf();
    const journal = journalOver(shelf);
    await journal.settled();
    await shelf.merge([answer('a', MONDAY)]);
    expect(questions(journal)).toEqual([]);
    await journal.refresh();
    expect(questions(journal)).toEqual(['a']);
  });

  test('looking again at a store that fails keeps what was read, and blames no answer', async () => {
    const shelf = lastingShelf();
    let broken = false;
    const all: Shelf['all'] = () => (broken ? Promise.reject(new Error('gone')) : shelf.all());
    const journal = journalOver({ ...shelf, all });
    journal.append(star('a'));
    await journal.settled();
    broken = true;
    await journal.refresh();
    expect(questions(journal)).toEqual(['a']);
    expect(journal.health.value).toBe('kept');
  });

  test('a running exam has one writer; another takes it over only when asked', async () => {
    const shelf = lastingShelf();
    const held = (tab: string) => ({ tab, exam: { from: tab } });
    expect(await shelf.writeExam(held('one'), 'one')).toBe(true);
    expect(await shelf.writeExam(held('other'), 'other')).toBe(false);
    expect(await shelf.readExam()).toEqual(held('one'));
    expect(await shelf.writeExam(held('other'), 'other', true)).toBe(true);
    expect(await shelf.writeExam(undefined, 'one')).toBe(false);
    expect(await shelf.readExam()).toEqual(held('other'));
  });
});

test('an import adds what is new, once', async () => {
  const journal = journalOver(lastingShelf());
  await journal.settled();
  const events = [answer('a', MONDAY), answer('b', MONDAY)];
  expect(await journal.merge(events)).toBe(2);
  expect(await journal.merge(events)).toBe(0);
  expect(questions(journal)).toEqual(['a', 'b']);
  await journal.clear();
  expect(journal.events.value).toEqual([]);
});

test('what cannot be erased is told to whoever asked, and is seen still', async () => {
  const shelf = lastingShelf();
  const journal = journalOver({ ...shelf, clear: () => Promise.reject(new Error('locked')) });
  journal.append(star('a'));
  await journal.settled();
  await expect(journal.clear()).rejects.toThrow('locked');
  expect(questions(journal)).toEqual(['a']);
  expect(journal.health.value).toBe('kept');
  journal.append(star('b'));
  await journal.settled();
  expect(await shelf.all()).toHaveLength(2);
});
