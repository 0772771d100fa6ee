/** Starts, pauses, steps and stops a run, and says how far it is. */
import type { ComponentChildren } from 'preact';
import { formatDecimal, formatFixed, formatInteger } from '../../charts/format.ts';
import type { TrainSession } from './session.ts';

interface Props {
  session: TrainSession;
  onTrain: () => void;
  /** False until the browser has taken over the page. */
  ready: boolean;
  /** What stands beside the buttons. */
  children?: ComponentChildren;
}

export function RunControls({ session, onTrain, ready, children }: Props) {
  const phase = session.phase.value;
  const training = phase === 'treinando';
  const paused = phase === 'pausado';
  const running = training || paused;
  const busy = running || phase === 'carregando';
  return (
    <div class="treino-botoes so-com-script">
      {/* The buttons stay in reach while they cannot be used: the one that was pressed keeps the focus. */}
      <button
        type="button"
        class="botao cheio"
        aria-disabled={busy || !ready}
        onClick={() => !busy && ready && onTrain()}
      >
        Treinar
      </button>
      <button
        type="button"
        class="botao"
        aria-disabled={!running}
        onClick={() => running && (paused ? session.resume() : session.pause())}
      >
        {paused ? 'Continuar' : 'Pausar'}
      </button>
      <button type="button" class="botao" aria-disabled={!paused} onClick={() => paused && session.step()}>
        Um passo
      </button>
      <button type="button" class="botao" aria-disabled={!busy} onClick={() => busy && session.stop()}>
        Parar
      </button>
      {children}
    </div>
  );
}

/** Step, loss, speed and the time that is left. */
export function RunFigures({ session }: { session: TrainSession }) {
  const { step, loss, milliseconds, tokensPerSecond } = session.progress.value;
  const steps = session.spec.value?.steps ?? 0;
  const device = session.result.value?.device;
  const dash = '–';
  const figures: [name: string, value: string][] = [
    ['Passo', steps > 0 ? `${formatInteger(step)} de ${formatInteger(steps)}` : dash],
    ['Perda', loss === undefined ? dash : formatFixed(loss, 4)],
    ['Passos por segundo', milliseconds ? formatDecimal(1000 / milliseconds, 1) : dash],
    ['Tokens por segundo', tokensPerSecond ? formatInteger(tokensPerSecond) : dash],
    [
      device ? 'Tempo por passo' : 'Tempo restante',
      device && session.result.value
        ? `${formatDecimal(session.result.value.millisecondsPerStep, 1)} ms`
        : milliseconds && steps > step
          ? formatDuration((steps - step) * milliseconds)
          : dash,
    ],
  ];
  return (
    <>
      <progress class="treino-barra" max={Math.max(1, steps)} value={step} aria-label="Progresso do treino" />
      <dl class="treino-numeros">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** `95000` -> `1 min 35 s`. */
function formatDuration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds}\u00a0s`;
  return `${Math.floor(seconds / 60)}\u00a0min ${seconds % 60}\u00a0s`;
}

/** What a screen reader hears of a run: its turns, never its steps. */
export function announcementOf(session: TrainSession): string {
  const { step, loss } = session.progress.value;
  switch (session.phase.value) {
    case 'parado':
      return '';
    case 'carregando':
      return 'Preparando o treino.';
    case 'treinando':
      return 'O treino começou.';
    case 'pausado':
      return `Treino em pausa no passo ${step}.`;
    case 'pronto':
      return `Treino pronto: ${step} passos${loss === undefined ? '' : `, perda ${formatFixed(loss, 3)}`}.`;
    case 'erro':
      return '';
  }
}
