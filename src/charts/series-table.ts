/** Turns line series into the rows of their table. */
import type { ChartTable } from './table.tsx';

interface Series {
  label: string;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

/** Rows beyond which a table stops helping a reader. */
const MAX_ROWS = 60;

/**
 * One row for each x of any series, thinned evenly to at most 60 (first and last always stay), one column a series;
 * a dash where a series has no value.
 */
export function seriesTable(
  series: readonly Series[],
  xLabel: string,
  formatX: (value: number) => string,
  formatY: (value: number) => string,
): ChartTable {
  const maps = series.map((one) => valuesByX(one));
  const every = [...new Set(maps.flatMap((map) => [...map.keys()]))].sort((a, b) => a - b);
  const kept = thin(every);
  const cell = (value: number | undefined) =>
    value === undefined || !Number.isFinite(value) ? '—' : formatY(value);
  return {
    columns: [xLabel, ...series.map((one) => one.label)],
    rows: kept.map((x) => [formatX(x), ...maps.map((map) => cell(map.get(x)))]),
    note: kept.length < every.length ? `Mostradas ${kept.length} de ${every.length} linhas.` : undefined,
  };
}

function valuesByX({ x, y }: Series): Map<number, number> {
  const map = new Map<number, number>();
  for (let index = 0; index < Math.min(x.length, y.length); index += 1)
    map.set(x[index] ?? 0, y[index] ?? Number.NaN);
  return map;
}

function thin(values: readonly number[]): readonly number[] {
  if (values.length <= MAX_ROWS) return values;
  const step = (values.length - 1) / (MAX_ROWS - 1);
  return Array.from({ length: MAX_ROWS }, (_, index) => values[Math.round(index * step)] ?? 0);
}
