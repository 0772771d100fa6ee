/** Where a lab's calculations run: the download with its progress, the device and why, errors, and the reader's choice. */
import { useEffect, useId, useState } from 'preact/hooks';
import { formatFixed } from '../../charts/format.ts';
import { type DeviceChoice, type Runtime, type RuntimeStatus, runtime } from '../../runtime/client.ts';
import { CHOICES, deviceText, figuresText, reasonText } from './runtime-texts.ts';
import './runtime-panel.css';

interface Props {
  /** While true the device cannot be changed, e.g. during a training run. */
  locked?: boolean | undefined;
}

/** Every lab that uses the runtime shows this once; all of them show the same runtime. */
export function RuntimePanel({ locked = false }: Props) {
  const shared = runtime();
  return (
    <div class="runtime" data-runtime={shared.status.value.state}>
      <Status shared={shared} status={shared.status.value} />
      <Choice shared={shared} locked={locked || shared.jobs.value > 0} />
    </div>
  );
}

function Status({ shared, status }: { shared: Runtime; status: RuntimeStatus }) {
  switch (status.state) {
    case 'parado':
      return (
        <p class="runtime-linha">
          Nada foi baixado ainda. Na primeira vez, o navegador baixa cerca de 3 MB e guarda para as próximas.
        </p>
      );
    case 'baixando':
      return <Download loaded={status.loaded} total={status.total} onCancel={shared.cancelDownload} />;
    case 'testando':
      return <p class="runtime-linha">Preparando o dispositivo e conferindo um cálculo conhecido…</p>;
    case 'pronto': {
      const figures = figuresText(status.evidence);
      return (
        <p class="runtime-linha">
          Calcula em <b>{deviceText(status.evidence)}</b>. {reasonText(status.evidence)}
          {figures && ` Passo de teste: ${figures}.`}
        </p>
      );
    }
    case 'erro':
      return (
        <div class="lab-erro" role="alert">
          <b>{status.what}</b> {status.remedy}
        </div>
      );
  }
}

function Download({ loaded, total, onCancel }: { loaded: number; total: number; onCancel: () => void }) {
  const id = useId();
  return (
    <div class="runtime-download">
      <label for={id}>
        Baixando o programa e o modelo: {megabytes(loaded)} de {megabytes(total)} MB, descomprimidos
      </label>
      <progress id={id} max={total} value={loaded} />
      <button type="button" class="botao" onClick={onCancel}>
        Cancelar o download
      </button>
    </div>
  );
}

function Choice({ shared, locked }: { shared: Runtime; locked: boolean }) {
  const id = useId();
  // What this browser remembers is known only once the page written at build time has come alive.
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const choice = alive ? shared.choice.value : 'auto';
  return (
    <p class="runtime-escolha so-com-script">
      <label for={id}>Calcular com</label>
      <select
        id={id}
        value={choice}
        disabled={!alive || locked}
        onChange={({ currentTarget: { value } }) => {
          if (isChoice(value)) shared.chooseDevice(value);
        }}
      >
        {Object.entries(CHOICES).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </p>
  );
}

function isChoice(value: string): value is DeviceChoice {
  return Object.hasOwn(CHOICES, value);
}

function megabytes(bytes: number): string {
  return formatFixed(bytes / 1e6, 1);
}
