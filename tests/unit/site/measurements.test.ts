import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cell, linesOf, recordedSchema, TABLES } from '../../../src/measurements/tables.ts';

const recorded = recordedSchema.parse(JSON.parse(readFileSync('src/measurements/recorded.json', 'utf8')));

describe('the recorded measurements', () => {
  it('have a table for every line, and a value in every column of at least one line', () => {
    const kinds = new Set(TABLES.map(({ kind }) => kind));
    // The memory of several sessions belongs to the report of the kernels alone.
    const shown = recorded.lines.filter((line) => line['kind'] !== 'memory');
    expect(shown.filter((line) => !kinds.has(String(line['kind'])))).toEqual([]);
    expect(shown.length).toBeGreaterThan(0);
    for (const table of TABLES) {
      const lines = linesOf(recorded, table);
      const empty = table.columns.filter((column) => lines.every((line) => cell(line, column) === '–'));
      if (lines.length > 0) expect(empty.map(({ key }) => key)).toEqual([]);
    }
  });

  it('are those of the report in docs', () => {
    expect(existsSync('docs/medicoes.md')).toBe(true);
    expect(readFileSync('docs/medicoes.md', 'utf8')).toContain(recorded.date.slice(0, 10));
  });
});

describe('cell', () => {
  const column = { key: 'total', label: 'Total (kB)', unit: 1000, digits: 1 };

  it('writes numbers as Portuguese does, in the unit of the column', () => {
    expect(cell({ total: 1_234_567 }, column)).toBe('1.234,6');
    expect(cell({ total: null }, column)).toBe('–');
    expect(cell({}, column)).toBe('–');
    expect(cell({ where: 'wasm' }, { key: 'where', label: 'Onde', names: { wasm: 'WebAssembly' } })).toBe(
      'WebAssembly',
    );
  });
});
