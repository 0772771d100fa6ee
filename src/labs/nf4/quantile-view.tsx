/** Where the levels of NF4 come from: the same calculation that the library made once, in the open. */
import { formatFixed } from '../../charts/format.ts';
import { Histogram } from '../../charts/histogram.tsx';
import { LabHeading } from '../framework/heading.tsx';
import { Figures } from './figures.tsx';
import { expectedBins, OUTERMOST, quantileSteps } from './quantiles.ts';

const DRAWS = 100_000;

export function QuantileView() {
  const steps = quantileSteps();
  return (
    <section>
      <LabHeading>De onde saem os níveis do NF4</LabHeading>
      <p>
        Oito probabilidades acima de ½ e sete abaixo, igualmente espaçadas até {formatFixed(OUTERMOST, 4)}. O
        quantil da normal em cada uma, e o zero no meio, divididos pelo maior: são os 16 níveis. Onde a curva
        é alta, as marcas ficam juntas.
      </p>
      <Histogram
        title="A normal e os quantis"
        note={`Contagem esperada em ${DRAWS.toLocaleString('pt-BR')} números normais, pela fórmula: nada foi sorteado.`}
        summary="Curva em forma de sino com 16 linhas, mais próximas no centro do que nas pontas."
        bins={expectedBins(64, 3, DRAWS)}
        xLabel="desvios-padrão"
        yLabel="Números"
        marks={steps.map(({ quantile }) => ({ x: quantile, label: formatFixed(quantile, 4) }))}
        marksLabel="Quantis"
        formatX={(value) => formatFixed(value, 1)}
        height={230}
      />
      <details class="mais">
        <summary>A conta de cada nível</summary>
        <Figures
          title="Do quantil ao nível"
          columns={['Índice', 'Probabilidade', 'Quantil', 'Dividido pelo maior', 'Na tabela da biblioteca']}
          rows={steps.map(({ code, probability, quantile, level, stored }) => [
            String(code),
            probability === undefined ? 'zero, à mão' : formatFixed(probability, 4),
            formatFixed(quantile, 4),
            formatFixed(level, 6),
            formatFixed(stored, 6),
          ])}
        />
      </details>
    </section>
  );
}
