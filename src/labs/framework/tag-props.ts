/** Attributes of a lab's tag in a lesson, checked when the site is built. */
import { decodeFollowed } from './permalink.ts';
import type { Follow, StateOf, Table } from './rows.ts';

/**
 * State with which a tag such as `<LaboratorioMemoria modelo="llama-2-13b" />` starts.
 * Attributes are the URL keys of the table: a text, or a number or switch in braces.
 * @throws Error, in Portuguese, on an unknown attribute or a value that the table refuses
 */
export function stateFromTag<T extends Table>(
  tag: string,
  table: T,
  attributes: Readonly<Record<string, unknown>>,
  follow?: Follow<T>,
): StateOf<T> {
  const keys = Object.values(table).map((row) => row.key);
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(attributes)) {
    if (!keys.includes(key)) {
      throw new Error(`<${tag}>: não há o atributo "${key}". Os atributos são: ${keys.join(', ')}.`);
    }
    params.set(key, typeof value === 'boolean' ? (value ? 'sim' : 'nao') : String(value));
  }
  const { state, notices } = decodeFollowed(table, params, follow);
  if (notices.length > 0) throw new Error(`<${tag}>: ${notices.join(' ')} Corrija o atributo na página.`);
  return state;
}
