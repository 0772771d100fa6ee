/** "Quanto de memória?": the memory and the cost of a fine-tuning, with every formula open. */
import { useRef } from 'preact/hooks';
import { formatMemory } from '../../charts/format.ts';
import { Lab, type LabPlace } from '../framework/lab.tsx';
import { useLabStore } from '../framework/store.ts';
import { Breakdown, MemoryBar } from './breakdown.tsx';
import { smallestCard } from './cards.ts';
import { CostView } from './cost-view.tsx';
import { estimate } from './estimate.ts';
import { OtherMethods } from './methods.tsx';
import { PagingView } from './paging-view.tsx';
import { PublishedView } from './published-view.tsx';
import { architectureOf, dimensionError, GROUPS, type MemoryState, setupOf, TABLE } from './state-table.ts';
import { CardTable, verdictOf } from './verdict.tsx';
import './memory-lab.css';

interface Props extends LabPlace {
  /** State in which the lab starts. */
  start: MemoryState;
  /** Address of the bibliography. */
  referencesPath: string;
}

const MAIN_GROUPS = [GROUPS.model, GROUPS.tuning, GROUPS.training, GROUPS.numbers];

export function MemoryLab({ start, referencesPath, ...place }: Props) {
  const store = useLabStore(TABLE, start, place.ownPage);
  const result = useRef<HTMLParagraphElement>(null);
  const state = store.state.value;
  const wrong = dimensionError(architectureOf(state));
  const setup = setupOf(state);
  const figures = estimate(setup);
  const card = smallestCard(figures.total);
  const verdict = verdictOf(figures.total);
  const name = `${TABLE.method.options[state.method]}, ${TABLE.model.options[state.model].split(':')[0]}`;
  const apply = (settings: Partial<MemoryState>) => {
    store.update({ ...start, ...settings });
    result.current?.focus();
  };
  const total = formatMemory(figures.total);
  return (
    <Lab
      {...place}
      id="memoria"
      title="Quanto de memória?"
      intro="Monte um ajuste fino e veja quanto cada parte ocupa na placa, com a fórmula de cada número."
      store={store}
      status={{ state: wrong ? 'erro' : store.ready.value ? 'pronto' : 'parado' }}
      announcement={wrong ?? `Total: ${total}. ${verdict}`}
      headline={
        wrong ?? (
          <>
            Total: <b>{total}</b> · {card ? `cabe em ${card} GB` : 'não cabe em uma placa'}
          </>
        )
      }
      error={wrong ? { what: wrong, remedy: 'Mude um dos números do grupo “Modelo”.' } : undefined}
      groups={MAIN_GROUPS}
      folded={[GROUPS.numbers]}
    >
      {wrong ? (
        <p class="veredito">Não há conta a mostrar. {wrong}</p>
      ) : (
        <>
          <section>
            <p class="veredito" ref={result} tabIndex={-1}>
              Total: <b>{total}</b>. {verdict}
            </p>
            <MemoryBar estimate={figures} name={name} />
            <p class="limite">
              <b>As fórmulas são limites inferiores.</b> Elas dizem com segurança o que não cabe. O que cabe
              por pouco pode não caber na prática: bases medidas ficaram de 8% a 30% acima da conta. GB aqui
              são 10⁹ bytes.
            </p>
            <CardTable total={figures.total} />
          </section>
          <Breakdown setup={setup} estimate={figures} />
        </>
      )}
      {place.ownPage && !wrong && (
        <>
          <OtherMethods setup={setup} />
          <PagingView store={store} setup={setup} estimate={figures} onApply={apply} />
          <PublishedView referencesPath={referencesPath} onApply={apply} />
          <CostView store={store} />
        </>
      )}
    </Lab>
  );
}
