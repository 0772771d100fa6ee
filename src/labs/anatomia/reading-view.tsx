/** One sentence read by the shipped model: what to read, tokens, attention maps and next token. */

import { findMethod } from '../../../kernels/peft/registry.ts';
import { formatInteger as n } from '../../charts/format.ts';
import { LabForm } from '../framework/form.tsx';
import { LabHeading } from '../framework/heading.tsx';
import { RuntimePanel } from '../framework/runtime-panel.tsx';
import type { LabStore } from '../framework/store.ts';
import { AttentionView } from './attention-view.tsx';
import { lookOf, visible } from './maps.ts';
import { NextTokens } from './next-tokens.tsx';
import { sampleOf } from './samples.ts';
import { GROUPS, TABLE } from './state-table.ts';
import type { Reading, ReadingState } from './use-reading.ts';

interface Props {
  readonly store: LabStore<typeof TABLE>;
  readonly reading: ReadingState;
}

export function ReadingView({ store, reading: { running, reading, read, stop } }: Props) {
  const state = store.state.value;
  return (
    <section class="leitura-frase">
      <LabHeading>Uma frase dentro do modelo</LabHeading>
      <p>
        O modelo base deste site lê a frase na sua máquina. Tudo o que aparece aqui foi calculado agora, por
        ele
        {state.model === 'base' ? '.' : ': o Llama-2-7B do desenho não cabe em uma aba.'}
      </p>
      <LabForm store={store} groups={[GROUPS.sentence]} locked={running} />
      <p class="leitura-acoes so-com-script">
        <button
          type="button"
          class="botao"
          disabled={!store.ready.value || running}
          onClick={() => void read({ sentence: state.sentence, task: state.task })}
        >
          Ler a frase
        </button>
        <button
          type="button"
          class="botao"
          disabled={!store.ready.value || running}
          onClick={() => store.set('sentence', sampleOf(state.task))}
        >
          Usar um texto da tarefa
        </button>
        {running && (
          <button type="button" class="botao" onClick={stop}>
            Parar
          </button>
        )}
      </p>
      <RuntimePanel locked={running} />
      {reading && <Results store={store} reading={reading} />}
    </section>
  );
}

function Results({ store, reading }: { store: LabStore<typeof TABLE>; reading: Reading }) {
  const { sentence, task, look: wanted } = store.state.value;
  const look = lookOf(reading, wanted);
  const { adapter, asked, tokens } = reading;
  const name = TABLE.task.options[asked.task];
  const stale = asked.sentence !== sentence || asked.task !== task;
  return (
    <>
      {stale && (
        <p class="leitura-velha">
          O que está abaixo é da leitura anterior: “{asked.sentence}”, {name}. Leia a frase de novo para
          atualizar.
        </p>
      )}
      <p>
        {adapter ? (
          <>
            Adaptador de {name}: {methodName(adapter.method)}, {n(adapter.parameters)} parâmetros. Vem pronto
            com o site, e não muda com o método ligado no desenho.
          </>
        ) : (
          <>O site não traz um adaptador de {name}: a leitura é só da base.</>
        )}
      </p>
      <p>
        {tokens.length} tokens, contando o sinal de início:{' '}
        {tokens.map((token, index) => (
          <code key={index} class="leitura-token">
            {visible(token)}
          </code>
        ))}
      </p>
      {adapter && <LabForm store={store} groups={[GROUPS.attention]} />}
      <AttentionView reading={reading} look={look} store={store} />
      <NextTokens next={reading.next} adapter={adapter && name} />
    </>
  );
}

function methodName(id: string): string {
  return findMethod(id)?.name ?? id;
}
