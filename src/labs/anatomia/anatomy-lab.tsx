/** "Anatomia do Transformer": the block of a model, where each method enters, and one sentence read by it. */

import type { LlamaConfig } from '../../../kernels/formats/llama-config.ts';
import { formatInteger as n } from '../../charts/format.ts';
import { Lab, type LabPlace, type LabStatus } from '../framework/lab.tsx';
import { useLabStore } from '../framework/store.ts';
import { planOf } from './additions.ts';
import { BlockView } from './block-view.tsx';
import { LLAMA_2_7B } from './models.ts';
import { partsOf, shapeText } from './parts.ts';
import { ReadingView } from './reading-view.tsx';
import { type AnatomyState, GROUPS, TABLE } from './state-table.ts';
import { type ReadingState, useReading } from './use-reading.ts';
import { conditionText } from './words.ts';
import './anatomy-lab.css';

interface Props extends LabPlace {
  /** State in which the lab starts. */
  start: AnatomyState;
  /** The shipped base model's configuration. */
  base: LlamaConfig;
  /** Address of the shipped adapters' folder, with a final slash. */
  adaptersPath: string;
}

const MAIN_GROUPS = [GROUPS.model, GROUPS.method, GROUPS.part];

export function AnatomyLab({ start, base, adaptersPath, ...place }: Props) {
  const store = useLabStore(TABLE, start, place.ownPage);
  const reading = useReading(adaptersPath);
  const state = store.state.value;
  const config = state.model === 'base' ? base : LLAMA_2_7B;
  const plan = planOf(config, state);
  const part = partsOf(config).find(({ id }) => id === state.part);
  const method = TABLE.method.options[state.method];
  return (
    <Lab
      {...place}
      id="anatomia"
      title="Anatomia do Transformer"
      intro="Aponte para uma peça do bloco e veja forma, parâmetros e função; ligue um método e veja onde ele entra."
      store={store}
      status={{ state: statusOf(store.ready.value, reading) }}
      error={reading.error}
      announcement={`${method}: ${n(plan.trainable)} parâmetros treináveis. ${part ? `${part.name}: ${conditionText(part, plan)}.` : ''}`}
      headline={
        <>
          {method}: <b>{n(plan.trainable)}</b> treináveis
          {part &&
            ` · ${part.label === '+' ? 'soma' : part.label}${part.shape ? ` ${shapeText(part.shape)}` : ''}`}
        </>
      }
      groups={MAIN_GROUPS}
    >
      <BlockView store={store} config={config} />
      <ReadingView store={store} reading={reading} />
    </Lab>
  );
}

function statusOf(ready: boolean, { running, error }: ReadingState): LabStatus['state'] {
  if (running) return 'carregando';
  if (error) return 'erro';
  return ready ? 'pronto' : 'parado';
}
