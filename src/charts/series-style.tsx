/** A series is told apart by colour, dash and marker together: any one of them is enough. */
import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
  symbolWye,
} from 'd3-shape';

/** What tells a line apart from its neighbours, with colour and without. */
export interface SeriesStyle {
  /** Class that sets `color`. */
  className: string;
  dash: string | undefined;
  marker: SymbolType;
}

const STYLES: readonly SeriesStyle[] = [
  { className: 'serie-1', dash: undefined, marker: symbolCircle },
  { className: 'serie-2', dash: '7 4', marker: symbolSquare },
  { className: 'serie-3', dash: '2 3', marker: symbolTriangle },
  { className: 'serie-4', dash: '9 3 2 3', marker: symbolDiamond },
  { className: 'serie-5', dash: '5 2', marker: symbolCross },
  { className: 'serie-6', dash: '12 4', marker: symbolWye },
];

const FIRST: SeriesStyle = { className: 'serie-1', dash: undefined, marker: symbolCircle };

/** Style of the series at `index`; after six they start again. */
export function seriesStyle(index: number): SeriesStyle {
  return STYLES[index % STYLES.length] ?? FIRST;
}

/** One marker, centred on (x, y). */
export function Marker({ style, x, y }: { style: SeriesStyle; x: number; y: number }) {
  const outline = symbol(style.marker, 42)() ?? '';
  return <path class="grafico-marca" d={outline} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`} />;
}

/** Legend entry: a sample of the line, its name and, where known, its latest value. */
export function SeriesKey({
  style,
  label,
  value,
}: {
  style: SeriesStyle;
  label: string;
  value?: string | undefined;
}) {
  return (
    <li class={style.className}>
      <svg width="34" height="12" aria-hidden="true">
        <path class="grafico-linha" d="M1 6H33" stroke-dasharray={style.dash} />
        <Marker style={style} x={17} y={6} />
      </svg>
      <span>{label}</span>
      {value !== undefined && <b>{value}</b>}
    </li>
  );
}
