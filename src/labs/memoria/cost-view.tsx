/** Hours of GPU times the price that the reader pays. */
import { formatDecimal, formatFixed } from '../../charts/format.ts';
import { LabForm } from '../framework/form.tsx';
import { LabHeading } from '../framework/heading.tsx';
import type { LabStore } from '../framework/store.ts';
import { GROUPS, type TABLE } from './state-table.ts';

export function CostView({ store }: { store: LabStore<typeof TABLE> }) {
  const { hours, cards, price } = store.state.value;
  const gpuHours = hours * cards;
  return (
    <section>
      <LabHeading>Quanto custa</LabHeading>
      <p>
        A nuvem cobra por placa e por hora, ocupada ou não. Memória que sobra também se paga: uma placa menor
        que baste costuma ser a escolha barata.
      </p>
      <LabForm store={store} groups={[GROUPS.cost]} />
      <p class="custo">
        {formatDecimal(hours)} h × {formatDecimal(cards)} {cards === 1 ? 'placa' : 'placas'} ={' '}
        {formatDecimal(gpuHours)} horas de GPU
        {price > 0 ? (
          <>
            {' '}
            × {formatFixed(price, 2)} = <b>{formatFixed(gpuHours * price, 2)}</b>
          </>
        ) : (
          '. Digite o preço da hora para ver o custo.'
        )}
      </p>
    </section>
  );
}
