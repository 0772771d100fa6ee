/** Spaced review: the questions whose day has come, and what the coming days bring. */
import { useState } from 'preact/hooks';
import { href } from '../../components/site/paths.ts';
import type { BankQuestion } from '../bank/bank.ts';
import { dueBy, forecast } from '../rules/schedule.ts';
import { AnswerCard } from './answer-card.tsx';
import type { Study } from './session.ts';
import { Shell } from './shell.tsx';

const DAYS = 7;

export function Review() {
  return <Shell name="revisao">{(study) => <Today study={study} />}</Shell>;
}

function questionsDue({ bank, standing }: Study): BankQuestion[] {
  const { reviews, now } = standing.value;
  return dueBy(reviews, now).flatMap(
    ({ question }) => bank.questions.find(({ id }) => id === question) ?? [],
  );
}

function Today({ study }: { study: Study }) {
  const due = questionsDue(study);
  /** The round that was started: it does not change while it is answered. */
  const [round, setRound] = useState<readonly BankQuestion[]>([]);
  const [place, setPlace] = useState(0);
  const question = round[place];
  if (question) {
    const last = place + 1 === round.length;
    return (
      <AnswerCard
        key={question.id}
        study={study}
        question={question}
        mode="review"
        title={`Revisão ${place + 1} de ${round.length}`}
        nextLabel={last ? 'Terminar a revisão' : 'Próxima'}
        onNext={() => setPlace(place + 1)}
      />
    );
  }
  const { reviews } = study.standing.value;
  return (
    <>
      <div class="cartao">
        <h2>
          {due.length === 0
            ? 'Nada a rever hoje'
            : `${due.length === 1 ? '1 questão' : `${due.length} questões`} para hoje`}
        </h2>
        <p>{explain(study, due.length)}</p>
        <p class="acoes-estudo">
          {due.length > 0 && (
            <button
              type="button"
              class="botao cheio"
              onClick={() => {
                setRound(due);
                setPlace(0);
              }}
            >
              Rever agora
            </button>
          )}
          <a class="botao" href={href('/questoes/praticar/?so=novas')}>
            Responder questões novas
          </a>
        </p>
      </div>
      {reviews.length > 0 && <Forecast study={study} />}
    </>
  );
}

function explain({ standing }: Study, due: number): string {
  const { reviews } = standing.value;
  if (reviews.length === 0) {
    return 'Toda questão que você responde entra na agenda de revisão: a errada volta no dia seguinte, a certa em intervalos cada vez maiores.';
  }
  if (due > 0) return 'Elas voltam hoje porque você está perto de esquecê-las, ou porque as errou.';
  const next = reviews[0];
  return next
    ? `A próxima volta em ${new Date(next.due).toLocaleDateString('pt-BR', { dateStyle: 'long' })}.`
    : '';
}

function Forecast({ study }: { study: Study }) {
  const { reviews, now } = study.standing.value;
  const counts = forecast(reviews, now, DAYS);
  const name = (day: number) => {
    if (day === 0) return 'hoje';
    const date = new Date(now);
    date.setDate(date.getDate() + day);
    return date.toLocaleDateString('pt-BR', { weekday: 'short', day: 'numeric', month: 'numeric' });
  };
  return (
    <table class="quadro">
      <caption>Revisões dos próximos {DAYS} dias</caption>
      <thead>
        <tr>
          <th scope="col">Dia</th>
          <th scope="col">Questões</th>
        </tr>
      </thead>
      <tbody>
        {counts.map((count, day) => (
          <tr key={name(day)}>
            <th scope="row">{name(day)}</th>
            <td>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
