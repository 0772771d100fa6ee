/** "Prefix, Prompt ou Adapter?": methods of unlike kinds on the same task, data order, steps and seed, at a like size. */
import { useEffect, useMemo } from 'preact/hooks';
import { formatInteger, formatPercent } from '../../charts/format.ts';
import { LabHeading } from '../framework/heading.tsx';
import { Lab, type LabPlace, type LabStatus } from '../framework/lab.tsx';
import { RuntimePanel } from '../framework/runtime-panel.tsx';
import { useLabStore } from '../framework/store.ts';
import { AccuracyChart, type Curve, LossChart } from '../training/curves.tsx';
import type { ModelShape } from '../training/model-shape.ts';
import { ProblemNote } from '../training/problem-note.tsx';
import { RunFigures } from '../training/run-controls.tsx';
import { baseParameters } from '../training/trainable.ts';
import { conclusionOf } from './conclusion.ts';
import { NoiseRule } from './noise-rule.tsx';
import { recordedCurve, recordedFor, recordedRow } from './recorded.ts';
import type { Recorded } from './reference.ts';
import { meanCurve } from './results.ts';
import { ResultsTable } from './results-table.tsx';
import { Series } from './series.ts';
import { type CompareState, type Entry, entriesOf, entryName, FOLLOW, GROUPS, TABLE } from './state-table.ts';
import '../training/training.css';
import './compare-lab.css';

interface Props extends LabPlace {
  /** State in which the lab starts. */
  start: CompareState;
  /** Sizes of the shipped base model. */
  shape: ModelShape;
  /** Reference runs to overlay. */
  recorded: Recorded;
}

const SEEDS = 3;

export function CompareLab({ start, shape, recorded, ...place }: Props) {
  const store = useLabStore(TABLE, start, place.ownPage, FOLLOW);
  const series = useMemo(() => new Series(), []);
  useEffect(() => () => series.stop(), [series]);
  const state = store.state.value;
  const entries = entriesOf(state, shape);
  const total = baseParameters(shape);
  const rows = series.rows.value;
  const turn = series.turn.value;
  const { session } = series;
  const { step, loss } = session.progress.value;
  const canRun = store.ready.value && !turn;
  const run = (seeds: number) => {
    if (canRun)
      void series.run(
        entries,
        Array.from({ length: seeds }, (_, i) => state.seed + i),
      );
  };
  const conclusion = conclusionOf(rows);
  const overlaid = state.recorded ? recordedFor(recorded, state.task, entries) : [];
  return (
    <Lab
      {...place}
      id="comparar"
      title="Prefix, Prompt ou Adapter? Comparação de igual para igual"
      intro="Os métodos escolhidos treinam um depois do outro, com a mesma tarefa, a mesma ordem dos dados, os mesmos passos e a mesma semente."
      store={store}
      status={{
        state: stateOf(series),
        step: session.spec.value ? step : undefined,
        loss,
        device: session.device.value,
      }}
      announcement={announcementOf(series)}
      headline={
        turn
          ? `${entryName(turn.entry)}: passo ${formatInteger(step)}`
          : `${entries.length} ${entries.length === 1 ? 'método' : 'métodos'} para comparar`
      }
      groups={[GROUPS.what, GROUPS.size, GROUPS.training, GROUPS.lora]}
      folded={[GROUPS.lora]}
      locked={turn !== undefined}
    >
      <section>
        <LabHeading>Quem entra na comparação</LabHeading>
        <EntryList entries={entries} total={total} />
        <div class="treino-botoes so-com-script">
          <button type="button" class="botao cheio" aria-disabled={!canRun} onClick={() => run(1)}>
            Comparar
          </button>
          <button type="button" class="botao" aria-disabled={!canRun} onClick={() => run(SEEDS)}>
            Rodar {SEEDS} sementes
          </button>
          <button type="button" class="botao" aria-disabled={!turn} onClick={() => series.stop()}>
            Parar
          </button>
        </div>
        <RuntimePanel locked={turn !== undefined} />
        <ProblemNote problem={series.error.value} />
        {turn && (
          <p>
            Execução {turn.done + 1} de {turn.total}: {entryName(turn.entry)}, semente {turn.seed}
          </p>
        )}
        <RunFigures session={session} />
        <SeriesCurves series={series} steps={state.steps} overlaid={overlaid.map(recordedCurve)} />
        {state.recorded && <RecordedNote recorded={recorded} count={overlaid.length} />}
      </section>
      <section>
        <LabHeading>Resultados</LabHeading>
        {rows.length + overlaid.length === 0 ? (
          <p>A tabela se enche à medida que cada método termina.</p>
        ) : (
          <ResultsTable
            rows={[...rows, ...overlaid.map(recordedRow)]}
            base={series.base.value}
            total={total}
          />
        )}
      </section>
      <section>
        <LabHeading>O que se pode concluir</LabHeading>
        {conclusion.length === 0 ? (
          <p>A conclusão é escrita a partir dos resultados, quando dois métodos tiverem terminado.</p>
        ) : (
          <div class="comparar-conclusao">
            {conclusion.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        )}
        <NoiseRule />
      </section>
    </Lab>
  );
}

function EntryList({ entries, total }: { entries: readonly Entry[]; total: number }) {
  return (
    <>
      <ul class="comparar-lista">
        {entries.map((entry) => (
          <li key={entry.method}>
            <b>{entryName(entry)}</b>: {formatInteger(entry.matched.parameters)} parâmetros,{' '}
            {formatPercent(entry.matched.parameters / total)} da base
            {!entry.matched.knob && ' (o tamanho não se escolhe)'}
          </li>
        ))}
      </ul>
      <p>
        A taxa de aprendizado é a de cada método na receita da tarefa, escolhida na validação. Com a mesma
        taxa para todos, a comparação mediria a taxa, e não o método.
      </p>
    </>
  );
}

function stateOf(series: Series): LabStatus['state'] {
  if (series.turn.value) return series.session.phase.value === 'carregando' ? 'carregando' : 'treinando';
  if (series.error.value) return 'erro';
  return series.rows.value.length > 0 ? 'pronto' : 'parado';
}

/** What a screen reader hears: whose turn it is, and that it is done. */
function announcementOf(series: Series): string {
  const turn = series.turn.value;
  if (turn) return `Treinando ${entryName(turn.entry)}, execução ${turn.done + 1} de ${turn.total}.`;
  const { length } = series.rows.value;
  return length > 0 ? `Comparação pronta, com ${length} métodos na tabela.` : '';
}

function RecordedNote({ recorded, count }: { recorded: Recorded; count: number }) {
  return (
    <p class="comparar-gravado">
      {count === 0
        ? 'Não há execuções gravadas destes métodos nesta tarefa.'
        : `“Gravado” são execuções de referência, de ${recorded.date}, em ${recorded.device}, com a semente que a legenda diz. O tamanho de cada método é o do nome dele, e não o igualado aqui; a perplexidade gravada foi medida em mais documentos. Elas não entram na conclusão.`}
    </p>
  );
}

interface CurvesProps {
  series: Series;
  steps: number;
  /** Recorded curves, drawn after the reader's own. */
  overlaid: readonly Curve[];
}

/** One curve a method: the mean of its finished runs, or its first run while it is going on. */
function SeriesCurves({ series, steps, overlaid }: CurvesProps) {
  const turn = series.turn.value;
  const curves = series.entries.value.flatMap((entry): Curve[] => {
    const finished = series.measured.value.get(entry.method) ?? [];
    const live = turn?.entry.method === entry.method ? series.session.points.value : [];
    const points = finished.length > 0 ? meanCurve(finished) : live;
    return points.length > 0 ? [{ id: entry.method, label: entryName(entry), points }] : [];
  });
  const all = [...curves, ...overlaid];
  if (all.length === 0) return <p>As curvas aparecem aqui, todas no mesmo gráfico.</p>;
  return (
    <div class="treino-graficos">
      <LossChart curves={all} steps={steps} />
      {curves.length > 0 && <AccuracyChart curves={curves} steps={steps} />}
    </div>
  );
}
