/** Which places of the site cover which items of a lesson's inventory. */
import type { Root } from 'mdast';
import { anchorsOf } from './library.ts';

/** `{ "S08.2": ["/aulas/19-peft/lora-matematica/#s08-2"] }` */
export type Coverage = Record<string, `/${string}`[]>;

/** Items in order, each with the places that `<Cobre>` marks. */
export function coverageOf(pages: readonly { path: `/${string}`; tree: Root }[]): Coverage {
  const places = pages.flatMap(({ path, tree }) =>
    anchorsOf(tree).flatMap(({ id, item }) => (item ? [{ item, place: `${path}#${id}` as const }] : [])),
  );
  const byItem = Map.groupBy(places, ({ item }) => item);
  const order = new Intl.Collator('pt-BR', { numeric: true });
  const items = [...byItem].sort(([a], [b]) => order.compare(a, b));
  return Object.fromEntries(items.map(([item, found]) => [item, found.map(({ place }) => place)]));
}
