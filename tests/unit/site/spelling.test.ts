import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

test('the project word list is sorted, one word a line, none twice', () => {
  const file = resolve(import.meta.dirname, '../../../spelling/palavras.txt');
  const words = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(words).toEqual([...new Set(words)].sort());
  for (const word of words) expect(word).toMatch(/^\p{L}+$/u);
});
