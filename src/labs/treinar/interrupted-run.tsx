/** Offers to go on with a run that a reload, a closed tab or a lost device cut short. */
import type { RunSpec } from '../training/run-spec.ts';
import type { Bench } from './bench.ts';
import { runName } from './shelf.ts';

interface Props {
  bench: Bench;
  ready: boolean;
  onResume: (spec: RunSpec) => void;
}

export function InterruptedRun({ bench, ready, onResume }: Props) {
  const found = bench.interrupted.value;
  if (!found) return null;
  const { spec, step } = found;
  return (
    <div class="lab-aviso so-com-script">
      <p>
        Há um treino interrompido no passo {step} de {spec.steps}: {runName(spec)}. Ele continua exatamente de
        onde parou.
      </p>
      <button type="button" class="botao" disabled={!ready} onClick={() => onResume(spec)}>
        Continuar o treino interrompido
      </button>
    </div>
  );
}
