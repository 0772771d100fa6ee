/** The loss against the bound, and the spectrum that sets the bound. */
import { formatFixed, formatInteger, formatPercent, formatSignificant } from '../../charts/format.ts';
import { LineChart, type LineSeries } from '../../charts/line-chart.tsx';
import { LabHeading } from '../framework/heading.tsx';
import { keptShare, rankOf, smallestLoss } from './bound.ts';
import type { Run } from './use-fit.ts';

interface Props {
  run: Run | undefined;
  previous: Run | undefined;
  /** Singular values of ΔW. */
  singular: readonly number[];
  rank: number;
  elements: number;
}

/** Loss below which nothing is left but rounding. */
const ROUNDING = 1e-9;

export function ProgressView({ run, previous, singular, rank, elements }: Props) {
  const bound = smallestLoss(singular, rank, elements);
  const whole = smallestLoss(singular, 0, elements);
  const levels = bound > ROUNDING ? [{ y: bound, label: `o melhor com posto ${rank}` }] : [];
  const series = [
    ...(run && run.losses.length > 0 ? [seriesOf('agora', `Esta rodada (${run.name})`, run)] : []),
    ...(previous && previous.losses.length > 0
      ? [seriesOf('antes', `Rodada anterior (${previous.name})`, previous)]
      : []),
  ];
  const last = run?.losses.at(-1);
  return (
    <section>
      <LabHeading>Até onde o posto deixa chegar</LabHeading>
      <p>{boundText(singular, rank)}</p>
      {series.length > 0 && (
        <LineChart
          title="Perda a cada passo"
          note="Média dos quadrados de ΔW − s·BA, em escala logarítmica."
          summary={`A perda começa em ${formatSignificant(whole)}${last === undefined ? '' : ` e está em ${formatSignificant(last)}`}. O limite do posto ${rank} é ${formatSignificant(bound)}.`}
          xLabel="Passo"
          yLabel="Perda"
          scale="log"
          levels={levels}
          series={series}
          formatX={formatInteger}
        />
      )}
      {rankOf(singular) > 0 && (
        <LineChart
          title="Valores singulares de ΔW"
          latest={false}
          note="Um posto r guarda os r primeiros; a soma dos quadrados dos outros é o que falta."
          summary={`${singular.length} valores singulares, de ${formatSignificant(singular[0] ?? 0)} a ${formatSignificant(singular.at(-1) ?? 0)}. Maiores que zero: ${rankOf(singular)}.`}
          xLabel="Ordem"
          yLabel="Valor singular"
          series={[
            part('guardados', `Guardados pelo posto ${rank}`, singular, 0, rank),
            part('perdidos', 'Fora do alcance', singular, rank, singular.length),
          ].filter((one) => one.x.length > 0)}
          xDomain={[1, Math.max(2, singular.length)]}
          yDomain={[0, Math.max(singular[0] ?? 0, 1e-6)]}
          formatX={formatInteger}
          height={230}
        />
      )}
    </section>
  );
}

function seriesOf(id: string, label: string, { losses }: Run): LineSeries {
  return { id, label, x: losses.map((_, step) => step + 1), y: losses };
}

function part(id: string, label: string, singular: readonly number[], from: number, to: number): LineSeries {
  const y = singular.slice(from, to);
  return { id, label, x: y.map((_, index) => from + index + 1), y };
}

/** What the spectrum says, in words. */
function boundText(singular: readonly number[], rank: number): string {
  const whole = rankOf(singular);
  if (whole === 0) return 'ΔW é zero: não há nada que aprender.';
  const best = keptShare(singular, rank);
  if (rank >= whole) {
    return `ΔW tem posto ${whole}. Com posto ${rank}, A e B podem formar ΔW por inteiro.`;
  }
  return `ΔW tem posto ${whole}. Nenhum par de matrizes A e B de posto ${rank} guarda mais do que ${formatPercent(best)} dela (soma dos quadrados): é o teorema de Eckart e Young, de 1936. O treino pode chegar lá, e não pode passar.`;
}

/** How much of ΔW a run has learned, beside the most that its rank allows. */
export function learnedText(run: Run, singular: readonly number[], rank: number, elements: number): string {
  const whole = smallestLoss(singular, 0, elements);
  const last = run.losses.at(-1);
  if (last === undefined || whole === 0) return '';
  const learned = Math.max(0, 1 - last / whole);
  return `Aprendidos ${percent(learned)} de ΔW; o melhor possível com posto ${rank} é ${percent(keptShare(singular, rank))}.`;
}

function percent(share: number): string {
  return `${formatFixed(share * 100, 1)}%`;
}
