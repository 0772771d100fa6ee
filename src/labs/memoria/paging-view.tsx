/** A small simulation of paged optimisers: what happens when one batch is longer than the others. */
import { formatInteger, formatMemory, formatSignificant } from '../../charts/format.ts';
import { LineChart } from '../../charts/line-chart.tsx';
import { LabForm } from '../framework/form.tsx';
import { LabHeading } from '../framework/heading.tsx';
import type { LabStore } from '../framework/store.ts';
import type { Estimate, Setup } from './estimate.ts';
import { type PagingRun, simulatePaging } from './paging.ts';
import { GROUPS, type MemoryState, type TABLE } from './state-table.ts';

interface Props {
  store: LabStore<typeof TABLE>;
  setup: Setup;
  estimate: Estimate;
  /** Puts the whole lab in a state. */
  onApply: (settings: Partial<MemoryState>) => void;
}

/** A setup whose long batches exceed the card by less than the optimiser holds. */
const RESCUED: Partial<MemoryState> = {
  model: 'llama-2-7b',
  method: 'qlora',
  targets: 'todas',
  rank: 128,
  batch: 8,
  sequence: 2048,
  optimiser: 'adamw-paginado',
  card: '16',
};

export function PagingView({ store, setup, estimate, onApply }: Props) {
  const card = Number(store.state.value.card);
  const run = simulatePaging(setup, estimate, card * 1e9);
  const gigabytes = (values: readonly number[]) => values.map((bytes) => bytes / 1e9);
  const text = storyOf(run, card, estimate);
  return (
    <section>
      <LabHeading>Otimizador paginado: uma simulação</LabHeading>
      <p>
        Quarenta lotes: quase todos curtos, quatro com a sequência inteira. Sem paginação, um lote comprido
        que não cabe encerra o treino. Com ela, os estados do otimizador esperam na RAM enquanto o pico passa.
      </p>
      <LabForm store={store} groups={[GROUPS.paging]} />
      <LineChart
        title="Memória a cada passo"
        latest={false}
        note="Simulação, com as fórmulas desta página: nada foi medido em uma placa."
        summary={text}
        unit="GB"
        xLabel="Passo"
        yLabel="GB"
        yDomain={[0, Math.max(card * 1.1, Math.max(...run.needed) / 1e9)]}
        levels={[{ y: card, label: `placa de ${card} GB` }]}
        series={[
          { id: 'pedida', label: 'Memória pedida pelo passo', x: run.steps, y: gigabytes(run.needed) },
          { id: 'placa', label: 'Na placa, com paginação', x: run.steps, y: gigabytes(run.onCard) },
          { id: 'ram', label: 'Na RAM, com paginação', x: run.steps, y: gigabytes(run.paged) },
        ]}
        formatX={formatInteger}
        formatY={formatSignificant}
      />
      <p class="historia">{text}</p>
      <button type="button" class="botao so-com-script" onClick={() => onApply(RESCUED)}>
        Montar um caso em que a paginação salva o treino
      </button>
    </section>
  );
}

/** What the run shows, in words. */
function storyOf({ failsWithout, failsWith, paged }: PagingRun, card: number, { parts }: Estimate): string {
  const states = formatMemory(parts.otimizador);
  if (failsWithout === undefined) {
    return `Todos os passos cabem na placa de ${card}\u00a0GB: a paginação não faz nada, e não custa nada.`;
  }
  if (failsWith === undefined) {
    const moved = formatMemory(Math.max(...paged));
    return `Sem paginação, o treino para no passo ${failsWithout}, por falta de memória. Com paginação, até ${moved} dos ${states} de estados do otimizador vão para a RAM nos picos, e o treino segue, mais devagar nesses passos.`;
  }
  if (parts.otimizador === 0) {
    return `O treino para no passo ${failsWith}. O SGD puro não guarda estados: não há o que paginar.`;
  }
  return `O treino para no passo ${failsWith}, mesmo com paginação: falta mais do que os ${states} de estados do otimizador, e só eles podem sair da placa. Pesos, gradientes e ativações não podem.`;
}
