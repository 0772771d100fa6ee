/** Offers to go on with the runs that a reload, a closed tab or a lost device cut short. */
import type { InterruptedRun } from '../training/interrupted-runs.ts';
import type { Bench } from './bench.ts';
import { runName } from './shelf.ts';

interface Props {
  bench: Bench;
  ready: boolean;
  onResume: (run: InterruptedRun) => void;
}

export function InterruptedRunsView({ bench, ready, onResume }: Props) {
  return (
    <>
      {bench.interrupted.value.map((run) => (
        <div key={run.key} class="lab-aviso so-com-script">
          <p>
            Há um treino interrompido no passo {run.step} de {run.spec.steps}: {runName(run.spec)}. Ele
            continua exatamente de onde parou.
          </p>
          <div class="linha-botoes">
            <button type="button" class="botao" disabled={!ready} onClick={() => onResume(run)}>
              Continuar o treino interrompido
            </button>
            <button type="button" class="botao" disabled={!ready} onClick={() => void bench.giveUp(run)}>
              Descartar
            </button>
          </div>
        </div>
      ))}
    </>
  );
}
