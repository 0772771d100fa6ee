/** Probabilities of the next token: a table whose cells hold bars. */
import { formatFixed } from '../../charts/format.ts';
import { ScrollArea } from '../../charts/scroll-area.tsx';
import type { NextToken } from '../../runtime/jobs/inspect.ts';
import { LabHeading } from '../framework/heading.tsx';
import { visible } from './maps.ts';

interface Props {
  readonly next: readonly NextToken[];
  /** Name of the adapter that was on; undefined without one. */
  readonly adapter: string | undefined;
}

export function NextTokens({ next, adapter }: Props) {
  const largest = Math.max(1e-9, ...next.map(({ off, on = 0 }) => Math.max(off, on)));
  return (
    <section class="proximos">
      <LabHeading>O próximo token</LabHeading>
      <p>
        As probabilidades depois do último token. O sinal ␣ é o espaço no começo de uma palavra.
        {adapter && ' A diferença está em pontos percentuais.'}
      </p>
      <ScrollArea label="Probabilidades do próximo token">
        <table class="lab-tabela">
          <thead>
            <tr>
              <th scope="col">Token</th>
              <th scope="col">{adapter ? 'Sem o adaptador' : 'Só a base'}</th>
              {adapter && <th scope="col">Com o adaptador</th>}
              {adapter && <th scope="col">Diferença</th>}
            </tr>
          </thead>
          <tbody>
            {next.map(({ text, off, on }, index) => (
              <tr key={`${text}-${index}`}>
                <th scope="row">
                  <code>{visible(text)}</code>
                </th>
                <td>
                  <Bar share={off / largest} className="serie-1" /> {percent(off)}
                </td>
                {adapter && (
                  <td>
                    <Bar share={(on ?? 0) / largest} className="serie-2" /> {percent(on ?? 0)}
                  </td>
                )}
                {adapter && <td>{signed((on ?? 0) - off)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  );
}

const BAR = 84;

function Bar({ share, className }: { share: number; className: string }) {
  return (
    <svg class={className} width={BAR} height="12" aria-hidden="true">
      <rect
        class="grafico-barra"
        x="0.5"
        y="0.5"
        width={Math.max(0, share * (BAR - 1)).toFixed(1)}
        height="11"
      />
    </svg>
  );
}

function percent(share: number): string {
  return `${formatFixed(share * 100, 1)}%`;
}

/** Percentage points with their sign; what rounds to nothing has none. */
function signed(change: number): string {
  const points = Math.round(change * 1000) / 10;
  if (points === 0) return '0,0';
  return `${points > 0 ? '+' : ''}${formatFixed(points, 1)}`;
}
