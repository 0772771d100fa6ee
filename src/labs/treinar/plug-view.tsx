/** The switch, the swap and the gauge of what is forgotten. */
import { useId } from 'preact/hooks';
import { formatFixed, formatInteger } from '../../charts/format.ts';
import { StackedBar } from '../../charts/stacked-bar.tsx';
import { ProblemNote } from '../training/problem-note.tsx';
import { TASKS, type TrainingTask } from '../training/tasks.ts';
import { AnswersView, scoreText } from './answers-view.tsx';
import type { FullGauge, Plug } from './plug.ts';
import type { Shelf } from './shelf.ts';

interface Props {
  shelf: Shelf;
  plug: Plug;
  gauge: FullGauge;
  /** Task of the sentences, where the adapter does not say its own. */
  task: TrainingTask;
  /** False while something else trains. */
  ready: boolean;
}

export function PlugView({ shelf, plug, gauge, task: chosenTask, ready }: Props) {
  const id = useId();
  const { chosen } = shelf;
  if (!chosen) {
    return <p>Treine um adaptador, ou traga um: depois ele pode ser ligado, desligado e trocado aqui.</p>;
  }
  const task = chosen.task ?? chosenTask;
  const on = plug.on.value;
  const busy = plug.measure.busy.value;
  const measured = plug.measure.answer.value;
  const turn = (next: boolean, adapterId = chosen.id) => {
    plug.on.value = next;
    shelf.choose(adapterId);
    const adapter = shelf.chosen;
    void plug.measure.ask(adapter?.task ?? chosenTask, next ? adapter : undefined);
  };
  return (
    <>
      <div class="perguntar so-com-script">
        <div class="campo">
          <label for={`${id}-qual`}>Adaptador</label>
          <select
            id={`${id}-qual`}
            value={chosen.id}
            disabled={!ready}
            onChange={(event) => turn(on, event.currentTarget.value)}
          >
            {shelf.adapters.value.map((adapter) => (
              <option key={adapter.id} value={adapter.id} selected={adapter.id === chosen.id}>
                {adapter.name}
              </option>
            ))}
          </select>
        </div>
        <div class="campo">
          <label class="campo-chave">
            <input
              type="checkbox"
              role="switch"
              aria-checked={on}
              checked={on}
              disabled={!ready}
              onChange={(event) => turn(event.currentTarget.checked)}
            />
            <span>Adaptador ligado</span>
          </label>
        </div>
      </div>
      <ProblemNote problem={plug.measure.error.value} />
      <p role="status">
        {busy && 'Medindo…'}
        {!busy &&
          measured &&
          (measured.adapter
            ? `Ligado: ${scoreText(measured.answers)} frases certas; perplexidade no texto da base ${formatFixed(measured.perplexity, 3)}.`
            : `Desligado: ${scoreText(measured.answers)} frases certas; perplexidade no texto da base ${formatFixed(measured.perplexity, 3)}. ${bitsText(measured.sameAsBefore)}`)}
      </p>
      {measured && (
        <details>
          <summary>Respostas com o adaptador {measured.adapter ? 'ligado' : 'desligado'}</summary>
          <AnswersView
            columns={[
              {
                name: measured.adapter?.name ?? 'Base, sem adaptador',
                answers: measured.answers,
                adapted: measured.adapter !== undefined,
              },
            ]}
          />
        </details>
      )}
      <ForgettingGauge shelf={shelf} plug={plug} gauge={gauge} task={task} ready={ready} />
    </>
  );
}

function bitsText(same: { numbers: number; different: number } | undefined): string {
  if (!same) return '';
  return same.different === 0
    ? `Os ${formatInteger(same.numbers)} números que a base calcula nestas frases são idênticos, bit a bit, aos da primeira medida.`
    : `Atenção: ${formatInteger(same.different)} de ${formatInteger(same.numbers)} números da base mudaram.`;
}

const KINDS = [
  { id: 'ppl', label: 'perplexidade', fill: { tone: 'frio-forte', texture: 'diagonal' } },
] as const;

function ForgettingGauge({ shelf, plug, gauge, task, ready }: Props) {
  const base = plug.basePerplexity.value;
  const full = gauge.forgetting.answer.value;
  const rows = [
    ...(base === undefined
      ? []
      : [{ id: 'base', label: 'Base, adaptador desligado', values: { ppl: base } }]),
    ...shelf.adapters.value.flatMap(({ id, name }) => {
      const ppl = plug.perplexities.value.get(id);
      return ppl === undefined ? [] : [{ id, label: `${name}, ligado`, values: { ppl } }];
    }),
    ...(full
      ? [
          {
            id: 'completo',
            label: `Ajuste fino completo, ${TASKS[full.task].title}`,
            values: { ppl: full.value },
          },
        ]
      : []),
  ];
  const { session } = gauge;
  const { step } = session.progress.value;
  return (
    <>
      <p>
        A perplexidade mede quanto o modelo se surpreende com textos iguais aos do pré-treinamento: 3 quer
        dizer que hesita, a cada token, como entre 3 opções igualmente prováveis. Se ela sobe, o modelo
        esqueceu algo do que sabia. O adaptador ligado também perturba a base; a diferença é que ele sai, e a
        base volta inteira.
      </p>
      {rows.length > 0 && (
        <StackedBar
          title="Perplexidade no texto da base"
          note="Menor é melhor. 80 documentos que ficaram fora do pré-treinamento."
          summary={rows.map(({ label, values }) => `${label}: ${formatFixed(values.ppl, 3)}.`).join(' ')}
          kinds={KINDS}
          rows={rows}
          format={(value) => formatFixed(value, 3)}
        />
      )}
      <div class="linha-botoes so-com-script">
        <button
          type="button"
          class="botao"
          disabled={!ready || session.busy || gauge.forgetting.busy.value}
          onClick={() => void gauge.measure(task)}
        >
          Medir também o ajuste fino completo
        </button>
        {session.busy && (
          <>
            <span>
              Treinando todos os pesos: passo {step} de {session.spec.value?.steps}
            </span>
            <button type="button" class="botao" onClick={() => session.stop()}>
              Parar
            </button>
          </>
        )}
      </div>
      <ProblemNote problem={session.error.value ?? gauge.forgetting.error.value} />
    </>
  );
}
