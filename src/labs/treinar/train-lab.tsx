/** "Treine um adaptador": a real adapter, trained on the real base model, in this tab. */
import { useEffect, useMemo } from 'preact/hooks';
import { formatFixed, formatInteger, formatPercent } from '../../charts/format.ts';
import { runtime } from '../../runtime/client.ts';
import { LabHeading } from '../framework/heading.tsx';
import { Lab, type LabError, type LabPlace } from '../framework/lab.tsx';
import { RuntimePanel } from '../framework/runtime-panel.tsx';
import { useLabStore } from '../framework/store.ts';
import { AccuracyChart, type Curve, LossChart } from '../training/curves.tsx';
import { METHODS } from '../training/methods.ts';
import type { ModelShape } from '../training/model-shape.ts';
import { ProblemNote } from '../training/problem-note.tsx';
import { announcementOf, RunControls, RunFigures } from '../training/run-controls.tsx';
import type { TrainSession } from '../training/session.ts';
import type { TrainingTask } from '../training/tasks.ts';
import { Bench } from './bench.ts';
import { ComparisonView } from './comparison.tsx';
import { ExportView, ImportView } from './export-view.tsx';
import { GenerateView } from './generate-view.tsx';
import { InterruptedRunsView } from './interrupted-runs-view.tsx';
import { MergeView } from './merge-view.tsx';
import { OwnText } from './own-text.tsx';
import { PlugView } from './plug-view.tsx';
import { RunsView } from './runs-view.tsx';
import { countsOf, SetupView } from './setup-view.tsx';
import { ShippedView } from './shipped-view.tsx';
import { FOLLOW, GROUPS, specOf, stateOfSpec, TABLE, type TrainState } from './state-table.ts';
import '../training/training.css';
import './train-lab.css';

interface Props extends LabPlace {
  /** State in which the lab starts. */
  start: TrainState;
  /** Sizes of the shipped base model. */
  shape: ModelShape;
  /** Address of the folder of models: the base, and the shipped adapters. */
  modelsPath: string;
  /** Tasks that have a shipped adapter. */
  shipped: readonly TrainingTask[];
}

const FORM_GROUPS = [GROUPS.main, GROUPS.size, GROUPS.base, GROUPS.training];

export function TrainLab({ start, shape, modelsPath, shipped, ...place }: Props) {
  const store = useLabStore(TABLE, start, place.ownPage, FOLLOW);
  const bench = useMemo(() => new Bench(), []);
  const { session, comparison, shelf } = bench;
  useEffect(() => {
    void bench.open();
    return () => bench.close();
  }, [bench]);
  const phase = session.phase.value;
  const locked = session.busy;
  const ready = store.ready.value && !locked;
  const { trainable, total } = countsOf(store, shape);
  const { task } = store.state.value;
  const { chosen } = shelf;
  const { step, loss } = session.progress.value;
  return (
    <Lab
      {...place}
      id="treinar"
      title="Treine um adaptador"
      intro="Escolha uma tarefa e um método, aperte Treinar e veja a perda cair e as respostas mudarem. O treino é de verdade e acontece neste navegador."
      store={store}
      status={{
        state: phase,
        step: session.spec.value ? step : undefined,
        loss,
        device: session.device.value,
      }}
      announcement={announcementOf(session)}
      headline={<Headline session={session} trainable={trainable} total={total} />}
      groups={FORM_GROUPS}
      folded={[GROUPS.base]}
      locked={locked}
    >
      <section>
        <LabHeading>O que será treinado</LabHeading>
        <SetupView store={store} shape={shape} locked={locked}>
          <RunControls
            session={session}
            ready={store.ready.value}
            onTrain={() => void bench.train(specOf(store.state.value), store.query())}
          />
          <InterruptedRunsView
            bench={bench}
            ready={ready}
            onResume={({ spec, key }) => {
              store.update(stateOfSpec(spec));
              void bench.train(spec, store.query(), key);
            }}
          />
          <RuntimePanel locked={locked} />
          <RunFigures session={session} />
          {/* What ails the runtime itself is said by its panel. */}
          <ProblemNote problem={runtime().status.value.state === 'erro' ? undefined : session.error.value} />
          <ProblemNote problem={session.warning.value} />
          <ProblemNote problem={unkeptProblem(bench.unkept.value.length)} />
        </SetupView>
        <RunCurves session={session} />
      </section>
      <section>
        <LabHeading>Antes e depois</LabHeading>
        <ComparisonView comparison={comparison} session={session} />
        <OwnText task={chosen?.task ?? task} adapter={chosen} ready={ready} />
      </section>
      {place.ownPage && (
        <>
          <section>
            <LabHeading>Texto livre</LabHeading>
            <GenerateView adapter={chosen} ready={ready} />
          </section>
          <section>
            <LabHeading>Ligar, desligar, trocar</LabHeading>
            <ShippedView
              shelf={shelf}
              shipped={shipped}
              adaptersPath={`${modelsPath}adaptadores/`}
              ready={ready}
            />
            <PlugView shelf={shelf} plug={bench.plug} gauge={bench.gauge} task={task} ready={ready} />
          </section>
          <section>
            <LabHeading>Fundir na base</LabHeading>
            <MergeView shelf={shelf} task={task} ready={ready} />
          </section>
          <section>
            <LabHeading>Levar e trazer</LabHeading>
            <ExportView run={session.result.value} modelPath={`${modelsPath}base/`} />
            <ImportView shelf={shelf} ready={ready} />
          </section>
          <section>
            <LabHeading>Suas execuções</LabHeading>
            <RunsView
              runs={bench.runs.value}
              drawn={bench.drawn.value}
              pagePath={place.pagePath}
              onDraw={(id, drawn) => bench.draw(id, drawn)}
              onForget={(id) => void bench.forget(id)}
            />
          </section>
        </>
      )}
    </Lab>
  );
}

interface HeadlineProps {
  session: TrainSession;
  trainable: number;
  total: number;
}

/** The one result in sight on a phone: the run while it trains, else what the controls would train. */
function Headline({ session, trainable, total }: HeadlineProps) {
  const { step, loss } = session.progress.value;
  if (session.busy) {
    return (
      <>
        Passo <b>{formatInteger(step)}</b>
        {loss !== undefined && ` · perda ${formatFixed(loss, 3)}`}
      </>
    );
  }
  return (
    <>
      <b>{formatInteger(trainable)}</b> parâmetros treináveis · {formatPercent(trainable / total)}
    </>
  );
}

/** What to do about runs that the browser did not keep. */
function unkeptProblem(count: number): LabError | undefined {
  if (count === 0) return undefined;
  return {
    what:
      count === 1
        ? 'O navegador não guardou o último treino: o espaço que ele dá a este site acabou ou está bloqueado.'
        : `O navegador não guardou os ${count} últimos treinos: o espaço que ele dá a este site acabou ou está bloqueado.`,
    remedy:
      'O que já estava guardado continua lá, e este fica nesta página até ela ser fechada: exporte o adaptador, ou apague execuções antigas para abrir espaço.',
  };
}

function RunCurves({ session }: { session: TrainSession }) {
  const spec = session.spec.value;
  const points = session.points.value;
  if (!spec || points.length === 0) {
    return <p>As curvas aparecem aqui, ponto a ponto, durante o treino.</p>;
  }
  const curve: Curve = { id: 'atual', label: METHODS[spec.method].name, points };
  return (
    <div class="treino-graficos">
      <LossChart curves={[curve]} steps={spec.steps} detail />
      <AccuracyChart curves={[curve]} steps={spec.steps} />
    </div>
  );
}
