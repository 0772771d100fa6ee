/** The report of a mock exam: the mark, subject by subject, what to read, and every question with its explanation. */
import { useEffect, useRef } from 'preact/hooks';
import { ScrollArea } from '../../../charts/scroll-area.tsx';
import { bySubject, type Marked, readings, tally } from '../../rules/scoring.ts';
import { QuestionFields } from '../question-fields.tsx';
import type { Study } from '../session.ts';
import { plural } from '../words.ts';
import { markedOf } from './marked.ts';
import { formatClock } from './running.ts';
import { formatPoints } from './setup.tsx';

interface Props {
  study: Study;
  id: string;
  onAgain: () => void;
}

const OUTCOMES = { right: '✓ certa', wrong: '✗ errada', blank: '– em branco' } as const;

export function Report({ study, id, onAgain }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const found = study.standing.value.exams.find(({ event }) => event.id === id);
  const again = (
    <p class="acoes-estudo">
      <button type="button" class="botao" onClick={onAgain}>
        Montar outro simulado
      </button>
    </p>
  );
  if (!found) {
    return (
      <div class="cartao">
        <h2>Este relatório não está neste navegador</h2>
        <p>
          Relatórios ficam no navegador em que o simulado foi feito. Para vê-lo aqui, importe os seus dados.
        </p>
        {again}
      </div>
    );
  }
  const { event, time } = found;
  const marked = markedOf(event, study.bank.questions);
  const total = tally(marked);
  return (
    <>
      <div class="cartao">
        <h2 ref={heading} tabIndex={-1}>
          {formatPoints(total.points)} de {total.maximum} pontos
        </h2>
        <p>
          {plural(total.right, 'certa', 'certas')}, {plural(total.wrong, 'errada', 'erradas')}, {total.blank}{' '}
          em branco, em {formatClock(event.spentMs)}
          {event.minutes > 0 && ` de ${formatClock(event.minutes * 60_000)}`}.{' '}
          {new Date(time).toLocaleString('pt-BR')}.
        </p>
        <p class="miudo">{explain(event.penalty, marked)}</p>
      </div>
      <SubjectTable marked={marked} />
      <ToRead marked={marked} />
      <h3>Questão por questão</h3>
      {marked.map(({ question, item, outcome }, index) => (
        <details key={question.id} class="escolha" data-resultado={outcome}>
          <summary>
            Questão {index + 1}: {OUTCOMES[outcome]}
            {item.hash !== question.hash && ' (mudou desde então)'}
          </summary>
          <QuestionFields question={question} response={item.response} onResponse={() => {}} revealed />
          <p class="estudar">
            Para estudar:{' '}
            {question.places.map(({ href, title }, order) => (
              <span key={href}>
                {order > 0 && ', '}
                <a href={href}>{title}</a>
              </span>
            ))}
          </p>
        </details>
      ))}
      {again}
    </>
  );
}

function explain(penalty: boolean, marked: readonly Marked[]): string {
  const lost = marked.filter(({ points }) => points < 0).length;
  if (!penalty) return 'Sem penalidade: cada resposta certa vale um ponto.';
  if (lost === 0) return 'Com a penalidade do Cebraspe, que aqui não tirou pontos.';
  return `Com a penalidade do Cebraspe: ${lost === 1 ? '1 item errado anulou 1 acerto' : `${lost} itens errados anularam ${lost} acertos`}.`;
}

function SubjectTable({ marked }: { marked: readonly Marked[] }) {
  return (
    <ScrollArea label="Resultado por assunto">
      <table class="quadro">
        <caption>Resultado por assunto</caption>
        <thead>
          <tr>
            <th scope="col">Assunto</th>
            <th scope="col">Certas</th>
            <th scope="col">Erradas</th>
            <th scope="col">Em branco</th>
            <th scope="col">Pontos</th>
          </tr>
        </thead>
        <tbody>
          {bySubject(marked).map(([subject, { right, wrong, blank, points, maximum }]) => (
            <tr key={subject}>
              <th scope="row">{subject}</th>
              <td>{right}</td>
              <td>{wrong}</td>
              <td>{blank}</td>
              <td>
                {formatPoints(points)} de {maximum}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function ToRead({ marked }: { marked: readonly Marked[] }) {
  const list = readings(marked);
  if (list.length === 0) return <p>Nenhum erro: não há leitura a recomendar.</p>;
  return (
    <section>
      <h3>O que ler agora</h3>
      <ol>
        {list.map(({ section, title, href, missed }) => (
          <li key={section}>
            <a href={href}>{title}</a> ({plural(missed, 'questão', 'questões')})
          </li>
        ))}
      </ol>
    </section>
  );
}
