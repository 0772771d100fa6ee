/** Bits a weight, and what large models then weigh: formulas only, so they are there before anything is run. */

import { bitsOf } from '../../../kernels/quant/levels.ts';
import { NESTED_BLOCK_SIZE, type QuantSettings } from '../../../kernels/quant/quantize.ts';
import { bitsPerParameter } from '../../../kernels/quant/statistics.ts';
import { formatDecimal, formatMemory, formatSignificant } from '../../charts/format.ts';
import { LabHeading } from '../framework/heading.tsx';
import { Figures } from './figures.tsx';
import { halfBytes, LARGE_MODELS, modelBytes } from './sizes.ts';

export function SizeView({ settings }: { settings: QuantSettings }) {
  return (
    <section>
      <LabHeading>Quantos bits por peso</LabHeading>
      <p class="conta">
        <code>{bitsFormula(settings)}</code>
      </p>
      <Figures
        title="Tamanho de modelos grandes"
        columns={['Modelo', 'Em 16 bits', 'Quantizado', 'Vezes menor']}
        rows={LARGE_MODELS.map((model) => {
          const [half, bytes] = [halfBytes(model), modelBytes(model, settings)];
          return [model.name, formatMemory(half), formatMemory(bytes), formatDecimal(half / bytes, 1)];
        })}
      />
      <p class="campo-ajuda">
        Só os pesos, sem adaptador nem ativações. As camadas lineares são quantizadas; incorporação, cabeça e
        normalizações ficam em 16 bits, como no QLoRA. GB são 10⁹ bytes.
      </p>
    </section>
  );
}

/** The sum with its numbers. */
export function bitsFormula(settings: QuantSettings): string {
  const { type, blockSize, doubleQuant } = settings;
  const total = formatSignificant(bitsPerParameter(settings), 10);
  const code = bitsOf(type);
  return doubleQuant
    ? `${code} + 8/${blockSize} + 32/(${blockSize} × ${NESTED_BLOCK_SIZE}) = ${total} bits`
    : `${code} + 32/${blockSize} = ${total} bits`;
}
