/** The results, a method a row; every column can be sorted by. */
import { useState } from 'preact/hooks';
import {
  formatBytes,
  formatDecimal,
  formatFixed,
  formatInteger,
  formatPercent,
} from '../../charts/format.ts';
import { ScrollArea } from '../../charts/scroll-area.tsx';
import { factsOf } from '../training/methods.ts';
import { showShare } from './conclusion.ts';
import type { BaseMeasured, Row } from './results.ts';

interface Props {
  rows: readonly Row[];
  base: BaseMeasured | undefined;
  /** Parameters of the base. */
  total: number;
}

interface Column {
  readonly id: string;
  readonly title: string;
  readonly sortBy: (row: Row) => number;
  readonly show: (row: Row) => string;
  /** The same for the base alone. */
  readonly base: string;
}

function columnsFor(total: number, base: BaseMeasured | undefined): readonly Column[] {
  const parameters = ({ entry }: Row): number => entry.matched.parameters;
  return [
    {
      id: 'parametros',
      title: 'Parâmetros',
      sortBy: parameters,
      show: (row) => formatInteger(parameters(row)),
      base: '0',
    },
    {
      id: 'parte',
      title: '% da base',
      sortBy: parameters,
      show: (row) => formatPercent(parameters(row) / total),
      base: '0%',
    },
    {
      id: 'vistas',
      title: 'Acerto, palavras vistas',
      sortBy: ({ same }) => same.mean,
      show: ({ same }) => showShare(same),
      base: base ? formatPercent(base.same) : '–',
    },
    {
      id: 'novas',
      title: 'Acerto, palavras e moldes novos',
      sortBy: ({ fresh }) => fresh.mean,
      show: ({ fresh }) => showShare(fresh),
      base: base ? formatPercent(base.fresh) : '–',
    },
    {
      id: 'ligado',
      title: 'Perplexidade da base, ligado',
      sortBy: (row) => row.perplexityOn,
      show: (row) => formatFixed(row.perplexityOn, 2),
      base: '–',
    },
    {
      id: 'desligado',
      title: 'Perplexidade da base, desligado',
      sortBy: ({ entry }) => (entry.method === 'full' ? 1 : 0),
      show: ({ entry, perplexityOff = base?.perplexity }) => {
        if (entry.method === 'full') return 'não desliga';
        return perplexityOff === undefined ? '–' : formatFixed(perplexityOff, 2);
      },
      base: base ? formatFixed(base.perplexity, 2) : '–',
    },
    {
      id: 'tempo',
      title: 'ms por passo',
      sortBy: (row) => row.millisecondsPerStep,
      show: (row) => formatDecimal(row.millisecondsPerStep, 1),
      base: '–',
    },
    {
      id: 'arquivo',
      title: 'Arquivo a compartilhar',
      sortBy: (row) => row.fileBytes ?? 0,
      show: ({ fileBytes }) => (fileBytes === undefined ? '–' : formatBytes(fileBytes)),
      base: '–',
    },
    {
      id: 'inferencia',
      title: 'Custo a mais na inferência',
      sortBy: (row) => row.millisecondsPerAnswer ?? 0,
      show: ({ entry, millisecondsPerAnswer }) =>
        sentence(factsOf(entry.method).inferenceCost) +
        (millisecondsPerAnswer === undefined ? '' : ` ${timeText(millisecondsPerAnswer)}`),
      base: base ? timeText(base.millisecondsPerAnswer) : '–',
    },
  ];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function timeText(milliseconds: number): string {
  return `Medido: ${formatDecimal(milliseconds, 1)} ms por frase.`;
}

export function ResultsTable({ rows, base, total }: Props) {
  const [order, setOrder] = useState<{ id: string; descending: boolean }>();
  const columns = columnsFor(total, base);
  const by = columns.find(({ id }) => id === order?.id);
  const sign = order?.descending ? -1 : 1;
  const sorted = by ? rows.toSorted((a, b) => sign * (by.sortBy(a) - by.sortBy(b))) : rows;
  const direction = order?.descending ? 'descending' : 'ascending';
  const arrow = order?.descending ? '▼' : '▲';
  return (
    <ScrollArea label="Resultados por método">
      <table class="lab-tabela comparar-tabela">
        <caption class="oculto">Resultados por método; os títulos das colunas ordenam.</caption>
        <thead>
          <tr>
            <th scope="col">Método</th>
            {columns.map(({ id, title }) => (
              <th key={id} scope="col" aria-sort={order?.id === id ? direction : undefined}>
                <button
                  type="button"
                  onClick={() => setOrder({ id, descending: order?.id === id ? !order.descending : true })}
                >
                  {title} <span aria-hidden="true">{order?.id === id ? arrow : '↕'}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr class="comparar-base">
            <th scope="row">Base, sem adaptador</th>
            {columns.map((column) => (
              <td key={column.id}>{column.base}</td>
            ))}
          </tr>
          {sorted.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {columns.map(({ id, show }) => (
                <td key={id}>{show(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
