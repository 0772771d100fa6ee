/** What the log says about a question, over answers, stars and a changed bank; and filters over it. */
import { describe, expect, test } from 'vitest';
import type { StudyEvent } from '../../../src/study/log/event.ts';
import { placeInTime } from '../../../src/study/log/order.ts';
import { EVERYTHING, readFilter, select, subjectsOf, writeFilter } from '../../../src/study/rules/filter.ts';
import { entryOf, historyOf } from '../../../src/study/rules/history.ts';
import { progressOf } from '../../../src/study/rules/progress.ts';
import { answer, choice, DAY, item, MONDAY, starred } from './fixtures.ts';

const BANK = [choice('a'), choice('b', 'Ética', 'etica'), item('c')];
const history = (events: readonly StudyEvent[], bank = BANK) =>
  historyOf(placeInTime(events, MONDAY + 90 * DAY), bank);

describe('history', () => {
  test('a wrong answer stands in the notebook until a right one, and stays among those once wrong', () => {
    const wrong = answer('a', MONDAY, { score: 0 });
    expect(entryOf(history([wrong]), 'a')).toMatchObject({
      attempts: 1,
      right: 0,
      pending: true,
      everWrong: true,
    });
    const mended = history([wrong, answer('a', MONDAY + DAY)]);
    expect(entryOf(mended, 'a')).toMatchObject({ attempts: 2, right: 1, pending: false, everWrong: true });
  });

  test('an answer to an earlier wording does not count, and is told', () => {
    const events = [answer('a', MONDAY, { hash: '000000000000', score: 0 }), starred('a', MONDAY, true)];
    expect(entryOf(history(events), 'a')).toMatchObject({
      attempts: 0,
      changed: true,
      pending: false,
      starred: true,
    });
    const again = history([...events, answer('a', MONDAY + DAY)]);
    expect(entryOf(again, 'a')).toMatchObject({ attempts: 1, changed: false });
  });

  test('events of a question that left the bank are passed over', () => {
    expect(entryOf(history([answer('gone', MONDAY)]), 'gone').attempts).toBe(0);
  });

  test('the last click on a star wins', () => {
    const events = [starred('a', MONDAY, true), starred('a', MONDAY + 1, false), starred('b', MONDAY, true)];
    expect(['a', 'b'].map((id) => entryOf(history(events), id).starred)).toEqual([false, true]);
  });
});

describe('filters', () => {
  const known = history([answer('a', MONDAY, { score: 0 }), answer('b', MONDAY), starred('b', MONDAY, true)]);
  const ids = (query: string) =>
    select(BANK, readFilter(new URLSearchParams(query), subjectsOf(BANK)), known).map(({ id }) => id);

  test('each part narrows', () => {
    expect(ids('')).toEqual(['a', 'b', 'c']);
    expect(ids('assunto=etica,qlora')).toEqual(['b', 'c']);
    expect(ids('tipo=certo-errado')).toEqual(['c']);
    expect(ids('so=erradas')).toEqual(['a']);
    expect(ids('so=estrela')).toEqual(['b']);
    expect(ids('so=novas')).toEqual(['c']);
    expect(ids('so=novas,estrela')).toEqual([]);
    expect(ids('dificuldade=dificil')).toEqual([]);
  });

  test('words that are no choice are passed over, prototype keys among them', () => {
    expect(ids('assunto=__proto__&tipo=constructor&so=toString&dificuldade=<script>')).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  test('an address says the filter and gives it back', () => {
    const filter = {
      ...EVERYTHING,
      subjects: ['Ética', 'QLoRA'],
      kinds: ['numerica'],
      marks: ['estrela'],
    } as const;
    const params = writeFilter(filter);
    expect(params.toString()).toBe('assunto=etica%2Cqlora&tipo=numerica&so=estrela');
    expect(readFilter(params, subjectsOf(BANK))).toEqual(filter);
  });
});

test('progress counts a question in the first section that teaches it', () => {
  const sections = ['lora', 'vazia', 'etica', 'qlora'].map((id) => ({
    id: `19-peft/${id}`,
    title: id,
    href: '',
  }));
  const found = progressOf(
    { glyphs: '', sections, questions: BANK },
    history([answer('a', MONDAY, { score: 0 }), answer('b', MONDAY)]),
  );
  expect(found.map(({ title, questions, answered, right }) => [title, questions, answered, right])).toEqual([
    ['lora', 1, 1, 0],
    ['etica', 1, 1, 1],
    ['qlora', 1, 0, 0],
  ]);
});
