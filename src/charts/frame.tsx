/** What every chart shares: a figure with title, unit, legend, drawing and the table behind it. */
import type { ComponentChildren } from 'preact';
import { type ChartTable, DataTable } from './table.tsx';
import './charts.css';

interface Props {
  title: string;
  /** Unit of the values, shown beside the title. */
  unit?: string | undefined;
  /** One line under the title, e.g. that the chart shows a simulation. */
  note?: string | undefined;
  legend?: ComponentChildren;
  table: () => ChartTable;
  onlyWhenOpen?: boolean | undefined;
  children: ComponentChildren;
}

export function ChartFrame({ title, unit, note, legend, table, onlyWhenOpen, children }: Props) {
  return (
    <figure class="grafico">
      <figcaption>
        <b>{title}</b>
        {unit && <span class="grafico-unidade"> ({unit})</span>}
        {note && <span class="grafico-nota">{note}</span>}
      </figcaption>
      {legend}
      {children}
      <DataTable title={title} table={table} onlyWhenOpen={onlyWhenOpen} />
    </figure>
  );
}
