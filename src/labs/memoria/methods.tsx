/** The same fine-tuning by other methods. */
import { formatAxisGigabytes, formatDecimal, formatMemory } from '../../charts/format.ts';
import { StackedBar } from '../../charts/stacked-bar.tsx';
import { LabHeading } from '../framework/heading.tsx';
import { estimate, type Setup } from './estimate.ts';
import { KINDS } from './parts-style.ts';
import { TABLE } from './state-table.ts';
import type { Method } from './trainable.ts';

const ALWAYS: readonly Method[] = ['completo', 'lora', 'qlora'];

export function OtherMethods({ setup }: { setup: Setup }) {
  const methods = ALWAYS.includes(setup.method) ? ALWAYS : [...ALWAYS, setup.method];
  const rows = methods.map((method) => {
    const result = estimate({ ...setup, method });
    const name = TABLE.method.options[method];
    const label = method === setup.method ? `${name} (o seu)` : name;
    return { id: method, label, values: result.parts, total: result.total };
  });
  const full = rows.find((row) => row.id === 'completo')?.total ?? 0;
  const qlora = rows.find((row) => row.id === 'qlora')?.total ?? 1;
  const ratio = formatDecimal(full / qlora, 1);
  return (
    <section>
      <LabHeading>O mesmo ajuste por outros métodos</LabHeading>
      <p>
        Com os mesmos módulos-alvo, posto, lote e sequência, o ajuste completo pede {ratio} vezes a memória do
        QLoRA. As ativações e os logits são os mesmos em todas as barras: nenhum desses métodos os diminui.
      </p>
      <StackedBar
        title="Memória por método"
        summary={rows.map((row) => `${row.label}: ${formatMemory(row.total)}`).join('. ')}
        unit="GB"
        kinds={KINDS}
        rows={rows}
        format={formatMemory}
        formatAxis={formatAxisGigabytes}
      />
    </section>
  );
}
