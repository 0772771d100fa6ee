/** The bar of one setup, and every part of it with its formula. */
import { formatAxisGigabytes, formatInteger, formatMemory, formatPercent } from '../../charts/format.ts';
import { StackedBar } from '../../charts/stacked-bar.tsx';
import { LabHeading } from '../framework/heading.tsx';
import { CARD_SIZES, smallestCard } from './cards.ts';
import type { Estimate, Setup } from './estimate.ts';
import { explainParts, explainTotal } from './explain.ts';
import { KINDS } from './parts-style.ts';

interface Props {
  setup: Setup;
  estimate: Estimate;
}

export function MemoryBar({ estimate, name }: { estimate: Estimate; name: string }) {
  const { parts, total } = estimate;
  const card = smallestCard(total);
  const biggest = KINDS.reduce((best, kind) =>
    amount(parts, kind.id) > amount(parts, best.id) ? kind : best,
  );
  return (
    <StackedBar
      title="Memória na placa, parte por parte"
      summary={`Barra de ${formatMemory(total)}. A maior parte, ${biggest.label.toLowerCase()}, ocupa ${formatMemory(amount(parts, biggest.id))}.`}
      unit="GB"
      kinds={KINDS}
      rows={[{ id: 'sua', label: name, values: parts }]}
      marks={CARD_SIZES.map((size) => ({ value: size * 1e9, label: `${size} GB` }))}
      format={formatMemory}
      formatAxis={formatAxisGigabytes}
      max={Math.max(total * 1.02, (card ?? 0) * 1.04e9)}
    />
  );
}

function amount(parts: Estimate['parts'], id: string): number {
  return new Map<string, number>(Object.entries(parts)).get(id) ?? 0;
}

export function Breakdown({ setup, estimate }: Props) {
  const { parameters, trainable } = estimate;
  const total = explainTotal(setup, estimate);
  const share = trainable.count / parameters.total;
  return (
    <section>
      <LabHeading>De onde vem cada número</LabHeading>
      <p>Abra uma linha para ver a fórmula e a mesma fórmula com os números desta configuração.</p>
      <div class="contas">
        <Figure name="Parâmetros do modelo, Ψ" value={formatInteger(parameters.total)} {...total} />
        <Figure
          name="Parâmetros treinados, ψ"
          value={`${formatInteger(trainable.count)} (${formatPercent(share)})`}
          formula={trainable.formula}
          worked={trainable.worked}
        />
        {explainParts(setup, estimate).map(({ id, label, bytes, formula, worked, why }) => (
          <Figure
            key={id}
            name={label}
            value={formatMemory(bytes)}
            formula={formula}
            worked={worked}
            why={why}
          />
        ))}
      </div>
    </section>
  );
}

interface FigureProps {
  name: string;
  value: string;
  formula: string;
  worked: string;
  why?: string;
}

function Figure({ name, value, formula, worked, why }: FigureProps) {
  return (
    <details>
      <summary>
        <span>{name}</span>
        <b>{value}</b>
      </summary>
      <p>
        <code>{formula}</code>
      </p>
      <p>
        <code>{worked}</code>
      </p>
      {why && <p>{why}</p>}
    </details>
  );
}
