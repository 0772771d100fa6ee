import { expect, test } from 'vitest';
import { binValues } from '../../../src/charts/bins.ts';
import { colourAt, placeOf } from '../../../src/charts/palette.ts';
import { extentOf, makeAxis } from '../../../src/charts/scales.ts';
import { seriesTable } from '../../../src/charts/series-table.ts';
import { wrapWords } from '../../../src/charts/wrap.ts';

test('bins count each value once, the upper end included, strangers left out', () => {
  const bins = binValues([-1, -0.5, 0, 0.49, 1, 2, Number.NaN], 4, [-1, 1]);
  expect(bins.map((bin) => bin.count)).toEqual([1, 1, 2, 1]);
  expect(bins[0]).toMatchObject({ from: -1, to: -0.5 });
});

test('bins refuse an empty domain and a count that is none', () => {
  expect(() => binValues([1], 0, [0, 1])).toThrow('0 bins');
  expect(() => binValues([1], 4, [1, 1])).toThrow('empty');
});

test('an axis maps ends to ends and ticks lie inside', () => {
  const axis = makeAxis('linear', [0, 97], [0, 500], 5);
  expect(axis.domain).toEqual([0, 100]);
  expect(axis.at(100)).toBe(500);
  expect(axis.valueAt(250)).toBeCloseTo(50);
  expect(axis.ticks).toEqual([0, 20, 40, 60, 80, 100]);
});

test('a log axis survives a domain that touches zero; a flat one is widened', () => {
  const log = makeAxis('log', [0, 1000], [100, 0], 5);
  expect(log.domain[0]).toBeGreaterThan(0);
  expect(log.at(1000)).toBe(0);
  expect(log.ticks).toEqual([0.1, 1, 10, 100, 1000]);
  expect(makeAxis('linear', [3, 3], [0, 10], 4).at(3)).toBe(5);
});

test('the extent skips what is not a number', () => {
  expect(
    extentOf([
      [3, Number.NaN],
      [-2, Number.POSITIVE_INFINITY],
    ]),
  ).toEqual([-2, 3]);
  expect(extentOf([[]])).toBeUndefined();
});

test('zero has the tone of the page; the ends differ in lightness from it and in hue from each other', () => {
  const light = (colour: readonly number[]) => colour.reduce((sum, part) => sum + part, 0) / 3;
  for (const dark of [false, true]) {
    const zero = colourAt('diverging', dark, placeOf('diverging', 0, 2));
    const low = colourAt('diverging', dark, placeOf('diverging', -2, 2));
    const high = colourAt('diverging', dark, placeOf('diverging', 9, 2));
    expect(light(zero) > 128).toBe(!dark);
    expect(Math.abs(light(low) - light(zero))).toBeGreaterThan(100);
    expect(Math.abs(light(high) - light(zero))).toBeGreaterThan(100);
    expect(low[2]).toBeGreaterThan(low[0]);
    expect(high[0]).toBeGreaterThan(high[2]);
  }
});

test('the table joins series by x, with a dash where one has no value', () => {
  const table = seriesTable(
    [
      { label: 'a', x: [1, 2], y: [0.5, Number.NaN] },
      { label: 'b', x: [2], y: [7] },
    ],
    'Passo',
    String,
    String,
  );
  expect(table).toEqual({
    columns: ['Passo', 'a', 'b'],
    rows: [
      ['1', '0.5', '—'],
      ['2', '—', '7'],
    ],
    note: undefined,
  });
});

test('a long table is thinned and says so', () => {
  const x = Array.from({ length: 5000 }, (_, index) => index);
  const table = seriesTable([{ label: 'perda', x, y: x }], 'Passo', String, String);
  expect(table.rows).toHaveLength(60);
  expect(table.rows.at(-1)?.[0]).toBe('4999');
  expect(table.note).toBe('Mostradas 60 de 5000 linhas.');
});

test('a name breaks between words, and loses none', () => {
  const name = 'LoRA, Cláusulas de contrato, 120 passos, semente 1, ligado: 4,825';
  const lines = wrapWords(name, 280);
  expect(lines.join(' ')).toBe(name);
  expect(lines.length).toBe(2);
  expect(wrapWords('curto', 10)).toEqual(['curto']);
});
