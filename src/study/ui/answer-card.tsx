/** One question answered with feedback at once: in practice, in review and from the notebook. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { BankQuestion } from '../bank/bank.ts';
import type { AnswerEvent, Rating } from '../log/event.ts';
import { ratingOf, scoreOf } from '../rules/grade.ts';
import { entryOf, isRight } from '../rules/history.ts';
import { Note } from './note.tsx';
import { QuestionFields } from './question-fields.tsx';
import { Rubric } from './rubric.tsx';
import type { Study } from './session.ts';
import { Star } from './star.tsx';

interface Props {
  study: Study;
  question: BankQuestion;
  mode: AnswerEvent['mode'];
  /** "Questão 3 de 20" */
  title: string;
  nextLabel: string;
  onNext: () => void;
  onAnswered?: (right: boolean) => void;
  children?: ComponentChildren;
}

/** Give it the question's id as key: it starts afresh for each. */
export function AnswerCard({ study, question, mode, title, nextLabel, onNext, onAnswered, children }: Props) {
  const [response, setResponse] = useState('');
  const [revealed, setRevealed] = useState(false);
  const [score, setScore] = useState<number>();
  const [asking, setAsking] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const result = useRef<HTMLParagraphElement>(null);
  const entry = entryOf(study.standing.value.history, question.id);

  useEffect(() => {
    if (score !== undefined) result.current?.focus();
  }, [score]);

  const record = (reached: number) => {
    setScore(reached);
    study.journal.append({
      kind: 'answer',
      question: question.id,
      hash: question.hash,
      response: response.slice(0, 4000),
      score: reached,
      rating: ratingOf(reached),
      mode,
    });
    onAnswered?.(isRight(reached));
  };
  const submit = () => {
    if (response.trim() === '' && question.kind !== 'aberta') {
      setAsking('Escolha ou escreva uma resposta.');
      return;
    }
    setAsking('');
    setRevealed(true);
    const reached = scoreOf(question, response);
    if (reached !== null) record(reached);
  };

  return (
    <article class="cartao" aria-label={title} data-questao={question.id}>
      <header class="cartao-cabeca">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Star journal={study.journal} question={question.id} on={entry.starred} />
      </header>
      {entry.changed && <p class="estudo-aviso">Esta questão mudou desde a sua última resposta.</p>}
      {score !== undefined && (
        <p ref={result} tabIndex={-1} class={`resultado ${isRight(score) ? 'certa' : 'errada'}`}>
          <b>{resultOf(score)}</b>{' '}
          {isRight(score) ? '' : 'Ela está no seu caderno de erros e volta na revisão de amanhã.'}
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!revealed) submit();
        }}
      >
        <QuestionFields
          question={question}
          response={response}
          onResponse={setResponse}
          revealed={revealed}
        />
        <p class="campo-erro" role="alert">
          {asking}
        </p>
        {!revealed && (
          <p class="acoes-estudo">
            <button type="submit" class="botao cheio">
              {question.kind === 'aberta' ? 'Ver a resposta-modelo' : 'Responder'}
            </button>
            <button type="button" class="botao" onClick={onNext}>
              Pular
            </button>
          </p>
        )}
      </form>
      {revealed && score === undefined && question.kind === 'aberta' && (
        <Rubric question={question} onScore={record} />
      )}
      {score !== undefined && (
        <>
          <p class="estudar">
            Para estudar:{' '}
            {question.places.map(({ href, title: place }, index) => (
              <span key={href}>
                {index > 0 && ', '}
                <a href={href}>{place}</a>
              </span>
            ))}
          </p>
          {mode === 'review' && isRight(score) && <Opinion study={study} question={question} />}
          {children}
          <Note journal={study.journal} question={question.id} text={entry.note} />
          <p class="acoes-estudo">
            <button type="button" class="botao cheio" onClick={onNext}>
              {nextLabel}
            </button>
          </p>
        </>
      )}
    </article>
  );
}

function resultOf(score: number): string {
  if (score === 1) return '✓ Resposta certa.';
  if (score === 0) return '✗ Resposta errada.';
  return `${isRight(score) ? '✓' : '✗'} ${Math.round(score * 100)}% dos pontos da rubrica.`;
}

const OPINIONS: readonly [Rating, string][] = [
  [2, 'Custei a lembrar'],
  [3, 'Lembrei'],
  [4, 'Foi fácil'],
];

/** How hard a right answer was: it moves the next review. */
function Opinion({ study, question }: Pick<Props, 'study' | 'question'>) {
  const [chosen, setChosen] = useState<Rating>(3);
  const answer = entryOf(study.standing.value.history, question.id).last?.event;
  if (!answer) return null;
  const due = study.standing.value.reviews.find((review) => review.question === question.id)?.due;
  return (
    <fieldset class="fichas">
      <legend>Como foi?</legend>
      {OPINIONS.map(([rating, label]) => (
        <label key={rating}>
          <input
            type="radio"
            name="opiniao"
            checked={chosen === rating}
            onChange={() => {
              setChosen(rating);
              study.journal.append({ kind: 'regrade', answer: answer.id, rating });
            }}
          />
          <span>{label}</span>
        </label>
      ))}
      {due !== undefined && (
        <small role="status">Volta em {new Date(due).toLocaleDateString('pt-BR')}.</small>
      )}
    </fieldset>
  );
}
