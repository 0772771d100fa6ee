/** The drawing as a table. */

import type { LlamaConfig } from '../../../kernels/formats/llama-config.ts';
import { formatInteger as n } from '../../charts/format.ts';
import { DataTable } from '../../charts/table.tsx';
import type { Plan } from './additions.ts';
import { type Part, parametersOf, shapeText, totalOf } from './parts.ts';
import { conditionText, tensorText } from './words.ts';

interface Props {
  readonly parts: readonly Part[];
  readonly plan: Plan;
  readonly config: LlamaConfig;
}

export function PartsTable({ parts, plan, config }: Props) {
  const total = parts.reduce((sum, part) => sum + totalOf(part, config), 0);
  return (
    <DataTable
      title="as peças, na ordem em que os dados passam"
      table={() => ({
        columns: [
          'Peça',
          'Forma',
          'Parâmetros por bloco',
          'No modelo',
          'Com o método',
          'Tensores treináveis',
        ],
        rows: [
          ...parts.map((part) => [
            part.name,
            part.shape ? shapeText(part.shape) : '—',
            part.inBlock && part.shape ? n(parametersOf(part)) : '—',
            n(totalOf(part, config)),
            conditionText(part, plan),
            plan.additions.get(part.id)?.tensors.map(tensorText).join('; ') ?? '—',
          ]),
          ['Total', '', '', n(total), `${n(plan.trainable)} treináveis`, ''],
        ],
        note: 'Os tensores treináveis são os do primeiro bloco; os outros blocos têm os mesmos.',
      })}
    />
  );
}
