/** The table behind a chart: the same numbers, for eyes, ears and copying. */
import { useState } from 'preact/hooks';
import './charts.css';

export interface ChartTable {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** Said under the table, e.g. which rows were left out. */
  note?: string | undefined;
}

interface Props {
  title: string;
  table: () => ChartTable;
  /** Long or fast-changing tables are written only while they are open. */
  onlyWhenOpen?: boolean | undefined;
}

export function DataTable({ title, table, onlyWhenOpen = false }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details class="grafico-dados" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Ver os dados em tabela</summary>
      {(open || !onlyWhenOpen) && <Rows title={title} {...table()} />}
    </details>
  );
}

function Rows({ title, columns, rows, note }: ChartTable & { title: string }) {
  return (
    // A region that scrolls has to be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling needs the focus
    <section class="grafico-rolagem" aria-label={`Dados: ${title}`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={columns[column]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={columns[column]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {note && <p>{note}</p>}
    </section>
  );
}
