import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SortedLines, writeLines } from '../../../src/search/sorted-lines.ts';

const key = fc.stringMatching(/^[a-z0-9.+]{1,6}$/);
const tables = fc.dictionary(key, fc.stringMatching(/^[a-z0-9]{1,3}( [a-z0-9]{1,3}){0,3}$/));

test('answers as the table that it was written from', () => {
  fc.assert(
    fc.property(tables, key, (table, other) => {
      const lines = new SortedLines(writeLines(Object.entries(table)));
      for (const [known, value] of Object.entries(table)) expect(lines.get(known)).toBe(value);
      expect(lines.get(other)).toBe(Object.hasOwn(table, other) ? table[other] : undefined);
      const begun = Object.keys(table).filter((word) => word.startsWith(other));
      expect(lines.startingWith(other)).toEqual(begun.sort());
    }),
  );
});

test('lists everything in order', () => {
  const text = writeLines([
    ['lote', 2],
    ['lora', 31],
    ['lora+', 4],
  ]);
  expect(new SortedLines(text).entries()).toEqual([
    ['lora', '31'],
    ['lora+', '4'],
    ['lote', '2'],
  ]);
});
