/** Recorded runs, for who has not trained yet: labelled as such, with device and date. */

import { formatDecimal } from '../../charts/format.ts';
import { ScrollArea } from '../../charts/scroll-area.tsx';
import ethics from '../../reference/data/ethics.json';
import { remedyName } from '../../reference/remedies.ts';
import type { EthicsFile } from '../../reference/schema.ts';
import { LabHeading } from '../framework/heading.tsx';
import { recordedCases } from './reference.ts';
import { rate, two } from './words.ts';

const RECORDED: EthicsFile = ethics;

export function ReferenceView() {
  const { made } = RECORDED;
  return (
    <section>
      <LabHeading>Execuções de referência</LabHeading>
      <p>
        Gravadas em {made.date.slice(0, 10).split('-').reverse().join('/')}, em{' '}
        <span lang="en">{made.device}</span>, com o comando <code>{made.command}</code>: LoRA, médias das
        sementes. Não foram feitas agora; as suas, acima, são.
      </p>
      <ScrollArea label="Execuções de referência">
        <table class="lab-tabela medidas">
          <thead>
            <tr>
              <th scope="col">x</th>
              <th scope="col">Mitigação</th>
              <th scope="col">Sementes</th>
              <th scope="col">Diferença nos rótulos</th>
              <th scope="col">Diferença no modelo (menor a maior)</th>
              <th scope="col">Acerto pelo mérito</th>
              <th scope="col">Pelos rótulos do passado</th>
            </tr>
          </thead>
          <tbody>
            {recordedCases(RECORDED).map((one) => (
              <tr key={`${one.strength} ${one.remedy}`}>
                <th scope="row">{formatDecimal(one.strength)}</th>
                <td>{remedyName(one.remedy)}</td>
                <td>{one.seeds}</td>
                <td>{two(one.before)}</td>
                <td>
                  {two(one.after.mean)} ({two(one.after.low)} a {two(one.after.high)})
                </td>
                <td>{rate(one.accuracyByMerit)}</td>
                <td>{rate(one.accuracyByBiasedLabels)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  );
}
