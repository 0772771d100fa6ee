/** What the results say, in sentences, and what they do not: written from the numbers alone. */
import { formatDecimal, formatPercent } from '../../charts/format.ts';
import { compare, type Summary } from '../training/statistics.ts';
import type { Row } from './results.ts';

type Measure = 'same' | 'fresh';

const MEASURES: Readonly<Record<Measure, string>> = {
  fresh: 'Em frases de palavras e moldes novos',
  same: 'Em frases novas de palavras já vistas',
};

/** Points of percentage, one decimal: `0.0312` -> `3,1`. */
function points(share: number): string {
  return formatDecimal(100 * share, 1);
}

/** `81,2% ± 1,5`: the mean and, with several seeds, their standard deviation in points. */
export function showShare({ mean, spread }: Pick<Summary, 'mean' | 'spread'>): string {
  return formatPercent(mean) + (spread === undefined ? '' : ` ± ${points(spread)}`);
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} e ${names.at(-1)}`;
}

/** Sentences on one measure: the best, whom it is told apart from, and whom it is not. */
function conclude(rows: readonly Row[], measure: Measure): string[] {
  const [best, ...others] = rows.toSorted((a, b) => b[measure].mean - a[measure].mean);
  if (!best || others.length === 0) return [];
  const compared = others.map((row) => ({ row, difference: compare(best[measure], row[measure]) }));
  const behind = compared.filter(({ difference }) => difference.significant);
  const tied = compared.filter(({ difference }) => !difference.significant);
  const named = ({ row }: { row: Row }) => `${row.name} (${showShare(row[measure])})`;
  const margin = Math.max(...tied.map(({ difference }) => difference.margin));
  return [
    `${MEASURES[measure]}, a maior média é de ${best.name}: ${showShare(best[measure])}.`,
    ...(tied.length > 0
      ? [
          `A diferença para ${list(tied.map(named))} está dentro do ruído: a margem é de ${points(margin)} pontos, e estes resultados não dizem qual é melhor.`,
        ]
      : []),
    ...(behind.length > 0 ? [`A diferença para ${list(behind.map(named))} passa da margem de ruído.`] : []),
  ];
}

/** The whole conclusion; empty until two methods have results. */
export function conclusionOf(rows: readonly Row[]): string[] {
  if (rows.length < 2) return [];
  const seeds = Math.min(...rows.map((row) => row.seeds));
  const counts = rows.map(({ entry }) => entry.matched.parameters);
  const ratio = Math.max(...counts) / Math.min(...counts);
  const sizes =
    ratio > 1.5
      ? `Atenção: o maior treina ${formatDecimal(ratio, 1)} ${ratio < 2 ? 'vez' : 'vezes'} o número de parâmetros do menor.`
      : 'Todos treinam números parecidos de parâmetros.';
  const caution =
    seeds < 2
      ? 'Com uma semente só, não se sabe quanto outra semente mudaria: a conclusão vale para estas execuções.'
      : `Médias de ${seeds} sementes; o número depois de ± é o desvio-padrão entre elas.`;
  return [...conclude(rows, 'fresh'), ...conclude(rows, 'same'), sizes, caution];
}
