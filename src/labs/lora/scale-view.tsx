/** What α/r does when the rank changes, and what merging does to the sums of a token. */
import { formatInteger, formatSignificant } from '../../charts/format.ts';
import { LineChart } from '../../charts/line-chart.tsx';
import { LabHeading } from '../framework/heading.tsx';
import { multiplications } from './counts.ts';
import type { LoraState } from './state-table.ts';
import { scaleOf, TABLE } from './state-table.ts';
import type { Run } from './use-fit.ts';

export function ScaleView({ state }: { state: LoraState }) {
  const ranks = TABLE.rank.values;
  const scales = (rsLora: boolean) => ranks.map((rank) => scaleOf({ ...state, rank, rsLora }));
  return (
    <section>
      <LabHeading>O efeito de α/r</LabHeading>
      <p>
        A camada entra multiplicada por s. Com r = {state.rank} e α = {state.alpha}, s ={' '}
        <b>{formatSignificant(scaleOf(state))}</b>. Se o posto dobra e α fica, s = α/r cai pela metade: os
        dois treinos deixam de ser comparáveis. Por isso muita gente muda α junto com r (α = 2r, por exemplo)
        ou usa α/√r.
      </p>
      <LineChart
        title={`Fator s conforme o posto, com α = ${state.alpha}`}
        latest={false}
        summary={`Com α = ${state.alpha}, α/r vai de ${formatSignificant(state.alpha)} no posto 1 a ${formatSignificant(state.alpha / 64)} no posto 64; α/√r cai mais devagar.`}
        xLabel="Posto r"
        yLabel="s"
        scale="log"
        series={[
          { id: 'r', label: 'α/r', x: ranks, y: scales(false) },
          { id: 'raiz', label: 'α/√r (rsLoRA)', x: ranks, y: scales(true) },
        ]}
        formatX={formatInteger}
        height={230}
      />
    </section>
  );
}

export function MergeView({
  run,
  rows,
  columns,
  rank,
}: {
  run: Run | undefined;
  rows: number;
  columns: number;
  rank: number;
}) {
  const cost = multiplications({ d: rows, k: columns }, rank);
  return (
    <section>
      <LabHeading>Fundir a camada</LabHeading>
      <p>
        Enquanto a camada está à parte, cada token passa por W0 e, ao lado, por A e B:{' '}
        {formatInteger(cost.beside)} multiplicações nesta matriz. Somada aos pesos, W = W0 + s·BA, a conta
        volta a ser {formatInteger(cost.merged)}, a mesma da base. A camada pode ser descolada depois,
        subtraindo o mesmo produto.
      </p>
      <p class="veredito">
        {run?.merge
          ? `Medido agora, com 16 entradas sorteadas: as duas contas diferem em no máximo ${formatSignificant(run.merge.difference, 2)}, em saídas de até ${formatSignificant(run.merge.largest, 2)}. É arredondamento.`
          : 'Treine a camada para medir aqui a diferença entre as duas contas.'}
      </p>
    </section>
  );
}
