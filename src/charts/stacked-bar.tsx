/** Horizontal stacked bars: what a total is made of, one bar a row, against marks such as the size of a card. */
import { useId } from 'preact/hooks';
import { XAxis } from './axes.tsx';
import { formatDecimal } from './format.ts';
import { ChartFrame } from './frame.tsx';
import { type Fill, FillPattern } from './patterns.tsx';
import { type Axis, makeAxis } from './scales.ts';
import { useWidth } from './use-width.ts';
import { wrapWords } from './wrap.ts';

/** One of the quantities that bars are made of. */
export interface StackKind {
  id: string;
  label: string;
  fill: Fill;
}

/** One bar. */
export interface StackRow {
  id: string;
  label: string;
  /** Value of each kind, by its id; a kind that is absent counts as zero. */
  values: Readonly<Record<string, number>>;
  /** Marks of this bar alone, beside those of all. */
  marks?: readonly StackMark[] | undefined;
}

/** A vertical line across a bar. */
export interface StackMark {
  value: number;
  label: string;
}

interface Props {
  title: string;
  summary: string;
  kinds: readonly StackKind[];
  rows: readonly StackRow[];
  /** Lines across all bars. */
  marks?: readonly StackMark[] | undefined;
  unit?: string | undefined;
  note?: string | undefined;
  /** A value with its unit, for totals, legend and table. */
  format: (value: number) => string;
  /** A value of the axis, without unit. */
  formatAxis?: ((value: number) => string) | undefined;
  /** End of the axis; the data and the marks near them decide when absent. */
  max?: number | undefined;
}

/** Heights in pixels: of a bar, of a line of the name over it, of the names of the marks, and between rows. */
const BAR = 34;
const NAME = 17;
const UNDER_NAME = 5;
const MARKS = 20;
const GAP = 10;

export function StackedBar({ kinds, rows, marks = [], formatAxis = formatDecimal, format, ...props }: Props) {
  const { ref, width } = useWidth<SVGSVGElement>();
  const prefix = useId();
  const used = kinds.filter((kind) => rows.some((row) => amountOf(row, kind) > 0));
  const end = props.max ?? Math.max(...rows.map(totalOf), 1e-9);
  const marked = marks.length > 0 || rows.some((row) => row.marks);
  const right = width - 16;
  let bottom = 0;
  const placed = rows.map((row) => {
    const name = wrapWords(`${row.label}: ${format(totalOf(row))}`, right);
    const top = bottom;
    const bar = name.length * NAME + UNDER_NAME + (marked ? MARKS : 0);
    bottom += bar + BAR + GAP;
    return { row, name, top, bar };
  });
  const plot = { left: 2, right, top: 0, bottom };
  const axis = makeAxis(
    'linear',
    [0, end],
    [plot.left, plot.right],
    Math.max(2, Math.floor(width / 90)),
    false,
  );
  const [only] = rows.length === 1 ? rows : [];
  return (
    <ChartFrame
      title={props.title}
      unit={props.unit}
      note={props.note}
      legend={
        <ul class="grafico-legenda">
          {used.map((kind) => (
            <li key={kind.id}>
              <svg width="22" height="14" aria-hidden="true">
                <defs>
                  <FillPattern id={`${prefix}-l-${kind.id}`} fill={kind.fill} />
                </defs>
                <rect
                  class="grafico-parte"
                  x="1"
                  y="1"
                  width="20"
                  height="12"
                  fill={`url(#${prefix}-l-${kind.id})`}
                />
              </svg>
              <span>{kind.label}</span>
              {only && <b>{format(amountOf(only, kind))}</b>}
            </li>
          ))}
        </ul>
      }
      table={() => ({
        columns: ['Barra', ...used.map((kind) => kind.label), 'Total'],
        rows: rows.map((row) => [
          row.label,
          ...used.map((kind) => format(amountOf(row, kind))),
          format(totalOf(row)),
        ]),
        note: marked ? `Marcas: ${markTexts(marks, rows, format).join('; ')}.` : undefined,
      })}
    >
      <svg
        ref={ref}
        class="grafico-desenho"
        role="img"
        aria-label={props.summary}
        width="100%"
        height={plot.bottom + 42}
        viewBox={`0 0 ${width} ${plot.bottom + 42}`}
      >
        <defs>
          {used.map((kind) => (
            <FillPattern key={kind.id} id={`${prefix}-${kind.id}`} fill={kind.fill} />
          ))}
        </defs>
        <XAxis axis={axis} plot={plot} format={formatAxis} label={props.unit} />
        {placed.map(({ row, name, top, bar }) => (
          <g key={row.id} transform={`translate(0 ${top})`}>
            <Name lines={name} total={format(totalOf(row))} x={plot.left} />
            <g transform={`translate(0 ${bar})`}>
              <Bar row={row} kinds={used} axis={axis} prefix={prefix} />
              {readable([...marks, ...(row.marks ?? [])], axis).map((mark) => (
                <g
                  key={mark.label}
                  class="grafico-nivel"
                  transform={`translate(${axis.at(mark.value).toFixed(1)} 0)`}
                >
                  <path d={`M0 -3V${BAR + 3}`} />
                  <text y={-6} text-anchor="middle">
                    {mark.label}
                  </text>
                </g>
              ))}
            </g>
          </g>
        ))}
      </svg>
    </ChartFrame>
  );
}

/** The name of a bar, line by line; the last line ends in its total. */
function Name({ lines, total, x }: { lines: readonly string[]; total: string; x: number }) {
  return (
    <text class="grafico-nome">
      {lines.map((line, index) => (
        <tspan key={line} x={x} y={14 + index * NAME}>
          {index < lines.length - 1 ? `${line} ` : line.slice(0, line.length - total.length)}
          {index === lines.length - 1 && <tspan class="grafico-total">{total}</tspan>}
        </tspan>
      ))}
    </text>
  );
}

interface BarProps {
  row: StackRow;
  kinds: readonly StackKind[];
  axis: Axis;
  prefix: string;
}

function Bar({ row, kinds, axis, prefix }: BarProps) {
  let from = 0;
  const parts = kinds.map((kind) => {
    const start = from;
    from += amountOf(row, kind);
    return { kind, left: axis.at(start), right: axis.at(from) };
  });
  return (
    <g>
      {parts
        .filter(({ left, right }) => right - left > 0.2)
        .map(({ kind, left, right }) => (
          <rect
            key={kind.id}
            class="grafico-parte"
            x={left.toFixed(1)}
            width={(right - left).toFixed(1)}
            height={BAR}
            fill={`url(#${prefix}-${kind.id})`}
          />
        ))}
    </g>
  );
}

/** Every mark in words: those of all bars by their names, those of one bar with its name and their values. */
function markTexts(
  marks: readonly StackMark[],
  rows: readonly StackRow[],
  format: (value: number) => string,
): string[] {
  const own = rows.flatMap((row) =>
    (row.marks ?? []).map((mark) => `${row.label}, ${mark.label}: ${format(mark.value)}`),
  );
  return [...marks.map(({ label }) => label), ...own];
}

function amountOf(row: StackRow, kind: StackKind): number {
  return row.values[kind.id] ?? 0;
}

function totalOf(row: StackRow): number {
  return Object.values(row.values).reduce((sum, value) => sum + value, 0);
}

/** The marks that fit on the axis without writing over one another, the larger ones first. */
function readable(marks: readonly StackMark[], axis: Axis): StackMark[] {
  const kept: StackMark[] = [];
  for (const mark of [...marks].sort((a, b) => b.value - a.value)) {
    const at = axis.at(mark.value);
    const inside = mark.value <= axis.domain[1];
    if (inside && kept.every((other) => axis.at(other.value) - at > 44)) kept.push(mark);
  }
  return kept;
}
