/** Practice: the questions of a filter, one by one, with the answer explained at once. */
import { useMemo, useState } from 'preact/hooks';
import type { BankQuestion } from '../bank/bank.ts';
import { freshSeed, shuffle } from '../rules/draw.ts';
import { EVERYTHING, type Filter, select, subjectsOf } from '../rules/filter.ts';
import { entryOf, type History } from '../rules/history.ts';
import { AnswerCard } from './answer-card.tsx';
import { describeFilter, FilterFields } from './filter-fields.tsx';
import type { Study } from './session.ts';
import { Shell } from './shell.tsx';
import { useFilter } from './use-filter.ts';
import { plural } from './words.ts';

export function Practice() {
  return <Shell name="praticar">{(study) => <Session study={study} />}</Shell>;
}

/** Never answered first, then those that wait in the notebook, then the rest; by lot within each. */
function queueOf(questions: readonly BankQuestion[], filter: Filter, history: History): BankQuestion[] {
  const rank = ({ id }: BankQuestion) => {
    const { attempts, pending } = entryOf(history, id);
    return attempts === 0 ? 0 : pending ? 1 : 2;
  };
  return shuffle(select(questions, filter, history), freshSeed()).sort((a, b) => rank(a) - rank(b));
}

function firstAsked(questions: readonly BankQuestion[]): BankQuestion | undefined {
  const wanted = new URLSearchParams(location.search).get('q');
  return questions.find(({ id }) => id === wanted);
}

function Session({ study }: { study: Study }) {
  const { questions } = study.bank;
  const subjects = useMemo(() => subjectsOf(questions), [questions]);
  const [filter, setFilter] = useFilter(subjects);
  const start = (wanted: Filter) => queueOf(questions, wanted, study.standing.peek().history);
  const [queue, setQueue] = useState(() => {
    const first = firstAsked(questions);
    const rest = start(filter).filter((question) => question !== first);
    return first ? [first, ...rest] : rest;
  });
  const [place, setPlace] = useState(0);
  const [score, setScore] = useState({ right: 0, wrong: 0 });
  const restart = (wanted: Filter) => {
    setFilter(wanted);
    setQueue(start(wanted));
    setPlace(0);
  };
  const question = queue[place];
  return (
    <>
      <details class="escolha">
        <summary>
          Questões: {describeFilter(filter)} ({queue.length})
        </summary>
        <FilterFields filter={filter} subjects={subjects} onChange={restart} />
      </details>
      <p class="placar" role="status">
        {score.right + score.wrong > 0 &&
          `Nesta sessão: ${plural(score.right, 'certa', 'certas')}, ${plural(score.wrong, 'errada', 'erradas')}.`}
      </p>
      {question ? (
        <AnswerCard
          key={`${question.id}-${place}`}
          study={study}
          question={question}
          mode="practice"
          title={`Questão ${place + 1} de ${queue.length}`}
          nextLabel="Próxima"
          onNext={() => setPlace(place + 1)}
          onAnswered={(right) =>
            setScore({ right: score.right + Number(right), wrong: score.wrong + Number(!right) })
          }
        />
      ) : (
        <div class="cartao">
          <h2>
            {queue.length === 0 ? 'Nenhuma questão com esses filtros' : 'Você chegou ao fim desta lista'}
          </h2>
          <p class="acoes-estudo">
            {queue.length > 0 && (
              <button type="button" class="botao cheio" onClick={() => restart(filter)}>
                Praticar de novo
              </button>
            )}
            <button type="button" class="botao" onClick={() => restart(EVERYTHING)}>
              Praticar todas
            </button>
          </p>
        </div>
      )}
    </>
  );
}
