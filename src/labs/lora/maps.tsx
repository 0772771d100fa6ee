/** The painting, the transparent layer, the two together, what was to be learned and what is missing. */
import { formatSignificant } from '../../charts/format.ts';
import { HeatMap } from '../../charts/heat-map.tsx';
import { LabHeading } from '../framework/heading.tsx';
import { difference, largestMagnitude, type Matrix, product, sum, transpose } from './matrix.ts';

interface Props {
  weight: Matrix;
  target: Matrix;
  /** A and B as they are. */
  theta: Float32Array<ArrayBuffer>;
  rank: number;
  scale: number;
}

export function Maps({ weight, target, theta, rank, scale }: Props) {
  const { rows, columns } = target;
  const layer = product(theta, rank, rows, columns, scale);
  const whole = sum(weight.values, layer);
  const missing = difference(target.values, layer);
  const strong = Math.max(
    largestMagnitude(weight.values),
    largestMagnitude(sum(weight.values, target.values)),
  );
  const soft = largestMagnitude(target.values) || 1;
  const a = theta.slice(0, rank * columns);
  const b = transpose(theta.slice(rank * columns), rows, rank);
  const size = `${rows} × ${columns}`;
  const same = { rows, columns };
  return (
    <section>
      <LabHeading>A pintura e a camada</LabHeading>
      <div class="mapas">
        <HeatMap
          {...same}
          title="W0, congelada"
          values={weight.values}
          limit={strong}
          summary={`Matriz W0, ${size}: não muda.`}
        />
        <HeatMap
          {...same}
          title="s·BA, a camada"
          values={layer}
          limit={soft}
          summary={`Produto s·BA, ${size}. ${largest(layer)}`}
        />
        <HeatMap
          {...same}
          title="W0 + s·BA"
          values={whole}
          limit={strong}
          summary={`Soma de W0 com s·BA, ${size}: a pintura vista através da camada.`}
        />
        <HeatMap
          {...same}
          title="ΔW, o que aprender"
          values={target.values}
          limit={soft}
          summary={`Matriz ΔW, ${size}. ${largest(target.values)}`}
        />
        <HeatMap
          {...same}
          title="ΔW − s·BA, o que falta"
          values={missing}
          limit={soft}
          summary={`Diferença entre ΔW e s·BA, ${size}. ${largest(missing)}`}
        />
      </div>
      <div class="mapas mapas-finos">
        <HeatMap
          title={`A, ${rank} × ${columns}`}
          values={a}
          rows={rank}
          columns={columns}
          summary={`Matriz A, de ${rank} linhas por ${columns} colunas.`}
        />
        <HeatMap
          title={`B, ${rows} × ${rank}`}
          note="Deitada, para caber: cada linha do mapa é uma coluna de B."
          values={b}
          rows={rank}
          columns={rows}
          summary={`Matriz B transposta, de ${rank} linhas por ${rows} colunas.`}
        />
      </div>
    </section>
  );
}

function largest(values: Float32Array): string {
  return `Maior valor, sem o sinal: ${formatSignificant(largestMagnitude(values))}.`;
}
