/** The runs of this visit: where a small bias hides, and where it grows. */

import { LineChart } from '../../charts/line-chart.tsx';
import { ScrollArea } from '../../charts/scroll-area.tsx';
import { LabHeading } from '../framework/heading.tsx';
import type { Figures, Outcome } from './figures.ts';
import { type BiasState, TABLE } from './state-table.ts';
import { rate, two } from './words.ts';

export interface Run {
  readonly state: BiasState;
  readonly figures: Figures;
  readonly outcome: Outcome;
}

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  ninguem: 'recusa quase todo mundo',
  todos: 'aprova quase todo mundo',
  desigual: 'abaixo de 4/5',
  erros: 'erra mais com um grupo',
  justo: 'parecido para os dois',
};

/** What must agree for two runs to lie on one curve: everything but x. */
function curveOf({ strength: _, drift: __, window: ___, threshold: ____, ...rest }: BiasState): string {
  return JSON.stringify(rest);
}

export function RunsView({ runs }: { runs: readonly Run[] }) {
  const latest = runs.at(-1);
  if (!latest) return null;
  const same = [
    ...new Map(
      runs
        .filter(({ state }) => curveOf(state) === curveOf(latest.state))
        .map((run) => [run.state.strength, run] as const),
    ).values(),
  ].sort((a, b) => a.state.strength - b.state.strength);
  const x = same.map(({ state }) => state.strength);
  const gap = (stage: 'training' | 'model') =>
    same.map(({ figures }) => figures[stage].parity.demographicParityDifference);
  return (
    <section>
      <LabHeading>Suas execuções</LabHeading>
      {x.length > 1 ? (
        <LineChart
          title="Quanto viés entra, quanto viés sai"
          latest={false}
          summary={`Diferença entre as taxas dos grupos para x de ${two(x[0] ?? 0)} a ${two(x.at(-1) ?? 0)}, nos rótulos do treino e nas decisões do modelo.`}
          series={[
            { id: 'modelo', label: 'nas decisões do modelo', x, y: gap('model') },
            { id: 'treino', label: 'nos rótulos do treino', x, y: gap('training') },
          ]}
          xLabel="viés histórico, x"
          yLabel="diferença de paridade"
          xDomain={[0, 1]}
          yDomain={[0, 0.7]}
          formatX={two}
          formatY={two}
        />
      ) : (
        <p>Mude só o x e treine de novo: cada execução vira um ponto da curva.</p>
      )}
      <ScrollArea label="Execuções desta visita">
        <table class="lab-tabela medidas">
          <thead>
            <tr>
              <th scope="col">x</th>
              <th scope="col">Mitigação e método</th>
              <th scope="col">Diferença</th>
              <th scope="col">Razão</th>
              <th scope="col">Acerto pelo mérito</th>
              <th scope="col">Pelos rótulos do passado</th>
              <th scope="col">Resultado</th>
            </tr>
          </thead>
          <tbody>
            {runs.map(({ state, figures, outcome }, index) => (
              <tr key={index}>
                <th scope="row">{two(state.strength)}</th>
                <td>
                  {TABLE.mitigation.options[state.mitigation]}; {TABLE.method.options[state.method]},{' '}
                  {state.steps} passos, semente {state.seed}
                </td>
                <td>{two(figures.model.parity.demographicParityDifference)}</td>
                <td>{two(figures.model.parity.disparateImpact)}</td>
                <td>{rate(figures.model.accuracy)}</td>
                <td>{rate(figures.agreement)}</td>
                <td>{OUTCOMES[outcome]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  );
}
