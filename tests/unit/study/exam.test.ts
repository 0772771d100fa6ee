/** A mock exam that was kept, brought up to a bank that changed meanwhile: what is lost is told, the rest stays. */
import { describe, expect, test } from 'vitest';
import { readUnnumbered } from '../../../src/study/log/event.ts';
import { changesText } from '../../../src/study/ui/exam/changes.tsx';
import { examEvents, markItems, type RunningExam, resumeExam } from '../../../src/study/ui/exam/running.ts';
import { choice, HASH } from './fixtures.ts';

const BANK = ['a', 'b', 'c', 'd'].map((id) => choice(id));
const REWRITTEN = '000000000000';

/** An exam of all four, each answered, the third on view. */
const kept: RunningExam = {
  id: `${'e'.repeat(28)}0000`,
  ...{ minutes: 30, penalty: true, subjects: [], spentMs: 61_000, place: 2 },
  items: BANK.map(({ id }) => ({ question: id, hash: HASH, response: '2', flagged: false })),
};

test('over the same bank it comes back as it was, and nothing is told', () => {
  const resumed = resumeExam(kept, BANK);
  expect(resumed?.exam).toEqual(kept);
  expect(resumed && changesText(resumed.changes)).toEqual([]);
});

describe('over another bank', () => {
  const changed = BANK.flatMap((question) => {
    if (question.id === 'a') return [];
    return [question.id === 'd' ? { ...question, hash: REWRITTEN } : question];
  });

  test('a rewritten question is asked again, one that left is taken out, the others keep their answers', () => {
    const resumed = resumeExam(kept, changed);
    expect(resumed?.changes).toEqual({ rewritten: 1, blanked: 1, removed: 1 });
    expect(resumed?.exam?.items.map(({ question, hash, response }) => [question, hash, response])).toEqual([
      ['b', HASH, '2'],
      ['c', HASH, '2'],
      ['d', REWRITTEN, ''],
    ]);
    expect(resumed?.exam?.spentMs).toBe(kept.spentMs);
  });

  test('the question on view stays on view', () => {
    const exam = resumeExam(kept, changed)?.exam;
    expect(exam?.items[exam.place]?.question).toBe('c');
    const last = resumeExam({ ...kept, place: 3 }, BANK.slice(0, 2))?.exam;
    expect(last?.items[last.place]?.question).toBe('b');
    const gone = resumeExam({ ...kept, place: 0 }, changed)?.exam;
    expect(gone?.items[gone.place]?.question).toBe('b');
  });

  test('where no question is left there is no exam, and it is told how many left', () => {
    const resumed = resumeExam(kept, []);
    expect(resumed).toEqual({ exam: undefined, changes: { rewritten: 0, blanked: 0, removed: 4 } });
  });
});

test('one that was kept before exams had names gets one', () => {
  const { id: _, ...unnamed } = kept;
  expect(resumeExam(unnamed, BANK)?.exam).toEqual({
    ...kept,
    id: expect.stringMatching(/^[0-9a-f]{28}0000$/),
  });
});

test('handed in twice, its answers and its report have the same names', () => {
  const items = markItems(kept, new Map(BANK.map((question) => [question.id, question])), new Map());
  const [once, twice] = [examEvents(kept, items), examEvents(structuredClone(kept), items)];
  expect(twice).toEqual(once);
  expect(new Set(once.map(({ id }) => id)).size).toBe(BANK.length + 1);
  expect(once.at(-1)).toMatchObject({ id: kept.id, draft: { kind: 'exam' } });
});

test('a report says no more time than the exam allows, and one that stayed open for weeks can be read again', () => {
  const reportOf = (part: Partial<RunningExam>) => {
    const exam = { ...kept, ...part };
    const items = markItems(exam, new Map(BANK.map((question) => [question.id, question])), new Map());
    const named = examEvents(exam, items).map(({ id, draft }) => ({ ...draft, id, at: 0 }));
    return readUnnumbered(named);
  };
  expect(reportOf({ spentMs: 30 * 60_000 + 700 }).events.at(-1)).toMatchObject({ spentMs: 30 * 60_000 });
  const { events, unreadable } = reportOf({ minutes: 0, spentMs: 2e9 });
  expect(unreadable).toBe(0);
  expect(events.at(-1)).toMatchObject({ kind: 'exam' });
});

test.each([
  undefined,
  null,
  {},
  { ...kept, id: 'x' },
  { ...kept, items: [] },
  { ...kept, minutes: 1e9 },
  { ...kept, place: -1 },
])('what is no exam is none: %o', (wrong) => expect(resumeExam(wrong, BANK)).toBeUndefined());

test.each([
  [{ rewritten: 1, blanked: 0, removed: 0 }, '1 questão foi reescrita e está aqui com o texto novo.'],
  [{ rewritten: 1, blanked: 1, removed: 0 }, 'A sua resposta era ao texto antigo'],
  [{ rewritten: 3, blanked: 1, removed: 0 }, '1 resposta sua era ao texto antigo: a questão voltou'],
  [{ rewritten: 3, blanked: 2, removed: 0 }, '2 respostas suas eram ao texto antigo: as questões voltaram'],
  [
    { rewritten: 0, blanked: 0, removed: 1 },
    '1 questão saiu do banco e foi retirada do simulado, porque não há mais gabarito para ela.',
  ],
  [{ rewritten: 0, blanked: 0, removed: 2 }, '2 questões saíram do banco e foram retiradas'],
])('%o', (changes, sentence) => expect(changesText(changes).join(' ')).toContain(sentence));
