/** "Viés: o recrutador automático": a biased past, a fine-tuning on it, what comes out, and the watch over it. */
import { LineChart } from '../../charts/line-chart.tsx';
import { Lab, type LabPlace } from '../framework/lab.tsx';
import { RuntimePanel } from '../framework/runtime-panel.tsx';
import { useLabStore } from '../framework/store.ts';
import { ConfusionView, SelectionBars } from './groups-view.tsx';
import { MetricsView } from './metrics-view.tsx';
import { MonitoringView } from './monitoring-view.tsx';
import { PairsView } from './pairs-view.tsx';
import { ReferenceView } from './reference-view.tsx';
import { RunsView } from './runs-view.tsx';
import { type BiasState, GROUPS, TABLE } from './state-table.ts';
import { type Progress, SWEEP, type Trained, useTraining } from './use-training.ts';
import { accuracyText, amplificationText, shortVerdict, two, verdictText } from './words.ts';
import './bias-lab.css';

interface Props extends LabPlace {
  /** State in which the lab starts. */
  start: BiasState;
}

const MAIN_GROUPS = [GROUPS.past, GROUPS.mitigation, GROUPS.model];

export function BiasLab({ start, ...place }: Props) {
  const store = useLabStore(TABLE, start, place.ownPage);
  const { running, error, progress, done, train, stop } = useTraining();
  const state = store.state.value;
  const ready = store.ready.value && !running;
  const latest = done.at(-1);
  const verdict = latest && verdictText(latest.figures, latest.outcome);
  return (
    <Lab
      {...place}
      id="vies"
      title="Viés: o recrutador automático"
      intro="Escolha quanto viés há no passado de uma empresa, treine um modelo com ele e meça o que o modelo decide."
      store={store}
      status={{
        state: error ? 'erro' : running ? 'treinando' : latest ? 'pronto' : 'parado',
        step: progress?.step,
        loss: progress?.losses.at(-1),
      }}
      announcement={running ? 'Treinando.' : (verdict ?? '')}
      headline={latest && shortVerdict(latest.figures)}
      error={error}
      groups={MAIN_GROUPS}
      folded={[GROUPS.model]}
      locked={running}
    >
      <section class="vies-treino">
        <p>
          Os candidatos são inventados e têm um mérito que se pode conferir: quem tem cinco anos de
          experiência ou mais é qualificado. No histórico, uma mulher qualificada foi recusada com chance x. O
          modelo aprende a responder “sim” ou “não” com essas decisões antigas.
        </p>
        <p class="vies-acoes so-com-script">
          <button type="button" class="botao" disabled={!ready} onClick={() => void train([state])}>
            Treinar o recrutador
          </button>
          <button
            type="button"
            class="botao"
            disabled={!ready}
            onClick={() => void train(SWEEP.map((strength) => ({ ...state, strength })))}
          >
            Treinar com x de 0 a 1
          </button>
          {running && (
            <button type="button" class="botao" onClick={stop}>
              Parar
            </button>
          )}
        </p>
        <RuntimePanel locked={running} />
        {progress && <Training progress={progress} running={running} />}
      </section>
      {latest && <Results trained={latest} current={state} />}
      {latest && <RunsView runs={done} />}
      {latest && <MonitoringView store={store} recruiter={latest.result.recruiter} locked={running} />}
      {place.ownPage && <ReferenceView />}
    </Lab>
  );
}

function Training({ progress, running }: { progress: Progress; running: boolean }) {
  const { step, steps, run, runs, losses } = progress;
  const name = runs > 1 ? `Treino ${run} de ${runs}: ` : '';
  return (
    <>
      <label class="vies-progresso">
        {name}passo {step} de {steps}
        {running && step === steps && ', medindo'}
        <progress max={steps} value={step} />
      </label>
      {losses.length > 1 && (
        <LineChart
          title="A perda, passo a passo"
          unit="nats por token"
          summary={`Perda de ${losses.length} passos, de ${two(losses[0] ?? 0)} a ${two(losses.at(-1) ?? 0)}.`}
          series={[{ id: 'perda', label: 'perda', x: losses.map((_, index) => index + 1), y: losses }]}
          xLabel="passo"
          yLabel="perda"
          xDomain={[1, steps]}
          height={200}
        />
      )}
    </>
  );
}

function Results({ trained, current }: { trained: Trained; current: BiasState }) {
  const { figures, outcome, result, state } = trained;
  const stale = Object.entries(TABLE).some(
    ([name, row]) =>
      row.group !== GROUPS.monitoring && Reflect.get(state, name) !== Reflect.get(current, name),
  );
  return (
    <>
      <section>
        {stale && (
          <p class="vies-velho">
            Os controles mudaram: o que está abaixo é do último treino. Treine de novo.
          </p>
        )}
        <p class={`vies-veredito resultado-${outcome}`} role="status">
          <b>{verdictText(figures, outcome)}</b>
        </p>
        <p>{amplificationText(figures)}</p>
        <p>{accuracyText(figures)}</p>
        <SelectionBars figures={figures} />
      </section>
      <MetricsView figures={figures} />
      <ConfusionView figures={figures} />
      <PairsView figures={figures} verdicts={result.verdicts} />
    </>
  );
}
