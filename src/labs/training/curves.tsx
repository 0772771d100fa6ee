/** Curves of training runs: the loss of each step, and the validation accuracy where it was measured. */
import { formatDecimal, formatFixed, formatInteger, formatPercent } from '../../charts/format.ts';
import { LineChart, type LineSeries } from '../../charts/line-chart.tsx';
import type { CurvePoint } from './curve-csv.ts';
import { smooth } from './smooth.ts';

/** A run as a curve. */
export interface Curve {
  readonly id: string;
  readonly label: string;
  readonly points: readonly CurvePoint[];
  /** The losses are means already, and drawn as they are. */
  readonly averaged?: boolean;
}

interface Props {
  curves: readonly Curve[];
  /** Steps that the axis shows from the beginning. */
  steps: number;
  note?: string | undefined;
  /** Shows the loss of every batch beside the average, where there is one curve. */
  detail?: boolean | undefined;
}

const stepsOf = ({ points }: Curve): number[] => points.map(({ step }) => step);
const lossesOf = ({ points }: Curve): number[] => points.map(({ loss }) => loss);
const averagesOf = (curve: Curve): number[] => (curve.averaged ? lossesOf(curve) : smooth(lossesOf(curve)));

/** Moving averages of the losses; with `detail`, one run shows the losses themselves too. */
export function LossChart({ curves, steps, note, detail = false }: Props) {
  const [only] = detail && curves.length === 1 ? curves : [];
  const averages = curves.map(
    (curve): LineSeries => ({
      id: curve.id,
      label: only ? 'média móvel' : curve.label,
      x: stepsOf(curve),
      y: averagesOf(curve),
    }),
  );
  const series = only
    ? [...averages, { id: 'lote', label: 'perda de cada lote', x: stepsOf(only), y: lossesOf(only) }]
    : averages;
  return (
    <LineChart
      title={only ? 'Perda' : 'Perda (média móvel)'}
      unit="nats por token"
      note={note}
      summary={curves.map((curve) => lossSummary(curve)).join(' ')}
      series={series}
      xLabel="passo"
      yLabel="perda"
      xDomain={[0, longest(curves, steps)]}
      formatX={formatInteger}
      formatY={(value) => formatDecimal(value, value < 0.1 ? 4 : 3)}
    />
  );
}

/** Validation accuracy, where a run has measured it. */
export function AccuracyChart({ curves, steps, note }: Props) {
  const series = curves.map((curve): LineSeries => {
    const measured = curve.points.filter(({ accuracy }) => accuracy !== undefined);
    return {
      id: curve.id,
      label: curve.label,
      x: measured.map(({ step }) => step),
      y: measured.map(({ accuracy = Number.NaN }) => accuracy),
    };
  });
  return (
    <LineChart
      title="Acerto na validação"
      note={note}
      summary={series.map((one) => accuracySummary(one)).join(' ')}
      series={series}
      xLabel="passo"
      yLabel="acerto"
      xDomain={[0, longest(curves, steps)]}
      yDomain={[0, 1]}
      formatX={formatInteger}
      formatY={(value) => formatPercent(value)}
      height={220}
    />
  );
}

function longest(curves: readonly Curve[], steps: number): number {
  return Math.max(steps, ...curves.map(({ points }) => points.at(-1)?.step ?? 0));
}

function lossSummary(curve: Curve): string {
  const averages = averagesOf(curve);
  const first = averages[0];
  const last = averages.at(-1);
  if (first === undefined || last === undefined) return `${curve.label}: ainda sem passos.`;
  const { length } = averages;
  return `${curve.label}: a perda vai de ${formatFixed(first, 3)} a ${formatFixed(last, 3)} em ${length} ${length === 1 ? 'passo' : 'passos'}.`;
}

function accuracySummary({ label, y }: LineSeries): string {
  const last = y[y.length - 1];
  return last === undefined
    ? `${label}: ainda sem medida.`
    : `${label}: ${formatPercent(last)} de acerto na última medida.`;
}
