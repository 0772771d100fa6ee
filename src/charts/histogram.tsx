/** Histogram with, over it, marks such as the levels of a quantiser. */
import { labelWidth, type Plot, XAxis, YAxis } from './axes.tsx';
import type { Bin } from './bins.ts';
import { formatDecimal, formatInteger, formatSignificant } from './format.ts';
import { ChartFrame } from './frame.tsx';
import { makeAxis } from './scales.ts';
import { useWidth } from './use-width.ts';

/** A vertical line over the bars. */
export interface HistogramMark {
  x: number;
  label: string;
}

interface Props {
  title: string;
  summary: string;
  /** At least one, ascending and touching. */
  bins: readonly Bin[];
  xLabel: string;
  yLabel?: string | undefined;
  unit?: string | undefined;
  note?: string | undefined;
  marks?: readonly HistogramMark[] | undefined;
  /** What the marks are, for the legend and the table. */
  marksLabel?: string | undefined;
  formatX?: ((value: number) => string) | undefined;
  height?: number | undefined;
}

export function Histogram({
  bins,
  marks = [],
  marksLabel = 'Marcas',
  yLabel = 'Quantidade',
  formatX = formatDecimal,
  height = 260,
  ...props
}: Props) {
  const { ref, width } = useWidth<SVGSVGElement>();
  const bottom = height - 42;
  const tallest = Math.max(1, ...bins.map((bin) => bin.count));
  const y = makeAxis('linear', [0, tallest], [bottom, 26], 4);
  const left = Math.ceil(Math.max(...y.ticks.map((tick) => labelWidth(formatSignificant(tick))))) + 12;
  const plot: Plot = { left, right: width - 14, top: 26, bottom };
  const domain = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 1] as const;
  const x = makeAxis('linear', domain, [plot.left, plot.right], Math.max(2, Math.floor(width / 90)), false);
  return (
    <ChartFrame
      title={props.title}
      unit={props.unit}
      note={props.note}
      legend={
        marks.length > 0 && (
          <ul class="grafico-legenda">
            <li class="serie-1">
              <svg width="16" height="12" aria-hidden="true">
                <rect class="grafico-barra" x="1" y="1" width="14" height="10" />
              </svg>
              <span>{yLabel}</span>
            </li>
            <li class="serie-2">
              <svg width="16" height="12" aria-hidden="true">
                <path class="grafico-haste" d="M8 0V12" />
              </svg>
              <span>{marksLabel}</span>
            </li>
          </ul>
        )
      }
      table={() => ({
        columns: [props.xLabel, yLabel],
        rows: bins.map((bin) => [`${formatX(bin.from)} a ${formatX(bin.to)}`, formatInteger(bin.count)]),
        note: marks.length > 0 ? `${marksLabel}: ${marks.map((mark) => mark.label).join('; ')}.` : undefined,
      })}
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
      >
        <YAxis axis={y} plot={plot} format={formatSignificant} label={yLabel} />
        <g class="serie-1">
          {bins.map((bin) => (
            <rect
              key={bin.from}
              class="grafico-barra"
              x={x.at(bin.from)}
              y={y.at(bin.count)}
              width={Math.max(0.5, x.at(bin.to) - x.at(bin.from) - 1)}
              height={bottom - y.at(bin.count)}
            />
          ))}
        </g>
        <g class="serie-2">
          {marks.map((mark) => (
            <path
              key={mark.x}
              class="grafico-haste"
              d={`M${x.at(mark.x).toFixed(1)} ${plot.top}V${bottom + 5}`}
            />
          ))}
        </g>
        <XAxis axis={x} plot={plot} format={formatX} label={props.xLabel} />
      </svg>
    </ChartFrame>
  );
}
