/** After publication: a stream of candidates that changes, a moving window, an alarm. */
import { useMemo, useState } from 'preact/hooks';
import type { Judgement } from '../../../kernels/data/tasks/parity.ts';
import { LineChart } from '../../charts/line-chart.tsx';
import type { TrainedRecruiter } from '../../runtime/jobs/recruit.ts';
import { LabForm } from '../framework/form.tsx';
import { LabHeading } from '../framework/heading.tsx';
import type { LabStore } from '../framework/store.ts';
import { useJob } from '../training/use-job.ts';
import { measure, outcomeOf } from './figures.ts';
import { PATIENCE, type Watch, watch } from './monitoring.ts';
import { type BiasState, GROUPS, type TABLE } from './state-table.ts';
import { two } from './words.ts';

/** Candidates of the stream. */
const STREAM = 600;

interface Props {
  readonly store: LabStore<typeof TABLE>;
  readonly recruiter: TrainedRecruiter;
  readonly locked: boolean;
}

interface Watched {
  readonly decided: readonly Judgement[];
  readonly drift: BiasState['drift'];
  readonly recruiter: TrainedRecruiter;
}

export function MonitoringView({ store, recruiter, locked }: Props) {
  const job = useJob('monitor');
  const [watched, setWatched] = useState<Watched>();
  const { drift, window, threshold } = store.state.value;
  const start = async () => {
    const decided = await job.start({ recruiter, drift, size: STREAM });
    if (decided) setWatched({ decided, drift, recruiter });
  };
  return (
    <section class="monitoramento">
      <LabHeading>Depois de publicado: monitoramento</LabHeading>
      <p>
        O modelo que você treinou recebe {STREAM} pessoas novas, uma a uma. No primeiro terço, a fila é como a
        do teste; depois, muda aos poucos. Escolha o que muda.
      </p>
      <LabForm store={store} groups={[GROUPS.monitoring]} locked={job.running || locked} />
      <p class="vies-regra">
        <b>Regra do alarme.</b> Depois de cada pessoa, a razão entre as taxas de aprovação é calculada nas
        últimas {window}. O alarme dispara quando ela fica abaixo de {two(threshold)} em {PATIENCE} janelas
        seguidas.
      </p>
      <p class="so-com-script">
        <button type="button" class="botao" disabled={job.running || locked} onClick={() => void start()}>
          Soltar a fila
        </button>
      </p>
      {job.error && (
        <div class="lab-erro" role="alert">
          <b>{job.error.what}</b> {job.error.remedy}
        </div>
      )}
      {watched && watched.recruiter === recruiter && <Chart watched={watched} rule={{ window, threshold }} />}
    </section>
  );
}

function Chart({ watched, rule }: { watched: Watched; rule: { window: number; threshold: number } }) {
  const { decided, drift } = watched;
  const { window, threshold } = rule;
  const seen = useMemo(() => watch(decided, { window, threshold }), [decided, window, threshold]);
  const { arrivals, ratio, opportunity, alarm } = seen;
  const message = alarmText(watched, seen);
  return (
    <div data-alarme={alarm ?? 'nao'}>
      <LineChart
        title="A razão entre as taxas, janela a janela"
        latest={false}
        summary={`${movedText(seen)} ${alarm === undefined ? 'Sem alarme.' : `Alarme na pessoa ${alarm}.`}`}
        series={[
          { id: 'razao', label: 'razão entre as taxas', x: arrivals, y: ratio },
          { id: 'oportunidade', label: 'diferença de oportunidade', x: arrivals, y: opportunity },
          ...(alarm === undefined
            ? []
            : [{ id: 'alarme', label: `alarme, na pessoa ${alarm}`, x: [alarm, alarm], y: [0, 1] }]),
        ]}
        levels={[{ y: threshold, label: `limiar ${two(threshold)}` }]}
        xLabel="pessoa que chegou"
        yLabel="razão, diferença"
        xDomain={[1, decided.length]}
        yDomain={[0, 1.05]}
        formatY={two}
        note={
          drift === 'nenhuma'
            ? 'Sem mudança na fila.'
            : `A fila começa a mudar na pessoa ${Math.round(decided.length / 3)}.`
        }
      />
      <p role="status">{message}</p>
    </div>
  );
}

function movedText({ ratio: [first = 1, ...rest] }: Watch): string {
  return `A razão foi de ${two(first)}, na primeira janela, a ${two(rest.at(-1) ?? first)}, na última.`;
}

/** What the alarm says, and what it does not say. */
function alarmText({ decided }: Watched, seen: Watch): string {
  const { alarm, opportunity } = seen;
  const moved = movedText(seen);
  if (alarm === undefined) return `${moved} O alarme não disparou.`;
  const atEnd = opportunity.at(-1) ?? 0;
  const outcome = outcomeOf(measure(decided.slice(0, Math.ceil(decided.length / 3))));
  const before =
    outcome === 'justo'
      ? 'O modelo era justo por estas medidas quando foi publicado, e ninguém o treinou de novo: foi a fila que mudou.'
      : 'O modelo já chegou desigual à publicação: treine um que siga o mérito, com os rótulos auditados, para ver o alarme disparar só pela fila.';
  const cause =
    atEnd > 0.1
      ? `Entre as pessoas qualificadas, a diferença chegou a ${two(atEnd)}: o modelo erra contra um grupo, e é preciso agir sobre ele.`
      : `Entre as pessoas qualificadas, a diferença ficou em ${two(atEnd)}: o modelo segue o mérito, e é preciso perguntar por que um grupo chega com menos experiência. O alarme pede investigação; não diz a causa.`;
  return `Alarme na pessoa ${alarm}. ${moved} ${before} ${cause}`;
}
