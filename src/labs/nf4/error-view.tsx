/** What is lost: by type, and block by block. */

import { BASE_TYPES } from '../../../kernels/quant/levels.ts';
import type { QuantSettings } from '../../../kernels/quant/quantize.ts';
import { bitsPerParameter } from '../../../kernels/quant/statistics.ts';
import { formatInteger, formatPercent, formatSignificant } from '../../charts/format.ts';
import { HeatMap } from '../../charts/heat-map.tsx';
import type { QuantizeResult } from '../../runtime/jobs/quantize.ts';
import { LabHeading } from '../framework/heading.tsx';
import { Figures } from './figures.tsx';
import { TABLE } from './state-table.ts';

interface Props {
  result: QuantizeResult;
  settings: QuantSettings;
}

export function ErrorView({ result, settings }: Props) {
  const { rows, columns, weights, restored, meanSquares } = result;
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const blocks = meanSquares.length;
  const across = Math.ceil(Math.sqrt(blocks));
  const down = Math.ceil(blocks / across);
  const perBlock = Float32Array.from({ length: across * down }, (_, i) => Math.sqrt(meanSquares[i] ?? 0));
  const size = `${rows} × ${columns}`;
  return (
    <section>
      <LabHeading>O que se perde</LabHeading>
      <Figures
        title="Erro de cada tipo"
        columns={['Tipo', 'Bits por peso', 'Erro relativo', 'Erro médio', 'Maior erro']}
        rows={BASE_TYPES.map((type) => [
          TABLE.type.options[type],
          formatSignificant(bitsPerParameter({ ...settings, type }), 5),
          formatPercent(result.errors[type].relative),
          formatSignificant(Math.sqrt(result.errors[type].meanSquared)),
          formatSignificant(result.errors[type].largest),
        ])}
        current={{ row: BASE_TYPES.indexOf(settings.type), mark: 'escolhido' }}
      />
      <p class="campo-ajuda">
        Os quatro tipos, com os mesmos blocos e os mesmos pesos. Erro relativo: norma da diferença sobre a
        norma dos pesos. Erro médio: raiz da média dos quadrados.
      </p>
      <div class="mapas">
        <HeatMap
          title="Pesos"
          values={weights}
          rows={rows}
          columns={columns}
          limit={largest}
          summary={`Matriz de pesos, ${size}. Maior valor: ${formatSignificant(largest)}.`}
        />
        <HeatMap
          title="Pesos que voltam"
          values={restored}
          rows={rows}
          columns={columns}
          limit={largest}
          summary={`Matriz desquantizada, ${size}, na mesma escala de cores.`}
        />
        <HeatMap
          title="Erro médio de cada bloco"
          note={`${formatInteger(blocks)} ${blocks === 1 ? 'bloco' : 'blocos'}, na ordem da leitura.`}
          values={perBlock}
          rows={down}
          columns={across}
          palette="sequential"
          rowName={(row) => `linha ${row + 1}`}
          summary={`Raiz do erro quadrático médio de ${formatInteger(blocks)} blocos: de ${formatSignificant(Math.min(...perBlock.slice(0, blocks)))} a ${formatSignificant(Math.max(...perBlock))}.`}
        />
      </div>
    </section>
  );
}
