/** Small helpers to build elements; text never goes through HTML parsing. */
import type { Piece } from './highlight.ts';

type Attributes = Record<string, string | boolean>;

/** Creates an element: `true` sets an empty attribute, `false` leaves it out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children);
  return node;
}

/** Text with the words that answer the query inside `<mark>`. */
export function markedText(pieces: readonly Piece[]): (Node | string)[] {
  return pieces.map(({ text, marked }) => (marked ? element('mark', {}, text) : text));
}
