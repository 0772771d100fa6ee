/** Heat map of a matrix, cheap enough to be repainted at every training step. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatSignificant } from './format.ts';
import { ChartFrame } from './frame.tsx';
import { type MatrixView, paintMatrix } from './heat-map-canvas.ts';
import type { Palette } from './palette.ts';
import { extentOf } from './scales.ts';
import type { ChartTable } from './table.tsx';
import { useDarkTheme } from './use-theme.ts';
import { useWidth } from './use-width.ts';

interface Props {
  title: string;
  summary: string;
  /** Row by row, `rows * columns` long. A new array, or a new `version`, repaints. */
  values: ArrayLike<number>;
  rows: number;
  columns: number;
  palette?: Palette | undefined;
  /** Value at the end of the palette; the largest magnitude when absent. Fix it to compare maps. */
  limit?: number | undefined;
  /** Counter to change when `values` is written in place. */
  version?: number | undefined;
  /** Name of a row or column in readings and table, e.g. the token; its number (from 1) when absent. */
  rowName?: ((row: number) => string) | undefined;
  columnName?: ((column: number) => string) | undefined;
  format?: ((value: number) => string) | undefined;
  unit?: string | undefined;
  note?: string | undefined;
}

/** Cells beyond which the table shows only the corner of the matrix. */
const TABLE_SIDE = 24;
const ordinal = (index: number) => String(index + 1);

export function HeatMap({
  values,
  rows,
  columns,
  palette = 'diverging',
  rowName = ordinal,
  columnName = ordinal,
  format = formatSignificant,
  ...props
}: Props) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useDarkTheme();
  const [cell, setCell] = useState<readonly [row: number, column: number]>();
  const limit = props.limit ?? largestMagnitude(values);
  const height = Math.round((width * rows) / columns);
  const view: MatrixView = { values, rows, columns, palette, limit };
  const version = props.version;
  // `version` stands for the contents of `values`, which may be written in place.
  useLayoutEffect(() => {
    if (canvas.current) paintMatrix(canvas.current, view, width, height, dark);
  }, [values, version, rows, columns, palette, limit, width, height, dark]);
  const at = (row: number, column: number) => format(values[row * columns + column] ?? 0);
  return (
    <ChartFrame
      title={props.title}
      unit={props.unit}
      note={props.note}
      table={() => matrixTable({ rows, columns, rowName, columnName, at })}
      onlyWhenOpen
    >
      <div ref={ref} class="mapa">
        <canvas
          ref={canvas}
          role="img"
          aria-label={props.summary}
          width={width}
          height={height}
          onPointerMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
            const column = Math.floor(((event.clientX - box.left) / box.width) * columns);
            if (row >= 0 && row < rows && column >= 0 && column < columns) setCell([row, column]);
          }}
          onPointerLeave={() => setCell(undefined)}
        />
      </div>
      <Scale palette={palette} limit={limit} dark={dark} format={format} />
      <p class="mapa-leitura" aria-hidden="true">
        {cell ? `${rowName(cell[0])} × ${columnName(cell[1])}: ${at(...cell)}` : '\u00a0'}
      </p>
    </ChartFrame>
  );
}

interface ScaleProps {
  palette: Palette;
  limit: number;
  dark: boolean;
  format: (value: number) => string;
}

/** The palette with its numbers. */
function Scale({ palette, limit, dark, format }: ScaleProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (!canvas.current) return;
    const columns = 48;
    const low = palette === 'diverging' ? -1 : 0;
    const values = Array.from({ length: columns }, (_, index) => low + ((1 - low) * index) / (columns - 1));
    paintMatrix(canvas.current, { values, rows: 1, columns, palette, limit: 1 }, 160, 10, dark);
  }, [palette, dark]);
  return (
    <p class="mapa-escala" aria-hidden="true">
      <span>{palette === 'diverging' ? format(-limit) : format(0)}</span>
      <canvas ref={canvas} width={160} height={10} />
      <span>{format(limit)}</span>
    </p>
  );
}

function largestMagnitude(values: ArrayLike<number>): number {
  const [low, high] = extentOf([values]) ?? [0, 0];
  return Math.max(Math.abs(low), Math.abs(high));
}

interface MatrixTable {
  rows: number;
  columns: number;
  rowName: (row: number) => string;
  columnName: (column: number) => string;
  at: (row: number, column: number) => string;
}

function matrixTable({ rows, columns, rowName, columnName, at }: MatrixTable): ChartTable {
  const shownRows = Math.min(rows, TABLE_SIDE);
  const shownColumns = Math.min(columns, TABLE_SIDE);
  const whole = shownRows === rows && shownColumns === columns;
  return {
    columns: ['Linha', ...Array.from({ length: shownColumns }, (_, column) => columnName(column))],
    rows: Array.from({ length: shownRows }, (_, row) => [
      rowName(row),
      ...Array.from({ length: shownColumns }, (_, column) => at(row, column)),
    ]),
    note: whole ? undefined : `Canto de ${shownRows} × ${shownColumns} de uma matriz ${rows} × ${columns}.`,
  };
}
