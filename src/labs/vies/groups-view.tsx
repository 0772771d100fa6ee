/** Who was approved: selection rates of each group in the past, in the training labels and by the model. */

import { formatFixed } from '../../charts/format.ts';
import { ScrollArea } from '../../charts/scroll-area.tsx';
import { StackedBar, type StackKind, type StackRow } from '../../charts/stacked-bar.tsx';
import { LabHeading } from '../framework/heading.tsx';
import { type Figures, FOUR_FIFTHS, type Measured } from './figures.ts';
import { capital, groupName, rate, selectionText } from './words.ts';

const KINDS: readonly StackKind[] = [
  { id: 'certas', label: 'aprovadas e qualificadas', fill: { tone: 'frio-forte', texture: 'liso' } },
  { id: 'erradas', label: 'aprovadas sem qualificação', fill: { tone: 'quente', texture: 'diagonal' } },
];

/** The bars of a stage, with the four fifths of its own largest rate. */
function rowsOf(stage: string, { rates }: Measured): StackRow[] {
  const largest = Math.max(...rates.map(({ selection = 0 }) => selection));
  const marks = largest > 0 ? [{ value: FOUR_FIFTHS * largest, label: '4/5 da maior' }] : undefined;
  return rates.map(({ group, count, truePositive, falsePositive }) => ({
    id: `${stage}-${group}`,
    label: `${capital(groupName(group))}, ${stage}`,
    values: { certas: truePositive / count, erradas: falsePositive / count },
    marks,
  }));
}

export function SelectionBars({ figures }: { figures: Figures }) {
  const { history, model } = figures;
  return (
    <StackedBar
      title="De cada cem, quantas pessoas são aprovadas"
      summary={`No histórico: ${selectionText(history)}. Pelo modelo: ${selectionText(model)}.`}
      unit="%"
      kinds={KINDS}
      rows={[...rowsOf('no histórico', history), ...rowsOf('pelo modelo', model)]}
      format={(share) => `${formatFixed(share * 100, 0)}%`}
      formatAxis={(share) => formatFixed(share * 100, 0)}
      max={1}
    />
  );
}

export function ConfusionView({ figures }: { figures: Figures }) {
  return (
    <section>
      <LabHeading>Acertos e erros, grupo a grupo</LabHeading>
      <ScrollArea label="Matrizes de confusão">
        <div class="confusoes">
          {figures.model.rates.map((group) => (
            <table key={group.group} class="lab-tabela">
              <caption>{capital(groupName(group.group))}</caption>
              <thead>
                <tr>
                  <td />
                  <th scope="col">aprovadas</th>
                  <th scope="col">recusadas</th>
                </tr>
              </thead>
              <tbody>
                <tr>
                  <th scope="row">qualificadas</th>
                  <td>{group.truePositive}</td>
                  <td>{group.falseNegative}</td>
                </tr>
                <tr>
                  <th scope="row">não qualificadas</th>
                  <td>{group.falsePositive}</td>
                  <td>{group.trueNegative}</td>
                </tr>
              </tbody>
            </table>
          ))}
        </div>
      </ScrollArea>
      <ScrollArea label="Taxas de cada grupo">
        <table class="lab-tabela">
          <thead>
            <tr>
              <th scope="col">Grupo</th>
              <th scope="col">Aprovadas entre as qualificadas</th>
              <th scope="col">Aprovadas entre as não qualificadas</th>
              <th scope="col">Qualificadas entre as aprovadas</th>
              <th scope="col">Decisões certas</th>
            </tr>
          </thead>
          <tbody>
            {figures.model.rates.map((group) => (
              <tr key={group.group}>
                <th scope="row">{capital(groupName(group.group))}</th>
                <td>{rate(group.truePositiveRate)}</td>
                <td>{rate(group.falsePositiveRate)}</td>
                <td>{rate(group.precision)}</td>
                <td>{rate(group.accuracy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  );
}
