/** The fairness measures: what they are, what they were in the labels, and what they are in the model's decisions. */

import type { Parity } from '../../../kernels/data/tasks/parity.ts';
import { ScrollArea } from '../../charts/scroll-area.tsx';
import { LabHeading } from '../framework/heading.tsx';
import { type Figures, FOUR_FIFTHS } from './figures.ts';
import { two } from './words.ts';

interface Measure {
  readonly id: keyof Parity;
  readonly name: string;
  readonly meaning: string;
  readonly ideal: string;
}

const MEASURES: readonly Measure[] = [
  {
    id: 'demographicParityDifference',
    name: 'Diferença de paridade demográfica',
    meaning: 'maior taxa de aprovação menos a menor',
    ideal: '0',
  },
  {
    id: 'disparateImpact',
    name: 'Razão de impacto desproporcional',
    meaning:
      'menor taxa de aprovação dividida pela maior; abaixo de 0,80, a regra dos quatro quintos a marca',
    ideal: '1',
  },
  {
    id: 'equalOpportunityDifference',
    name: 'Diferença de igualdade de oportunidade',
    meaning: 'a mesma conta, só entre pessoas qualificadas',
    ideal: '0',
  },
  {
    id: 'equalizedOddsDifference',
    name: 'Diferença de chances equalizadas',
    meaning: 'a maior das diferenças: entre as qualificadas e entre as não qualificadas',
    ideal: '0',
  },
];

export function MetricsView({ figures }: { figures: Figures }) {
  return (
    <section>
      <LabHeading>As medidas</LabHeading>
      <ScrollArea label="Medidas de equidade">
        <table class="lab-tabela medidas">
          <thead>
            <tr>
              <th scope="col">Medida</th>
              <th scope="col">Ideal</th>
              <th scope="col">Histórico</th>
              <th scope="col">Treino</th>
              <th scope="col">Modelo</th>
            </tr>
          </thead>
          <tbody>
            {MEASURES.map(({ id, name, meaning, ideal }) => (
              <tr key={id}>
                <th scope="row">
                  {name} <small>{meaning}</small>
                </th>
                <td>{ideal}</td>
                <Value id={id} value={figures.history.parity[id]} />
                <Value id={id} value={figures.training.parity[id]} />
                <Value id={id} value={figures.model.parity[id]} />
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      <p>
        “Histórico” são as decisões antigas; “Treino”, o que o modelo viu depois da mitigação; “Modelo”, as
        decisões dele sobre {figures.candidates} pessoas novas, com tantas mulheres quanto homens em cada
        nível de experiência. A regra dos quatro quintos vem de uma norma trabalhista dos Estados Unidos: é um
        sinal de alerta, e não uma lei brasileira.
      </p>
    </section>
  );
}

function Value({ id, value }: { id: keyof Parity; value: number }) {
  const marked = id === 'disparateImpact' && value < FOUR_FIFTHS;
  return (
    <td class={marked ? 'medida-marcada' : undefined}>
      {two(value)}
      {marked && <span> abaixo de 4/5</span>}
    </td>
  );
}
