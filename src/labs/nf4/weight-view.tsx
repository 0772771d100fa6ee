/** One weight, step by step: every number that it passes through on its way to memory and back. */

import type { QuantSettings } from '../../../kernels/quant/quantize.ts';
import { formatFixed, formatInteger, formatSignificant } from '../../charts/format.ts';
import type { QuantizeResult } from '../../runtime/jobs/quantize.ts';
import { LabForm } from '../framework/form.tsx';
import { LabHeading } from '../framework/heading.tsx';
import type { LabStore } from '../framework/store.ts';
import { type Journey, journeyOf, worstWeight } from './one-weight.ts';
import { GROUPS, TABLE } from './state-table.ts';

interface Props {
  store: LabStore<typeof TABLE>;
  result: QuantizeResult;
  settings: QuantSettings;
}

export function WeightView({ store, result, settings }: Props) {
  const journey = journeyOf(result, settings, store.state.value.weight - 1);
  const last = result.weights.length - 1;
  const go = (index: number) => store.set('weight', Math.min(last, Math.max(0, index)) + 1);
  const blockStart = journey.block * settings.blockSize;
  const block = result.weights.subarray(blockStart, blockStart + settings.blockSize);
  const largest = blockStart + block.findIndex((weight) => Math.abs(weight) === journey.absmax);
  return (
    <section>
      <LabHeading>Um peso, passo a passo</LabHeading>
      <LabForm store={store} groups={[GROUPS.one]} />
      <div class="comandos">
        <button
          type="button"
          class="botao"
          disabled={journey.index === 0}
          onClick={() => go(journey.index - 1)}
        >
          Anterior
        </button>
        <button
          type="button"
          class="botao"
          disabled={journey.index === last}
          onClick={() => go(journey.index + 1)}
        >
          Próximo
        </button>
        <button type="button" class="botao" onClick={() => go(largest)}>
          O maior do bloco
        </button>
        <button type="button" class="botao" onClick={() => go(worstWeight(result))}>
          O de maior erro
        </button>
      </div>
      <ol class="jornada">
        {stepsOf(journey, settings, block.length).map(({ name, sum, why }) => (
          <li key={name}>
            <b>{name}</b>
            <code>{sum}</code>
            {why && <span>{why}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface Step {
  name: string;
  sum: string;
  why?: string;
}

const shown = (value: number) => formatSignificant(value, 6);
const edge = (value: number) => (Number.isFinite(value) ? formatFixed(value, 4) : value > 0 ? '∞' : '−∞');

/** The journey in words and numbers. */
export function stepsOf(journey: Journey, { type }: QuantSettings, members: number): Step[] {
  const { weight, absmax, quotient, between, level, code, bits, byte, neighbour, double, scale } = journey;
  const nibble = (value: number) => value.toString(2).padStart(bits, '0');
  const hex = `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  const pair = neighbour && (neighbour.first ? [neighbour.code, code] : [code, neighbour.code]);
  return [
    {
      name: 'O peso',
      sum: `w = ${shown(weight)}`,
      why: `Linha ${formatInteger(journey.row + 1)}, coluna ${formatInteger(journey.column + 1)}.`,
    },
    {
      name: 'O absmax do bloco',
      sum: `s = ${shown(absmax)}`,
      why: `O maior valor absoluto entre os ${formatInteger(members)} pesos do bloco ${formatInteger(journey.block + 1)}.`,
    },
    { name: 'O peso na régua', sum: `z = w ÷ s = ${shown(quotient)}` },
    {
      name: 'Os limiares em volta',
      sum: `${edge(between[0])} < z ≤ ${edge(between[1])}`,
      why: 'Cada limiar fica no meio de dois níveis vizinhos.',
    },
    { name: 'O nível mais próximo', sum: `${TABLE.type.options[type]}[${code}] = ${shown(level)}` },
    { name: bits === 4 ? 'Os quatro bits' : 'Os oito bits', sum: `${code} = ${nibble(code)}₂` },
    {
      name: 'O byte na memória',
      sum: pair ? `${pair.map(nibble).join(' ')}₂ = ${hex}` : hex,
      ...(pair && { why: `Dois pesos por byte; o primeiro fica nos quatro bits altos.` }),
    },
    ...(double
      ? [
          {
            name: 'A escala, que também foi quantizada',
            sum: `ŝ = ${shown(double.map)} × ${shown(double.absmax)} + ${shown(double.offset)} = ${shown(scale)}`,
            why: `O mapa de 8 bits no código ${double.code}, vezes a escala das escalas, mais a média que foi subtraída.`,
          },
        ]
      : []),
    { name: 'O peso que volta', sum: `ŵ = ${shown(level)} × ${shown(scale)} = ${shown(journey.restored)}` },
    { name: 'O erro', sum: `w − ŵ = ${shown(journey.error)}` },
  ];
}
