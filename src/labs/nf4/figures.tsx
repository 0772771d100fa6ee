/** A small table of results, which scrolls sideways by itself where it does not fit. */
interface Props {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** Row that is set off, with its mark in words for who does not see it. */
  current?: { row: number; mark: string } | undefined;
}

export function Figures({ title, columns, rows, current }: Props) {
  return (
    // A region that scrolls has to be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling needs the focus
    <section class="tabela-rolagem" aria-label={title} tabIndex={0}>
      <table class="tabela-lab">
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
            <tr key={cells[0]} class={row === current?.row ? 'atual' : undefined}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={columns[column]} scope="row">
                    {cell}
                    {row === current?.row && <span> ({current.mark})</span>}
                  </th>
                ) : (
                  <td key={columns[column]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
