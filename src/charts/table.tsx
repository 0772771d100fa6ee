/** The table behind a chart: the same numbers, for eyes, ears and copying. */
import { useState } from 'preact/hooks';
import { ScrollArea } from './scroll-area.tsx';
import { TextTable } from './text-table.tsx';
import './charts.css';

/** The numbers behind a chart, as text. */
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
    <ScrollArea class="grafico-rolagem" label={`Dados: ${title}`}>
      <TextTable columns={columns} rows={rows} />
      {note && <p>{note}</p>}
    </ScrollArea>
  );
}
