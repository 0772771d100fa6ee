/** Mock exam: set up, run against the clock, judge open answers, read the report. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { randomToken } from '../../../client/random-token.ts';
import { createExamSlot } from '../../log/exam-slot.ts';
import { freshSeed } from '../../rules/draw.ts';
import type { Study } from '../session.ts';
import { Shell } from '../shell.tsx';
import { replaceQuery } from '../use-filter.ts';
import { ChangesNotice } from './changes.tsx';
import { Grading } from './grading.tsx';
import { Report } from './report.tsx';
import { Run } from './run.tsx';
import {
  type ExamChanges,
  examEvents,
  markItems,
  type RunningExam,
  resumeExam,
  startExam,
} from './running.ts';
import { Setup } from './setup.tsx';

export function Exam() {
  return <Shell name="simulado">{(study) => <Stages study={study} />}</Shell>;
}

type Stage =
  | { name: 'opening' | 'setup' | 'elsewhere' }
  | { name: 'running' | 'grading'; exam: RunningExam }
  | { name: 'report'; id: string };

/** Name of this tab: only the tab that holds the exam may write it. */
const TAB = typeof crypto === 'undefined' ? '' : randomToken();

const asked = () => new URLSearchParams(location.search).get('relatorio');

function Stages({ study }: { study: Study }) {
  const { journal, bank } = study;
  const [stage, setStage] = useState<Stage>({ name: 'opening' });
  const [changes, setChanges] = useState<ExamChanges>();
  /** The running exam could not be written when last tried. */
  const [unkept, setUnkept] = useState(false);
  const handed = useRef<RunningExam['items']>();
  const questions = useMemo(() => new Map(bank.questions.map((question) => [question.id, question])), [bank]);

  const slot = useMemo(
    () => createExamSlot({ shelf: journal.shelf, outbox: journal.outbox, tab: TAB }),
    [journal],
  );

  /** False when another tab has taken the exam over. */
  const keep = async (exam: RunningExam, take = false): Promise<boolean> => {
    const keeping = await slot.write(exam, take);
    setUnkept(keeping === 'refused');
    if (keeping === 'elsewhere') setStage({ name: 'elsewhere' });
    return keeping !== 'elsewhere';
  };
  /** When the store refuses, it is asked again at the next visit. */
  const drop = (take: boolean) => slot.drop(take).catch(() => {});
  const open = async (take: boolean) => {
    const resumed = resumeExam(await slot.read(), bank.questions);
    const exam = resumed?.exam;
    const handedIn = exam && journal.events.value.some(({ id }) => id === exam.id);
    setChanges(handedIn ? undefined : resumed?.changes);
    if (!exam || handedIn) {
      setStage({ name: 'setup' });
      if (handedIn) await drop(true);
    } else if (take) {
      setStage({ name: 'running', exam });
      await keep(exam, true);
    } else setStage({ name: 'elsewhere' });
  };
  /** What cannot be read is no exam under way. */
  const begin = () => open(false).catch(() => setStage({ name: 'setup' }));
  const report = (id: string) => {
    replaceQuery(new URLSearchParams({ relatorio: id }));
    setStage({ name: 'report', id });
  };
  const finish = (exam: RunningExam, opened: ReadonlyMap<string, number>) => {
    for (const { id, draft } of examEvents(exam, markItems(exam, questions, opened)))
      journal.append(draft, id);
    // Until its answers outlive the page it can be handed in again after a reload.
    void journal.settled().then(async () => {
      if (journal.health.value !== 'unsaved') await drop(false);
    });
    report(exam.id);
  };
  const hand = async (exam: RunningExam) => {
    // Twice the same click, or another tab's exam: handed in once.
    if (handed.current === exam.items) return;
    handed.current = exam.items;
    if (!(await keep(exam))) return;
    const open = exam.items.some(
      ({ question, response }) => questions.get(question)?.kind === 'aberta' && response.trim() !== '',
    );
    if (open) setStage({ name: 'grading', exam });
    else finish(exam, new Map());
  };

  useEffect(() => {
    const id = asked();
    if (id) setStage({ name: 'report', id });
    else void begin();
  }, []);

  const view = () => {
    switch (stage.name) {
      case 'opening':
        return <p class="estudo-espera">Procurando um simulado em andamento…</p>;
      case 'elsewhere':
        return (
          <div class="cartao">
            <h2>Há um simulado em andamento</h2>
            <p>
              Ele começou em outra visita ou está aberto em outra aba. As respostas e o tempo já gasto foram
              guardados.
            </p>
            <p class="acoes-estudo">
              <button type="button" class="botao cheio" onClick={() => void open(true)}>
                Continuar aqui
              </button>
              <button
                type="button"
                class="botao"
                onClick={() => {
                  void drop(true);
                  setChanges(undefined);
                  setStage({ name: 'setup' });
                }}
              >
                Descartar e montar outro
              </button>
            </p>
          </div>
        );
      case 'setup':
        return (
          <Setup
            study={study}
            onReport={report}
            onStart={(plan) => {
              const exam = startExam(plan, freshSeed());
              setChanges(undefined);
              setStage({ name: 'running', exam });
              void keep(exam, true);
            }}
          />
        );
      case 'running':
        return (
          <Run
            questions={questions}
            start={stage.exam}
            onKeep={(exam) => void keep(exam)}
            onHand={(exam) => void hand(exam)}
          />
        );
      case 'grading':
        return (
          <Grading exam={stage.exam} questions={questions} onDone={(opened) => finish(stage.exam, opened)} />
        );
      case 'report':
        return (
          <Report
            study={study}
            id={stage.id}
            onAgain={() => {
              replaceQuery(new URLSearchParams());
              void begin();
            }}
          />
        );
    }
  };

  return (
    <>
      {stage.name !== 'report' && <ChangesNotice changes={changes} />}
      <div role="alert">
        {unkept && (stage.name === 'running' || stage.name === 'grading') && (
          <p class="estudo-aviso grave">
            <b>O simulado não está sendo guardado.</b> O espaço do navegador pode estar cheio. Ele continua
            nesta página: não a feche antes de entregar, ou libere espaço.
          </p>
        )}
      </div>
      {view()}
    </>
  );
}
