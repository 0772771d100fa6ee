/** Marks with and without the penalty, and written numbers as Brazilians write them. */
import { describe, expect, test } from 'vitest';
import type { ExamItem } from '../../../src/study/log/event.ts';
import { ratingOf, readNumbers, scoreOf } from '../../../src/study/rules/grade.ts';
import { bySubject, mark, readings, tally } from '../../../src/study/rules/scoring.ts';
import { choice, HASH, item, numeric } from './fixtures.ts';

const entry = (question: string, score: number | null): ExamItem => ({
  question,
  hash: HASH,
  response: '',
  score,
});

const marked = (penalty: boolean) => [
  mark(item('i1'), entry('i1', 1), penalty),
  mark(item('i2'), entry('i2', 0), penalty),
  mark(item('i3'), entry('i3', 0), penalty),
  mark(item('i4'), entry('i4', null), penalty),
  mark(choice('m1'), entry('m1', 0), penalty),
  mark(choice('m2'), entry('m2', 1), penalty),
];

describe('marks', () => {
  test('without the penalty a wrong answer costs nothing', () => {
    expect(tally(marked(false))).toEqual({ right: 2, wrong: 3, blank: 1, points: 2, maximum: 6 });
  });

  test('with it each wrong item takes a point away, a blank one none, and multiple choice never does', () => {
    expect(tally(marked(true))).toEqual({ right: 2, wrong: 3, blank: 1, points: 0, maximum: 6 });
  });

  test('the report by subject sums to the whole', () => {
    const subjects = bySubject(marked(true));
    expect(subjects.map(([subject, { points }]) => [subject, points])).toEqual([
      ['LoRA', 1],
      ['QLoRA', -1],
    ]);
  });

  test('what to read comes with the most missed section first, without what was right', () => {
    expect(readings(marked(false)).map(({ section, missed, href }) => [section, missed, href])).toEqual([
      ['19-peft/qlora', 3, '/aulas/19-peft/qlora/'],
      ['19-peft/lora', 1, '/aulas/19-peft/lora/'],
    ]);
  });

  test('an open answer keeps its share of the rubric', () => {
    expect(mark(numeric(1), entry('conta', 0.8), true)).toMatchObject({ outcome: 'right', points: 0.8 });
    expect(mark(numeric(1), entry('conta', 0.2), true)).toMatchObject({ outcome: 'wrong', points: 0.2 });
    expect([0, 0.5, 0.6, 0.8, 1].map(ratingOf)).toEqual([1, 1, 2, 3, 3]);
  });
});

describe('written numbers', () => {
  test.each([
    ['65536', 65536],
    ['65.536', 65536],
    ['65 536', 65536],
    ['202.375.168', 202375168],
    ['0,5', 0.5],
    [',5', 0.5],
    ['0.5', 0.5],
    ['4,127 bits', 4.127],
    ['51%', 51],
    ['1.234,5', 1234.5],
    ['−3,5', -3.5],
  ])('%s may mean %d', (written, value) => {
    expect(readNumbers(written)).toContain(value);
    expect(scoreOf(numeric(value), written)).toBe(1);
  });

  test('a point may have meant decimals', () => {
    expect(readNumbers('4.127')).toEqual([4127, 4.127]);
  });

  test.each(['', 'abc', '1,2,3,4x5', '1e9', '--4', '.', ',', '1.2.3', '9'.repeat(60)])(
    '%s is no number',
    (written) => {
      expect(readNumbers(written)).toEqual([]);
    },
  );

  test('the tolerance is inclusive, in spite of binary fractions', () => {
    expect(scoreOf(numeric(0.3, 0.1), '0,4')).toBe(1);
    expect(scoreOf(numeric(0.3, 0.1), '0,2')).toBe(1);
    expect(scoreOf(numeric(0.3, 0.1), '0,41')).toBe(0);
    expect(scoreOf(numeric(5, 0), '5,0001')).toBe(0);
  });
});

test('closed questions are judged by their key', () => {
  expect([0, 1, 2, 3].map((index) => scoreOf(choice('m'), String(index)))).toEqual([0, 0, 1, 0]);
  expect(scoreOf(choice('m'), '')).toBe(0);
  expect(scoreOf(choice('m'), '__proto__')).toBe(0);
  expect(['certo', 'errado', ''].map((response) => scoreOf(item('i'), response))).toEqual([1, 0, 0]);
});
