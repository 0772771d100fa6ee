/** The exam against the clock: one question at a time, all of them within reach, nothing revealed. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { focusOnArrival } from '../../../client/kept-focus.ts';
import type { BankQuestion } from '../../bank/bank.ts';
import { QuestionFields } from '../question-fields.tsx';
import { formatClock, type RunningExam, timeLeft } from './running.ts';

const TICK_MS = 1000;
/** Browsers wake a hidden page once a minute. After a longer silence it slept, or came back by the browser's arrow. */
const LONGEST_TICK_MS = 65_000;
/** The clock is kept this often; answers are kept at once. */
const KEEP_EVERY_TICKS = 5;
/** Minutes before the end at which a screen reader hears how much is left. */
const WARNINGS = [10, 5, 1] as const;

interface Props {
  questions: ReadonlyMap<string, BankQuestion>;
  start: RunningExam;
  onKeep: (exam: RunningExam) => void;
  onHand: (exam: RunningExam) => void;
}

export function Run({ questions, start, onKeep, onHand }: Props) {
  const [exam, setExam] = useState(start);
  const [paused, setPaused] = useState(false);
  const [handing, setHanding] = useState(false);
  const latest = useRef(exam);
  latest.current = exam;
  const heading = useRef<HTMLHeadingElement>(null);

  const change = (part: Partial<RunningExam>) => {
    const next = { ...latest.current, ...part };
    latest.current = next;
    setExam(next);
    onKeep(next);
  };
  useClock(latest, paused, setExam, onKeep, onHand);

  const { place, items } = exam;
  const item = items[place];
  const question = item && questions.get(item.question);
  const go = (next: number) => {
    change({ place: next });
    setHanding(false);
    heading.current?.focus();
  };
  const edit = (part: Partial<RunningExam['items'][number]>) =>
    change({ items: items.map((one, index) => (index === place ? { ...one, ...part } : one)) });
  const blank = items.filter(({ response }) => response.trim() === '').length;
  if (!question || !item) return null;

  return (
    <div class="simulado">
      <Clock exam={exam} paused={paused} onPause={() => setPaused(!paused)} />
      {paused ? (
        <div class="cartao">
          <h2>Em pausa</h2>
          <p>As questões ficam escondidas enquanto o relógio está parado.</p>
        </div>
      ) : (
        <article class="cartao" data-questao={question.id} aria-label={`Questão ${place + 1}`}>
          <header class="cartao-cabeca">
            <h2 ref={heading} tabIndex={-1}>
              Questão {place + 1} de {items.length}
            </h2>
            <button
              type="button"
              class="estrela"
              aria-pressed={item.flagged}
              onClick={() => edit({ flagged: !item.flagged })}
            >
              <span aria-hidden="true">{item.flagged ? '⚑' : '⚐'}</span> Rever depois
            </button>
          </header>
          <QuestionFields
            key={question.id}
            question={question}
            response={item.response}
            onResponse={(response) => edit({ response })}
            revealed={false}
          />
          <p class="acoes-estudo">
            <button type="button" class="botao" disabled={place === 0} onClick={() => go(place - 1)}>
              Anterior
            </button>
            <button
              type="button"
              class="botao cheio"
              disabled={place + 1 === items.length}
              onClick={() => go(place + 1)}
            >
              Próxima
            </button>
            <button
              type="button"
              class="botao"
              disabled={item.response === ''}
              onClick={() => {
                edit({ response: '' });
                // The button shuts.
                heading.current?.focus();
              }}
            >
              Deixar em branco
            </button>
          </p>
        </article>
      )}
      <Palette exam={exam} disabled={paused} onGo={go} />
      <p class="acoes-estudo">
        <button type="button" class="botao cheio" onClick={() => setHanding(true)}>
          Entregar
        </button>
      </p>
      {handing && (
        <div class="estudo-aviso" role="alertdialog" aria-label="Entregar o simulado">
          <p>
            {blank === 0
              ? 'Todas as questões têm resposta.'
              : `${blank === 1 ? 'Falta 1 questão' : `Faltam ${blank} questões`} em branco.`}{' '}
            Entregar agora?
          </p>
          <button
            type="button"
            class="botao cheio"
            ref={focusOnArrival}
            onClick={() => onHand(latest.current)}
          >
            Entregar e ver o resultado
          </button>{' '}
          <button type="button" class="botao" onClick={() => setHanding(false)}>
            Continuar respondendo
          </button>
        </div>
      )}
    </div>
  );
}

/**
 * Counts the time with the page's own steady clock: changing the computer's date neither gives nor takes any, and a
 * computer that sleeps takes none.
 */
function useClock(
  latest: { current: RunningExam },
  paused: boolean,
  show: (exam: RunningExam) => void,
  keep: (exam: RunningExam) => void,
  end: (exam: RunningExam) => void,
): void {
  useEffect(() => {
    if (paused) return;
    let before = performance.now();
    let ticks = 0;
    const tick = () => {
      const now = performance.now();
      const next = {
        ...latest.current,
        spentMs: latest.current.spentMs + Math.min(now - before, LONGEST_TICK_MS),
      };
      before = now;
      latest.current = next;
      show(next);
      ticks++;
      if (timeLeft(next) === 0) {
        clearInterval(timer);
        end(next);
      } else if (ticks % KEEP_EVERY_TICKS === 0) keep(next);
    };
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [paused]);
}

function Clock({ exam, paused, onPause }: { exam: RunningExam; paused: boolean; onPause: () => void }) {
  const left = timeLeft(exam);
  const limited = Number.isFinite(left);
  const minutesLeft = left / 60_000;
  const warning = WARNINGS.findLast((minutes) => minutesLeft <= minutes && minutes < exam.minutes);
  return (
    <div class="relogio">
      <p role="timer">
        {limited ? 'Restam ' : 'Tempo '}
        <b>{formatClock(limited ? left : exam.spentMs)}</b>
      </p>
      <button type="button" class="botao" aria-pressed={paused} onClick={onPause}>
        Pausar
      </button>
      <p class="oculto" role="status">
        {warning && `${warning === 1 ? 'Falta 1 minuto' : `Faltam ${warning} minutos`} para o fim.`}
      </p>
    </div>
  );
}

interface PaletteProps {
  exam: RunningExam;
  disabled: boolean;
  onGo: (place: number) => void;
}

function Palette({ exam: { items, place }, disabled, onGo }: PaletteProps) {
  return (
    <nav class="mapa" aria-label="Questões do simulado">
      <ol>
        {items.map(({ question, response, flagged }, index) => {
          const answered = response.trim() !== '';
          const state = `${answered ? 'respondida' : 'em branco'}${flagged ? ', para rever' : ''}`;
          return (
            <li key={question}>
              <button
                type="button"
                class={answered ? 'respondida' : ''}
                aria-label={`Questão ${index + 1}, ${state}`}
                aria-current={index === place ? 'step' : undefined}
                disabled={disabled}
                onClick={() => onGo(index)}
              >
                {index + 1}
                <span aria-hidden="true">{flagged ? '⚑' : answered ? '✓' : ''}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
