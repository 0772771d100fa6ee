/** The block: drawing, part in sight, count and table. */
import { useState } from 'preact/hooks';
import type { LlamaConfig } from '../../../kernels/formats/llama-config.ts';
import { formatPercent, formatInteger as n } from '../../charts/format.ts';
import type { LabStore } from '../framework/store.ts';
import { planOf } from './additions.ts';
import { Drawing, Sign } from './drawing.tsx';
import { PartDetail } from './part-detail.tsx';
import { partsOf, totalOf } from './parts.ts';
import { PartsTable } from './parts-table.tsx';
import { type PartId, TABLE } from './state-table.ts';
import { METHOD_NOTES } from './words.ts';

interface Props {
  readonly store: LabStore<typeof TABLE>;
  readonly config: LlamaConfig;
}

export function BlockView({ store, config }: Props) {
  const [pointed, setPointed] = useState<PartId>();
  const state = store.state.value;
  const parts = partsOf(config);
  const plan = planOf(config, state);
  const modelTotal = parts.reduce((sum, part) => sum + totalOf(part, config), 0);
  const shown = parts.find(({ id }) => id === (pointed ?? state.part));
  const method = TABLE.method.options[state.method];
  return (
    <section class="bloco">
      <p class="bloco-conta">
        <b>{method.charAt(0).toUpperCase() + method.slice(1)}</b>: {n(plan.trainable)} parâmetros treináveis,
        ao lado de {n(modelTotal)} do modelo ({formatPercent(plan.trainable / modelTotal)}).
      </p>
      <p>{METHOD_NOTES[state.method]}</p>
      <ul class="bloco-legenda">
        <li>
          <svg width="12" height="12" aria-hidden="true">
            <Sign x={1} y={1} trained={false} />
          </svg>
          congelado: contorno fino, cadeado
        </li>
        <li>
          <svg width="12" height="12" aria-hidden="true">
            <Sign x={1} y={1} trained />
          </svg>
          treinável: contorno grosso, listras, triângulo
        </li>
        <li>
          <svg width="16" height="12" aria-hidden="true">
            <rect class="caixa sem-peso" x="1" y="1" width="14" height="10" rx="2" />
          </svg>
          sem parâmetros: contorno pontilhado
        </li>
      </ul>
      <div class="bloco-corpo">
        <Drawing
          config={config}
          parts={parts}
          plan={plan}
          chosen={state.part}
          label={`Bloco do Transformer, ${TABLE.model.options[state.model]}, com ${method}`}
          onChoose={(part) => store.set('part', part)}
          onPoint={setPointed}
        />
        {shown && <PartDetail part={shown} plan={plan} config={config} modelTotal={modelTotal} />}
      </div>
      <PartsTable parts={parts} plan={plan} config={config} />
    </section>
  );
}
