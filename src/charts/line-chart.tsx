/** Line chart of several series that may grow while it is shown: thousands of points cost a few hundred. */
import { line } from 'd3-shape';
import { useState } from 'preact/hooks';
import { labelWidth, type Plot, XAxis, YAxis } from './axes.tsx';
import { decimate } from './decimate.ts';
import { formatDecimal, formatSignificant } from './format.ts';
import { ChartFrame } from './frame.tsx';
import { type Axis, extentOf, makeAxis, type ScaleKind } from './scales.ts';
import { Marker, SeriesKey, type SeriesStyle, seriesStyle } from './series-style.tsx';
import { seriesTable } from './series-table.ts';
import { useWidth } from './use-width.ts';

/** One line of a chart. */
export interface LineSeries {
  id: string;
  label: string;
  /** Ascending. */
  x: ArrayLike<number>;
  /** As long as `x`; a value that is not finite leaves a gap. */
  y: ArrayLike<number>;
}

/** A horizontal line across the chart, e.g. a limit. */
export interface LevelMark {
  y: number;
  label: string;
}

export interface LineChartProps {
  title: string;
  /** What the drawing shows, in a sentence, for who does not see it. */
  summary: string;
  series: readonly LineSeries[];
  xLabel: string;
  yLabel: string;
  unit?: string | undefined;
  note?: string | undefined;
  scale?: ScaleKind | undefined;
  /** Ends of an axis that should not follow the data. */
  xDomain?: readonly [number, number] | undefined;
  yDomain?: readonly [number, number] | undefined;
  levels?: readonly LevelMark[] | undefined;
  formatX?: ((value: number) => string) | undefined;
  formatY?: ((value: number) => string) | undefined;
  height?: number | undefined;
  /** Says each line's last value in the legend: for lines that grow, whose last value is the news. */
  latest?: boolean | undefined;
}

const MARKERS_A_SERIES = 6;

export function LineChart({
  series,
  levels = [],
  height = 280,
  latest = true,
  formatX = formatDecimal,
  formatY = formatSignificant,
  ...props
}: LineChartProps) {
  const { ref, width } = useWidth<SVGSVGElement>();
  const [pointer, setPointer] = useState<number>();
  const { plot, x, y } = layOut({ ...props, series, levels, formatY, width, height });
  const last = (one: LineSeries) => one.y[Math.min(one.x.length, one.y.length) - 1];
  const legend = (
    <ul class="grafico-legenda">
      {series.map((one, index) => {
        const value = latest ? last(one) : undefined;
        const shown = value === undefined || !Number.isFinite(value) ? undefined : formatY(value);
        return <SeriesKey key={one.id} style={seriesStyle(index)} label={one.label} value={shown} />;
      })}
    </ul>
  );
  return (
    <ChartFrame
      title={props.title}
      unit={props.unit}
      note={props.note}
      legend={legend}
      table={() => seriesTable(series, props.xLabel, formatX, formatY)}
      onlyWhenOpen
    >
      <svg
        ref={ref}
        class="grafico-desenho"
        role="img"
        aria-label={props.summary}
        width="100%"
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        onPointerMove={(event) =>
          setPointer(event.clientX - event.currentTarget.getBoundingClientRect().left)
        }
        onPointerLeave={() => setPointer(undefined)}
      >
        <YAxis axis={y} plot={plot} format={formatY} label={props.yLabel} />
        <XAxis axis={x} plot={plot} format={formatX} label={props.xLabel} />
        {levels.map((level) => (
          <g key={level.label} class="grafico-nivel" transform={`translate(0 ${y.at(level.y).toFixed(1)})`}>
            <path d={`M${plot.left} 0H${plot.right}`} />
            <text x={plot.right} y={-5} text-anchor="end">
              {level.label}
            </text>
          </g>
        ))}
        {series.map((one, index) => (
          <SeriesLine key={one.id} series={one} style={seriesStyle(index)} x={x} y={y} plot={plot} />
        ))}
        {pointer !== undefined && pointer >= plot.left && pointer <= plot.right && (
          <Reading {...{ series, pointer, x, y, plot, formatX, formatY }} xLabel={props.xLabel} />
        )}
      </svg>
    </ChartFrame>
  );
}

interface LayOut extends Pick<LineChartProps, 'series' | 'xDomain' | 'yDomain' | 'scale'> {
  levels: readonly LevelMark[];
  formatY: (value: number) => string;
  width: number;
  height: number;
}

function layOut({ series, levels, xDomain, yDomain, scale = 'linear', formatY, width, height }: LayOut) {
  const top = 26;
  const bottom = height - 42;
  const xs = xDomain ?? extentOf(series.map((one) => one.x)) ?? [0, 1];
  const ys = yDomain ?? extentOf([...series.map((one) => one.y), levels.map((level) => level.y)]) ?? [0, 1];
  const y = makeAxis(scale, ys, [bottom, top], 5);
  const left = Math.ceil(Math.max(...y.ticks.map((tick) => labelWidth(formatY(tick))), 16)) + 12;
  const plot: Plot = { left, right: width - 14, top, bottom };
  const x = makeAxis('linear', xs, [plot.left, plot.right], Math.max(2, Math.floor(width / 90)), false);
  return { plot, x, y };
}

interface SeriesLineProps {
  series: LineSeries;
  style: SeriesStyle;
  x: Axis;
  y: Axis;
  plot: Plot;
}

function SeriesLine({ series, style, x, y, plot }: SeriesLineProps) {
  const kept = decimate(series.x, series.y, Math.max(1, Math.round(plot.right - plot.left)));
  const visible = (index: number) => Number.isFinite(y.at(series.y[index] ?? Number.NaN));
  const px = (index: number) => x.at(series.x[index] ?? 0);
  const py = (index: number) => y.at(series.y[index] ?? 0);
  const path = line<number>().defined(visible).x(px).y(py).digits(1)(kept) ?? '';
  const stride = Math.max(1, Math.ceil(kept.length / MARKERS_A_SERIES));
  const marked = kept.filter((index, place) => place % stride === Math.floor(stride / 2) && visible(index));
  return (
    <g class={style.className}>
      <path class="grafico-linha" d={path} stroke-dasharray={style.dash} />
      {marked.map((index) => (
        <Marker key={index} style={style} x={px(index)} y={py(index)} />
      ))}
    </g>
  );
}

interface ReadingProps {
  series: readonly LineSeries[];
  pointer: number;
  x: Axis;
  y: Axis;
  plot: Plot;
  xLabel: string;
  formatX: (value: number) => string;
  formatY: (value: number) => string;
}

/** The values under the pointer. The table says the same to who uses no pointer. */
function Reading({ series, pointer, x, y, plot, xLabel, formatX, formatY }: ReadingProps) {
  const wanted = x.valueAt(pointer);
  const read = series.flatMap((one, index) => {
    const at = nearest(one.x, wanted);
    const value = at === undefined ? undefined : one.y[at];
    const place = at === undefined ? undefined : one.x[at];
    if (place === undefined || value === undefined || !Number.isFinite(value)) return [];
    return [{ one, place, value, style: seriesStyle(index) }];
  });
  const [first] = read;
  if (!first) return null;
  const at = x.at(first.place);
  const rightHalf = at > (plot.left + plot.right) / 2;
  const lines = [
    `${xLabel}: ${formatX(first.place)}`,
    ...read.map(({ one, value }) => `${one.label}: ${formatY(value)}`),
  ];
  const boxWidth = Math.max(...lines.map(labelWidth)) + 16;
  return (
    <g class="grafico-leitura">
      <path d={`M${at} ${plot.top}V${plot.bottom}`} />
      {read.map(({ one, value, place, style }) => (
        <g key={one.id} class={style.className}>
          <circle class="grafico-marca" cx={x.at(place)} cy={y.at(value)} r={5} />
        </g>
      ))}
      <g transform={`translate(${Math.max(0, rightHalf ? at - boxWidth - 8 : at + 8)} ${plot.top})`}>
        <rect width={boxWidth} height={lines.length * 16 + 8} rx={3} />
        {lines.map((text, index) => (
          <text key={text} x={8} y={index * 16 + 17}>
            {text}
          </text>
        ))}
      </g>
    </g>
  );
}

function nearest(x: ArrayLike<number>, wanted: number): number | undefined {
  let low = 0;
  let high = x.length - 1;
  if (high < 0) return undefined;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  const before = Math.max(0, low - 1);
  return Math.abs((x[before] ?? 0) - wanted) <= Math.abs((x[low] ?? 0) - wanted) ? before : low;
}
