/** What the mock exam shall be: how many questions, how long, which, with or without the penalty; and those already made. */
import { useId, useMemo, useState } from 'preact/hooks';
import { ScrollArea } from '../../../charts/scroll-area.tsx';
import { EVERYTHING, type Filter, select, subjectsOf } from '../../rules/filter.ts';
import { tally } from '../../rules/scoring.ts';
import { FilterFields } from '../filter-fields.tsx';
import type { Study } from '../session.ts';
import { markedOf } from './marked.ts';
import type { ExamPlan } from './running.ts';

const COUNTS = [5, 10, 20, 30, 50, 100] as const;
const MINUTES = [0, 10, 20, 30, 60, 90, 120, 180] as const;
/** Open questions are judged by the reader: left out unless asked for. */
const START: Filter = { ...EVERYTHING, kinds: ['multipla', 'certo-errado', 'numerica'] };

interface Props {
  study: Study;
  onStart: (plan: ExamPlan) => void;
  onReport: (id: string) => void;
}

export function Setup({ study, onStart, onReport }: Props) {
  const id = useId();
  const [filter, setFilter] = useState(START);
  const [count, setCount] = useState(20);
  const [minutes, setMinutes] = useState(30);
  const [penalty, setPenalty] = useState(true);
  const subjects = useMemo(() => subjectsOf(study.bank.questions), [study]);
  const questions = select(study.bank.questions, filter, study.standing.value.history);
  const real = Math.min(count, questions.length);
  return (
    <>
      <form
        class="cartao"
        onSubmit={(event) => {
          event.preventDefault();
          if (real > 0) onStart({ count: real, minutes, penalty, subjects: filter.subjects, questions });
        }}
      >
        <h2>Monte o seu simulado</h2>
        <div class="campos">
          <p>
            <label for={`${id}-n`}>Número de questões</label>
            <select
              id={`${id}-n`}
              value={count}
              onChange={(event) => setCount(Number(event.currentTarget.value))}
            >
              {COUNTS.map((number) => (
                <option key={number} value={number} selected={number === count}>
                  {number}
                </option>
              ))}
            </select>
          </p>
          <p>
            <label for={`${id}-t`}>Tempo</label>
            <select
              id={`${id}-t`}
              value={minutes}
              onChange={(event) => setMinutes(Number(event.currentTarget.value))}
            >
              {MINUTES.map((number) => (
                <option key={number} value={number} selected={number === minutes}>
                  {number === 0 ? 'sem limite' : `${number} minutos`}
                </option>
              ))}
            </select>
          </p>
        </div>
        <label class="chave">
          <input
            type="checkbox"
            checked={penalty}
            onChange={(event) => setPenalty(event.currentTarget.checked)}
          />
          <span>
            Penalidade à maneira do Cebraspe: cada item de certo ou errado que você errar anula um acerto. Em
            branco não perde nem ganha.
          </span>
        </label>
        <FilterFields filter={filter} subjects={subjects} onChange={setFilter} />
        <p role="status">
          {real === 0
            ? 'Nenhuma questão do banco tem essas características.'
            : `${real === 1 ? '1 questão' : `${real} questões`}, de ${questions.length} possíveis, na proporção dos assuntos.`}
        </p>
        <p class="acoes-estudo">
          <button type="submit" class="botao cheio" disabled={real === 0}>
            Começar
          </button>
        </p>
        <p class="miudo">
          O relógio só corre com esta página aberta. Se ela fechar, o simulado fica guardado e continua
          depois.
        </p>
      </form>
      <Past study={study} onReport={onReport} />
    </>
  );
}

function Past({ study, onReport }: Pick<Props, 'study' | 'onReport'>) {
  const { exams } = study.standing.value;
  if (exams.length === 0) return null;
  return (
    <ScrollArea label="Simulados feitos">
      <table class="quadro">
        <caption>Simulados feitos</caption>
        <thead>
          <tr>
            <th scope="col">Quando</th>
            <th scope="col">Pontos</th>
            <th scope="col">Certas</th>
            <th scope="col">Relatório</th>
          </tr>
        </thead>
        <tbody>
          {exams.map(({ event, time }) => {
            const { points, maximum, right } = tally(markedOf(event, study.bank.questions));
            const when = new Date(time).toLocaleString('pt-BR', { dateStyle: 'short', timeStyle: 'short' });
            return (
              <tr key={event.id}>
                <th scope="row">{when}</th>
                <td>
                  {formatPoints(points)} de {maximum}
                </td>
                <td>{right}</td>
                <td>
                  <button
                    type="button"
                    class="botao"
                    aria-label={`Ver o relatório de ${when}`}
                    onClick={() => onReport(event.id)}
                  >
                    Ver
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollArea>
  );
}

/** `−1,5`: with a true minus sign. */
export function formatPoints(points: number): string {
  return points.toLocaleString('pt-BR', { maximumFractionDigits: 1 }).replace('-', '−');
}
