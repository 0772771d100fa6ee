/** Before and after: what the base and the trained model answer to the same sentences. */
import type { TaskName } from '../../../kernels/data/tasks/task.ts';
import { runtime } from '../../runtime/client.ts';
import type { ModelAnswer } from '../../runtime/jobs/answers.ts';
import type { AdapterData } from '../../runtime/jobs/plugged.ts';
import { Ask } from '../training/ask.ts';
import { METHODS } from '../training/methods.ts';
import { ProblemNote } from '../training/problem-note.tsx';
import type { TrainedRun, TrainSession } from '../training/session.ts';
import { type AnswerColumn, AnswersView, scoreText, sideBySide } from './answers-view.tsx';

/** A trained run as the jobs take it. */
export function adapterOf({ spec, theta }: Pick<TrainedRun, 'spec' | 'theta'>): AdapterData {
  return { method: spec.method, settings: spec.settings, theta };
}

/** The answers to the task's test sentences, by the base and by the adapted model. */
export class Comparison {
  readonly base = new Ask((signal: AbortSignal, task: TaskName) => answersTo(task, undefined, signal));
  readonly adapted = new Ask((signal: AbortSignal, task: TaskName, run: TrainedRun) =>
    answersTo(task, adapterOf(run), signal),
  );

  clear(): void {
    this.base.clear();
    this.adapted.clear();
  }

  async askBase(task: TaskName): Promise<void> {
    await this.base.ask(task);
  }

  async askAdapted(task: TaskName, run: TrainedRun): Promise<void> {
    await this.adapted.ask(task, run);
  }
}

function answersTo(
  task: TaskName,
  adapter: AdapterData | undefined,
  signal: AbortSignal,
): Promise<ModelAnswer[]> {
  return runtime().run('answers', { task, adapter }, { signal }).done;
}

interface Props {
  comparison: Comparison;
  session: TrainSession;
}

/** A phone shows more than this only when asked. */
const SHOWN_AT_ONCE = 3;

function part(column: AnswerColumn, from: number, to?: number): AnswerColumn {
  return { ...column, answers: column.answers.slice(from, to) };
}

export function ComparisonView({ comparison, session }: Props) {
  const base = comparison.base.answer.value;
  const adapted = comparison.adapted.answer.value;
  const method = session.spec.value?.method;
  const columns = base ? sideBySide(base, adapted, method ? METHODS[method].name : 'Adaptador') : [];
  return (
    <>
      <p>
        As mesmas frases de teste, que não estão no treino, respondidas pela base e pelo modelo com o
        adaptador. A porcentagem é a probabilidade que o modelo dá à resposta, entre todas as palavras que
        poderia escrever. Nas tarefas de rótulos, vale como resposta o rótulo mais provável.
      </p>
      {!session.error.value && (
        <ProblemNote problem={comparison.base.error.value ?? comparison.adapted.error.value} />
      )}
      {base ? (
        <>
          {adapted && (
            <p>
              Acertos nestas frases: base <b>{scoreText(base)}</b>, com o adaptador{' '}
              <b>{scoreText(adapted)}</b>.
            </p>
          )}
          <AnswersView columns={columns.map((column) => part(column, 0, SHOWN_AT_ONCE))} />
          <details>
            <summary>Mais {base.length - SHOWN_AT_ONCE} frases</summary>
            <AnswersView columns={columns.map((column) => part(column, SHOWN_AT_ONCE))} />
          </details>
        </>
      ) : (
        <p>As respostas da base aparecem quando o treino começa, e as do adaptador quando ele termina.</p>
      )}
    </>
  );
}
