/** Grid lines and tick labels of a chart with a horizontal and a vertical axis. */
import type { Axis } from './scales.ts';

/** Edges of the drawing area, in pixels. */
export interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** About how wide a label of the axis is: the face has digits of one width. */
export function labelWidth(text: string): number {
  return text.length * 6.8;
}

interface YProps {
  axis: Axis;
  plot: Plot;
  format: (value: number) => string;
  label: string;
}

export function YAxis({ axis, plot, format, label }: YProps) {
  return (
    <g class="grafico-eixo">
      {axis.ticks.map((tick) => (
        <g key={tick} transform={`translate(0 ${axis.at(tick).toFixed(1)})`}>
          <path class="grafico-grade" d={`M${plot.left} 0H${plot.right}`} />
          <text x={plot.left - 7} dy="0.34em" text-anchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
      <text class="grafico-rotulo" x={2} y={11}>
        {label}
      </text>
    </g>
  );
}

interface XProps {
  axis: Axis;
  plot: Plot;
  format: (value: number) => string;
  label?: string | undefined;
}

export function XAxis({ axis, plot, format, label }: XProps) {
  return (
    <g class="grafico-eixo">
      <path class="grafico-base" d={`M${plot.left} ${plot.bottom}H${plot.right}`} />
      {axis.ticks.map((tick) => (
        <g key={tick} transform={`translate(${axis.at(tick).toFixed(1)} ${plot.bottom})`}>
          <path class="grafico-base" d="M0 0V5" />
          <text y={18} text-anchor="middle">
            {format(tick)}
          </text>
        </g>
      ))}
      {label && (
        <text class="grafico-rotulo" x={plot.right} y={plot.bottom + 34} text-anchor="end">
          {label}
        </text>
      )}
    </g>
  );
}
