/** The reader's own runs: their curves over one another, and each one back on the shelf. */
import { useId } from 'preact/hooks';
import { formatDecimal, formatFixed, formatPercent } from '../../charts/format.ts';
import { ScrollArea } from '../../charts/scroll-area.tsx';
import { AccuracyChart, LossChart } from '../training/curves.tsx';
import type { KeptRun } from '../training/kept-runs.ts';
import { METHODS } from '../training/methods.ts';
import { TASKS } from '../training/tasks.ts';
import { runName } from './shelf.ts';

interface Props {
  runs: readonly KeptRun[];
  /** Ids of the runs whose curves are drawn. */
  drawn: ReadonlySet<string>;
  pagePath: string;
  onDraw: (id: string, drawn: boolean) => void;
  onForget: (id: string) => void;
}

/** Six curves can be told apart. */
const MOST_DRAWN = 6;
const DATE = new Intl.DateTimeFormat('pt-BR', { dateStyle: 'short', timeStyle: 'short' });

export function RunsView({ runs, drawn, pagePath, onDraw, onForget }: Props) {
  const id = useId();
  if (runs.length === 0) {
    return <p>Cada treino que termina fica guardado aqui, só neste navegador, para comparar as curvas.</p>;
  }
  const shown = runs.filter((run) => drawn.has(run.id)).slice(0, MOST_DRAWN);
  const curves = shown.map((run, i) => ({
    id: run.id,
    label: `${i + 1}. ${runName(run.spec)}`,
    points: run.points,
  }));
  const steps = Math.max(1, ...shown.map(({ spec }) => spec.steps));
  const hidden = runs.filter((run) => drawn.has(run.id)).length - shown.length;
  return (
    <>
      {curves.length > 0 && (
        <div class="treino-graficos">
          <LossChart curves={curves} steps={steps} />
          <AccuracyChart curves={curves} steps={steps} />
        </div>
      )}
      {hidden > 0 && (
        <p>
          O gráfico mostra {MOST_DRAWN} curvas, as mais novas entre as marcadas: desmarque alguma para ver{' '}
          {hidden === 1 ? 'a outra' : `as outras ${hidden}`}.
        </p>
      )}
      <ScrollArea label="Suas execuções">
        <table class="lab-tabela execucoes">
          <thead>
            <tr>
              <th scope="col">Curva</th>
              <th scope="col">Método e tarefa</th>
              <th scope="col">Passos</th>
              <th scope="col">Perda</th>
              <th scope="col">Validação</th>
              <th scope="col">ms por passo</th>
              <th scope="col">Quando</th>
              <th scope="col">Abrir</th>
              <th scope="col">Apagar</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => {
              const name = runName(run.spec);
              const accuracy = run.points.findLast((point) => point.accuracy !== undefined)?.accuracy;
              const loss = run.points.at(-1)?.loss;
              return (
                <tr key={run.id}>
                  <td>
                    <input
                      id={`${id}-${run.id}`}
                      type="checkbox"
                      checked={drawn.has(run.id)}
                      aria-label={`Mostrar a curva: ${name}`}
                      onChange={(event) => onDraw(run.id, event.currentTarget.checked)}
                    />
                  </td>
                  <th scope="row">
                    {METHODS[run.spec.method].name}, {TASKS[run.spec.task].title}, semente {run.spec.seed}
                  </th>
                  <td>{run.points.length}</td>
                  <td>{loss === undefined ? '–' : formatFixed(loss, 3)}</td>
                  <td>{accuracy === undefined ? '–' : formatPercent(accuracy)}</td>
                  <td>
                    {formatDecimal(run.millisecondsPerStep, 1)}{' '}
                    {run.device === 'webgpu' ? 'WebGPU' : 'WebAssembly'}
                  </td>
                  <td>{DATE.format(run.keptAt)}</td>
                  <td>
                    <a
                      href={pagePath + (run.query && `?${run.query}`)}
                      aria-label={`Abrir a configuração: ${name}`}
                    >
                      configuração
                    </a>
                  </td>
                  <td>
                    <button
                      type="button"
                      class="botao"
                      aria-label={`Apagar: ${name}`}
                      onClick={() => onForget(run.id)}
                    >
                      Apagar
                    </button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollArea>
    </>
  );
}
