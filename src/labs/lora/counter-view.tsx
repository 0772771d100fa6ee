/** r(d + k) against d·k, for a matrix and for the models that papers name. */
import { formatBytes, formatDecimal, formatInteger, formatPercent } from '../../charts/format.ts';
import { LineChart } from '../../charts/line-chart.tsx';
import { LabForm } from '../framework/form.tsx';
import { LabHeading } from '../framework/heading.tsx';
import type { LabStore } from '../framework/store.ts';
import { breakEvenRank, exampleOf, fullCount, loraCount, modelCount } from './counts.ts';
import { GROUPS, type TABLE } from './state-table.ts';

/** Bytes of a number in half precision. */
const HALF = 2;
const POINTS = 24;

export function CounterView({ store, chart }: { store: LabStore<typeof TABLE>; chart: boolean }) {
  const { countRank: rank, ...state } = store.state.value;
  const example = exampleOf({ ...state, countRank: rank });
  const { d, k, name, model } = example;
  const [full, lora, even] = [fullCount(example), loraCount(example, rank), breakEvenRank(example)];
  const furthest = Math.max(2, Math.ceil(even * 1.25));
  const ranks = Array.from({ length: POINTS + 1 }, (_, i) =>
    Math.max(1, Math.round((furthest * i) / POINTS)),
  );
  return (
    <section>
      <LabHeading>Quantos números se treinam</LabHeading>
      <LabForm store={store} groups={[GROUPS.counter]} />
      <p class="conta">
        <code>
          r(d + k) = {formatInteger(rank)} × ({formatInteger(d)} + {formatInteger(k)}) ={' '}
          <b>{formatInteger(lora)}</b>
        </code>
        <code>
          d·k = {formatInteger(d)} × {formatInteger(k)} = <b>{formatInteger(full)}</b>
        </code>
      </p>
      <p class="veredito">{countText(lora, full)}</p>
      <dl class="numeros">
        <div>
          <dt>Em 16 bits</dt>
          <dd>
            {formatBytes(lora * HALF)} <span>em vez de {formatBytes(full * HALF)}</span>
          </dd>
        </div>
        <div>
          <dt>Posto de equilíbrio, d·k/(d + k)</dt>
          <dd>
            {formatDecimal(even, 1)} <span>a partir daí, não há economia</span>
          </dd>
        </div>
        {model && (
          <div>
            <dt>No modelo: {model.what}</dt>
            <dd>
              {formatInteger(modelCount(model.matrices, rank))}{' '}
              <span>números treináveis, com r = {formatInteger(rank)}</span>
            </dd>
          </div>
        )}
      </dl>
      {chart && (
        <LineChart
          title="Números treináveis conforme o posto"
          latest={false}
          note={`${name}.`}
          summary={`r(d + k) cresce em linha reta e cruza d·k, ${formatInteger(full)}, no posto ${formatDecimal(even, 1)}.`}
          xLabel="Posto r"
          yLabel="Números"
          series={[
            {
              id: 'lora',
              label: 'A e B: r(d + k)',
              x: ranks,
              y: ranks.map((one) => loraCount(example, one)),
            },
          ]}
          levels={[{ y: full, label: 'W0 inteira: d·k' }]}
          yDomain={[0, full * 1.25]}
          formatX={formatInteger}
          formatY={formatInteger}
        />
      )}
    </section>
  );
}

/** The comparison, in words. */
function countText(lora: number, full: number): string {
  if (lora >= full) {
    return `Com este posto, A e B têm ${formatPercent(lora / full)} dos números de W0: não há economia.`;
  }
  return `A e B têm ${formatPercent(lora / full)} dos números de W0: ${formatDecimal(full / lora, 1)} vezes menos.`;
}
