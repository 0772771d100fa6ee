/** How far the reader has come, section by section; and the data, which can leave, come back and be erased. */
import { ScrollArea } from '../../charts/scroll-area.tsx';
import { href } from '../../components/site/paths.ts';
import { entryOf } from '../rules/history.ts';
import { progressOf, type SectionProgress } from '../rules/progress.ts';
import { DataPanel } from './data-panel.tsx';
import type { Study } from './session.ts';
import { Shell } from './shell.tsx';

export function Progress() {
  return <Shell name="progresso">{(study) => <Overview study={study} />}</Shell>;
}

function Overview({ study }: { study: Study }) {
  const { history, exams } = study.standing.value;
  const entries = study.bank.questions.map(({ id }) => entryOf(history, id));
  const answered = entries.filter(({ attempts }) => attempts > 0).length;
  const pending = entries.filter((entry) => entry.pending).length;
  const changed = entries.filter((entry) => entry.changed).length;
  return (
    <>
      <dl class="numeros">
        <Figure label="questões respondidas" value={`${answered} de ${entries.length}`} />
        <Figure label="certas na última vez" value={String(answered - pending)} />
        <Figure label="no caderno de erros" value={String(pending)} />
        <Figure label={exams.length === 1 ? 'simulado' : 'simulados'} value={String(exams.length)} />
      </dl>
      {changed > 0 && (
        <p class="estudo-aviso">
          {changed === 1
            ? '1 questão que você respondeu mudou e conta como nova.'
            : `${changed} questões que você respondeu mudaram e contam como novas.`}{' '}
          <a href={href('/questoes/praticar/?so=mudaram')}>Responder de novo</a>
        </p>
      )}
      <Sections sections={progressOf(study.bank, history)} />
      <DataPanel journal={study.journal} />
    </>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Sections({ sections }: { sections: readonly SectionProgress[] }) {
  return (
    <ScrollArea label="Progresso por seção">
      <table class="quadro">
        <caption>Progresso por seção</caption>
        <thead>
          <tr>
            <th scope="col">Seção</th>
            <th scope="col">Respondidas</th>
            <th scope="col">Certas</th>
            <th scope="col">Domínio</th>
          </tr>
        </thead>
        <tbody>
          {sections.map(({ id, title, href: address, questions, answered, right }) => (
            <tr key={id}>
              <th scope="row">
                <a href={address}>{title}</a>
              </th>
              <td>
                {answered} de {questions}
              </td>
              <td>{answered === 0 ? '–' : right}</td>
              <td>
                <progress value={right} max={questions} aria-label={`Domínio de ${title}`} />{' '}
                {Math.round((right / questions) * 100)}%
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
