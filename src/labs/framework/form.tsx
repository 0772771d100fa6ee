/** The form of a lab, written by its state table. */
import { Field } from './field.tsx';
import { isShown, type Row, type Table, type Value } from './rows.ts';
import type { LabStore } from './store.ts';

interface Props<T extends Table> {
  store: LabStore<T>;
  /** Titles of the groups to show; all when absent. Controls may stand beside the result that they change. */
  groups?: readonly string[] | undefined;
  /** Offer to put everything back as it was. */
  resettable?: boolean | undefined;
  /** Groups that start folded, by title. */
  folded?: readonly string[] | undefined;
  /** While true nothing can be changed, e.g. during a training run. */
  locked?: boolean | undefined;
}

export function LabForm<T extends Table>({
  store,
  groups,
  folded = [],
  locked = false,
  resettable = false,
}: Props<T>) {
  const values: Readonly<Record<string, Value>> = Object.fromEntries(Object.entries(store.state.value));
  const disabled = locked || !store.ready.value;
  return (
    <form class="lab-formulario" onSubmit={(event) => event.preventDefault()}>
      {groupsOf(store.table).map(([title, rows]) => {
        if (groups && !groups.includes(title)) return null;
        const shown = rows.filter(([, row]) => isShown(row, values));
        const fields = shown.map(([name, row]) => (
          <Field
            key={name}
            row={row}
            value={values[name] ?? row.default}
            onChange={(value) => store.set(name, value)}
          />
        ));
        if (fields.length === 0) return null;
        return folded.includes(title) ? (
          <details key={title} class="lab-grupo">
            <summary>{title}</summary>
            <fieldset disabled={disabled} aria-label={title}>
              {fields}
            </fieldset>
          </details>
        ) : (
          <fieldset key={title} class="lab-grupo" disabled={disabled}>
            <legend>{title}</legend>
            {fields}
          </fieldset>
        );
      })}
      {resettable && (
        <button type="button" class="botao so-com-script" disabled={disabled} onClick={store.reset}>
          Voltar ao início
        </button>
      )}
    </form>
  );
}

function groupsOf(table: Table): [title: string, rows: [name: string, row: Row][]][] {
  const groups = new Map<string, [string, Row][]>();
  for (const [name, row] of Object.entries(table)) {
    const rows = groups.get(row.group) ?? [];
    rows.push([name, row]);
    groups.set(row.group, rows);
  }
  return [...groups];
}
