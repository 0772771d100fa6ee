/** What waits beside the log: a page may be closed at any moment, several may be open, and anybody may have written it. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Draft } from '../../../src/study/log/event.ts';
import { createExamSlot } from '../../../src/study/log/exam-slot.ts';
import { createJournal } from '../../../src/study/log/journal.ts';
import { createOutbox } from '../../../src/study/log/outbox.ts';
import { memoryShelf, type Shelf } from '../../../src/study/log/shelf.ts';
import { FakeStorage, lastingShelf, MONDAY, token } from './fixtures.ts';

const star = (question: string): Draft => ({ kind: 'star', question, on: true });
const never = () => new Promise<never>(() => {});

let storage: FakeStorage;
let shelf: Shelf;
beforeEach(() => {
  storage = new FakeStorage();
  shelf = lastingShelf();
});

/** A page of the site: its own journal over what the browser shares. */
const page = (over: Partial<Shelf> = {}) =>
  createJournal({
    open: async () => ({ ...shelf, ...over }),
    now: () => MONDAY,
    outbox: createOutbox(storage),
  });
const questions = (journal: ReturnType<typeof createJournal>) =>
  journal.events.value.map((event) => 'question' in event && event.question).toSorted();

describe('an event', () => {
  test('of a page that was closed before the store opened is written by the next one, once', async () => {
    createJournal({ open: never, now: () => MONDAY, outbox: createOutbox(storage) }).append(star('a'));
    const next = page();
    await next.settled();
    expect(questions(next)).toEqual(['a']);
    expect(await shelf.all()).toMatchObject([{ kind: 'star', question: 'a', seq: 1 }]);
    expect(storage.length).toBe(0);
  });

  test('of a page that was closed after the store had it is not written again', async () => {
    const event = { ...star('a'), id: token(), at: MONDAY };
    createOutbox(storage).put(event);
    await shelf.add([event]);
    const next = page();
    await next.settled();
    expect(questions(next)).toEqual(['a']);
    next.append(star('b'));
    await next.settled();
    expect(await shelf.all()).toMatchObject([{ seq: 1 }, { seq: 2 }]);
    expect(storage.length).toBe(0);
  });

  test('that two tabs write at once has one number', async () => {
    const one = page();
    await one.settled();
    one.append(star('a'));
    const other = page();
    await Promise.all([one.settled(), other.settled()]);
    one.append(star('b'));
    await one.settled();
    expect(await shelf.all()).toMatchObject([{ seq: 1 }, { seq: 2 }]);
  });

  test('outlives the page while the store is full, which is told, and is written when there is room', async () => {
    const add = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    const first = page({ add });
    first.append(star('a'));
    await first.settled();
    expect(first.health.value).toBe('aside');
    const second = page({ add });
    await second.settled();
    expect(second.health.value).toBe('aside');
    expect(questions(second)).toEqual(['a']);
    const third = page();
    await third.settled();
    expect(third.health.value).toBe('kept');
    expect(await shelf.all()).toHaveLength(1);
    expect(storage.length).toBe(0);
  });

  test('stays in the page when both are full, which is told, and is written once when there is room', async () => {
    storage.refuses = true;
    let full = true;
    const journal = page({ add: (events) => (full ? Promise.reject(new Error('full')) : shelf.add(events)) });
    journal.append(star('a'));
    await journal.settled();
    expect(journal.health.value).toBe('unsaved');
    full = false;
    await journal.refresh();
    expect(journal.health.value).toBe('kept');
    expect(await shelf.all()).toHaveLength(1);
  });

  test('outlives the page where there is no database; where there is nothing at all it does not, which is told', async () => {
    const closed = () =>
      createJournal({
        open: () => Promise.reject(new Error('denied')),
        now: () => MONDAY,
        outbox: createOutbox(storage),
      });
    const first = closed();
    first.append(star('a'));
    await first.settled();
    expect(first.health.value).toBe('aside');
    const second = closed();
    await second.settled();
    expect(questions(second)).toEqual(['a']);
    storage.refuses = true;
    second.append(star('b'));
    await second.settled();
    expect(second.health.value).toBe('blocked');
    expect(questions(second)).toEqual(['a', 'b']);
    const later = page();
    await later.settled();
    expect(await shelf.all()).toMatchObject([{ question: 'a' }]);
  });

  test('that was erased does not come back from another tab', async () => {
    const add = () => Promise.reject(new Error('full'));
    const [one, other] = [page({ add }), page({ add })];
    one.append(star('a'));
    await one.settled();
    await other.refresh();
    expect(questions(other)).toEqual(['a']);
    await one.clear();
    await other.refresh();
    expect([questions(one), questions(other)]).toEqual([[], []]);
  });
});

describe('hostile entries', () => {
  const ANY_EVENT = `ajuste-fino-estudo evento ${token()}`;
  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"__proto__":{"kind":"star"}}',
    '{"kind":"answer","question":"<img src=x>"}',
    JSON.stringify({ kind: 'star', question: 'a', on: true, id: 'x', at: 1 }),
    JSON.stringify({ kind: 'star', question: 'a', on: true, id: token(), at: 1, more: 1 }),
  ])('%s is counted, not used, and not thrown away', async (text) => {
    storage.setItem(ANY_EVENT, text);
    const journal = page();
    await journal.settled();
    expect(journal.events.value).toEqual([]);
    expect(journal.unreadable.value).toBe(1);
    expect(storage.getItem(ANY_EVENT)).toBe(text);
  });

  test('of whatever text break nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        storage.setItem(ANY_EVENT, text);
        storage.setItem('ajuste-fino-estudo simulado x', text);
        const outbox = createOutbox(storage);
        expect(outbox.read().events).toEqual([]);
        expect(outbox.readExams()).toEqual([]);
      }),
    );
  });
});

describe('the exam under way', () => {
  const [one, other] = [token(), token()];
  const slot = (tab: string, over: Partial<Shelf> = {}) =>
    createExamSlot({ shelf: () => ({ ...shelf, ...over }), outbox: createOutbox(storage), tab });
  const closing = { writeExam: never };

  test('is where it was when its tab was closed before the store had it', async () => {
    await slot(one).write('begun', true);
    void slot(one, closing).write('answered');
    expect(await slot(other).read()).toBe('answered');
  });

  test('that began in this instant is there too', async () => {
    await slot(one).write('older', true);
    const begun = slot(other, closing);
    void begun.write('begun', true);
    void begun.write('answered');
    expect(await slot(token()).read()).toBe('answered');
  });

  test('is not set back by what its earlier tab left', async () => {
    void slot(one, closing).write('left', true);
    await slot(other).write('taken over', true);
    expect(await slot(other).read()).toBe('taken over');
    void slot(one, closing).write('late');
    expect(await slot(other).read()).toBe('taken over');
    expect(await slot(one).write('late')).toBe('elsewhere');
    expect(storage.length).toBe(0);
  });

  test('is gone when it was dropped, whatever waited', async () => {
    const mine = slot(one);
    await mine.write('begun', true);
    void slot(one, closing).write('answered');
    await mine.drop();
    expect(await slot(other).read()).toBeUndefined();
  });

  describe.each([
    ['the store is full', () => ({ writeExam: () => Promise.reject(new Error('full')) })],
    ['there is no store', () => memoryShelf()],
  ])('while %s', (_, over) => {
    test('is in one tab at a time: who takes it over has it, and the other learns it', async () => {
      const [mine, theirs] = [slot(one, over()), slot(other, over())];
      expect(await mine.write('begun', true)).toBe('kept');
      expect(await theirs.write('taken over', true)).toBe('kept');
      expect(await mine.write('late')).toBe('elsewhere');
      expect(await theirs.write('answered')).toBe('kept');
      expect(await slot(token()).read()).toBe('answered');
      expect(await mine.write('taken back', true)).toBe('kept');
      expect(await theirs.write('late')).toBe('elsewhere');
      expect(await slot(token()).read()).toBe('taken back');
    });
  });

  test('that was kept aside goes on when there is room again', async () => {
    let full = true;
    const mine = slot(one, {
      writeExam: (...args) => (full ? Promise.reject(new Error('full')) : shelf.writeExam(...args)),
    });
    await mine.write('begun', true);
    await mine.write('answered');
    full = false;
    expect(await mine.write('more')).toBe('kept');
    expect(await mine.write('all')).toBe('kept');
    expect(await slot(other).read()).toBe('all');
    expect(storage.length).toBe(0);
  });

  test('says where it is kept', async () => {
    const full = { writeExam: () => Promise.reject(new Error('full')) };
    expect(await slot(one).write('begun', true)).toBe('kept');
    expect(storage.length).toBe(0);
    expect(await slot(one, full).write('answered')).toBe('kept');
    storage.refuses = true;
    expect(await slot(one, full).write('answered')).toBe('refused');
    shelf = memoryShelf();
    expect(await slot(one).write('answered', true)).toBe('refused');
  });
});
