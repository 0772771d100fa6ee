/** A table of texts; the first cell of each row names it. */
interface Props {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  class?: string | undefined;
  /** Row that is set off, with its mark in words for who does not see it. */
  current?: { readonly row: number; readonly mark: string } | undefined;
}

export function TextTable({ columns, rows, class: className, current }: Props) {
  return (
    <table class={className}>
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
        {rows.map(([name, ...cells], row) => (
          <tr key={row} class={row === current?.row ? 'atual' : undefined}>
            <th scope="row">
              {name}
              {row === current?.row && <span> ({current.mark})</span>}
            </th>
            {cells.map((cell, column) => (
              <td key={columns[column + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
