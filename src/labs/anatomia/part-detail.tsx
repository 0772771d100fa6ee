/** What is known of one part: shape, parameters, role, and what the method puts there. */

import type { LlamaConfig } from '../../../kernels/formats/llama-config.ts';
import { formatPercent, formatInteger as n } from '../../charts/format.ts';
import { LabHeading } from '../framework/heading.tsx';
import type { Plan } from './additions.ts';
import { type Part, parametersOf, shapeText, totalOf } from './parts.ts';
import { conditionText, entrySentence, tensorText } from './words.ts';

interface Props {
  readonly part: Part;
  readonly plan: Plan;
  readonly config: LlamaConfig;
  /** Parameters of the whole model. */
  readonly modelTotal: number;
}

export function PartDetail({ part, plan, config, modelTotal }: Props) {
  const total = totalOf(part, config);
  const addition = plan.additions.get(part.id);
  return (
    <div class="peca-ficha">
      <LabHeading>{part.name}</LabHeading>
      <p>{part.role}</p>
      <dl>
        {part.shape && (
          <div>
            <dt>Forma{part.shape.length === 2 && ' [saída, entrada]'}</dt>
            <dd>{shapeText(part.shape)}</dd>
          </div>
        )}
        {part.shape && (
          <div>
            <dt>Parâmetros</dt>
            <dd>
              {n(parametersOf(part))}
              {part.inBlock && ` por bloco, ${n(total)} no modelo`} ({formatPercent(total / modelTotal)})
            </dd>
          </div>
        )}
        {part.file && (
          <div>
            <dt>Nome no arquivo</dt>
            <dd>
              <code>{part.file}</code>
            </dd>
          </div>
        )}
        <div>
          <dt>Com este método</dt>
          <dd>{conditionText(part, plan)}</dd>
        </div>
      </dl>
      {addition && addition.entry !== 'pesos' && (
        <>
          <p>{entrySentence(addition)}</p>
          <ul>
            {addition.tensors.map((tensor) => (
              <li key={tensor.name}>
                <code>{tensorText(tensor)}</code>
              </li>
            ))}
          </ul>
          <p>
            Treináveis aqui: <b>{n(addition.parameters)}</b>
            {part.inBlock && `, nos ${n(config.layers)} blocos`}.
          </p>
        </>
      )}
    </div>
  );
}
