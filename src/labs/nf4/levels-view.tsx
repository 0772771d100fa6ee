/** Where the weights of each block fall on the ruler of the type, and how many take each level. */
import { binValues } from '../../charts/bins.ts';
import { formatFixed, formatInteger, formatPercent } from '../../charts/format.ts';
import { Histogram } from '../../charts/histogram.tsx';
import type { QuantizeResult } from '../../runtime/jobs/quantize.ts';
import { LabHeading } from '../framework/heading.tsx';
import { Figures } from './figures.tsx';
import { rulerOf } from './one-weight.ts';
import { type Nf4State, TABLE } from './state-table.ts';

const BINS = 64;
/** Beyond this many levels their lines would hide the bars. */
const MAX_MARKS = 16;

interface Props {
  result: QuantizeResult;
  type: Nf4State['type'];
  blockSize: number;
}

export function LevelsView({ result, type, blockSize }: Props) {
  const name = TABLE.type.options[type];
  const { levels, codes, midpoints } = rulerOf(type);
  const quotients = result.weights.map((weight, i) => {
    const absmax = result.absmax[Math.floor(i / blockSize)] ?? 0;
    return absmax > 0 ? weight / absmax : 0;
  });
  const counts = codes.map((code) => result.codes.reduce((n, one) => n + (one === code ? 1 : 0), 0));
  const used = counts.filter((count) => count > 0).length;
  const marks = levels.length <= MAX_MARKS ? levels : [];
  return (
    <section>
      <LabHeading>Os pesos e a régua</LabHeading>
      <Histogram
        title={`Pesos divididos pelo absmax do seu bloco, e os níveis do ${name}`}
        note={
          marks.length === 0
            ? `O ${name} tem ${levels.length} níveis, igualmente espaçados: não cabem como linhas.`
            : undefined
        }
        summary={`Histograma de ${formatInteger(quotients.length)} pesos entre −1 e 1. O ${name} usa ${used} dos seus ${levels.length} níveis.`}
        bins={binValues(quotients, BINS, [-1, 1])}
        xLabel="peso ÷ absmax"
        yLabel="Pesos"
        marks={marks.map((level) => ({ x: level, label: formatFixed(level, 4) }))}
        marksLabel={`Níveis do ${name}`}
        formatX={(value) => formatFixed(value, 2)}
      />
      {marks.length > 0 && (
        <details class="mais">
          <summary>Os níveis um a um: limites e uso</summary>
          <Figures
            title={`Níveis do ${name}`}
            columns={['Índice', 'Bits', 'Nível', 'Até (limiar)', 'Pesos', 'Parte']}
            rows={levels.map((level, i) => [
              String(codes[i] ?? 0),
              (codes[i] ?? 0).toString(2).padStart(4, '0'),
              formatFixed(level, 4),
              midpoints[i] === undefined ? '—' : formatFixed(midpoints[i], 4),
              formatInteger(counts[i] ?? 0),
              formatPercent((counts[i] ?? 0) / quotients.length),
            ])}
          />
        </details>
      )}
    </section>
  );
}
