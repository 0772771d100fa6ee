/** The error notebook: what was missed and not yet mended, with the reader's notes. */
import { useState } from 'preact/hooks';
import { href } from '../../components/site/paths.ts';
import type { BankQuestion } from '../bank/bank.ts';
import { entryOf } from '../rules/history.ts';
import { AnswerCard } from './answer-card.tsx';
import { Html } from './html.tsx';
import { Note } from './note.tsx';
import type { Study } from './session.ts';
import { Shell } from './shell.tsx';
import { plural } from './words.ts';

export function Notebook() {
  return <Shell name="caderno">{(study) => <Errors study={study} />}</Shell>;
}

function Errors({ study }: { study: Study }) {
  const [trying, setTrying] = useState<BankQuestion>();
  const { history } = study.standing.value;
  const missed = study.bank.questions.filter(({ id }) => entryOf(history, id).everWrong);
  const pending = missed.filter(({ id }) => entryOf(history, id).pending);
  const mended = missed.filter(({ id }) => !entryOf(history, id).pending);
  if (trying) {
    return (
      <AnswerCard
        study={study}
        question={trying}
        mode="practice"
        title="Outra tentativa"
        nextLabel="Voltar ao caderno"
        onNext={() => setTrying(undefined)}
      />
    );
  }
  return (
    <>
      <div class="cartao">
        <h2>{pending.length === 0 ? 'Nenhum erro pendente' : `${pending.length} a resolver`}</h2>
        <p>
          {missed.length === 0
            ? 'As questões que você errar ficam aqui até que as acerte, com o que o comentário ensina e as suas anotações.'
            : 'Uma questão sai desta lista quando você a acerta, aqui, na prática, na revisão ou em um simulado.'}
        </p>
        <p class="acoes-estudo">
          {pending.length === 0 ? (
            <a class="botao" href={href('/questoes/praticar/?so=novas')}>
              Responder questões novas
            </a>
          ) : (
            <a class="botao" href={href('/questoes/praticar/?so=erradas')}>
              Praticar as que já errei
            </a>
          )}
        </p>
      </div>
      <Groups study={study} questions={pending} onTry={setTrying} />
      {mended.length > 0 && (
        <details class="escolha">
          <summary>Já resolvidas ({mended.length})</summary>
          <Groups study={study} questions={mended} onTry={setTrying} />
        </details>
      )}
    </>
  );
}

interface GroupsProps {
  study: Study;
  questions: readonly BankQuestion[];
  onTry: (question: BankQuestion) => void;
}

function Groups({ study, questions, onTry }: GroupsProps) {
  const groups = [...Map.groupBy(questions, ({ subject }) => subject)];
  return (
    <>
      {groups.map(([subject, own]) => (
        <section key={subject}>
          <h3>{subject}</h3>
          <ul class="lista-questoes">
            {own.map((question) => (
              <li key={question.id} data-questao={question.id}>
                <Html html={question.statement} />
                <p class="ficha">
                  <span>{countOf(study, question)}</span>
                  {question.places.slice(0, 1).map((place) => (
                    <a key={place.href} href={place.href}>
                      {place.title}
                    </a>
                  ))}
                </p>
                <Note
                  journal={study.journal}
                  question={question.id}
                  text={entryOf(study.standing.value.history, question.id).note}
                />
                <button type="button" class="botao" onClick={() => onTry(question)}>
                  Tentar de novo
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function countOf(study: Study, { id }: BankQuestion): string {
  const { attempts, right, last } = entryOf(study.standing.value.history, id);
  const when = last ? `, a última em ${new Date(last.time).toLocaleDateString('pt-BR')}` : '';
  return `${plural(right, 'certa', 'certas')} em ${plural(attempts, 'tentativa', 'tentativas')}${when}`;
}
