/** Small helpers to build elements; text never goes through HTML parsing, except Pagefind's escaped excerpts. */

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

/** Text with its `<mark>`s; any other tag is reduced to its text. */
export function markedText(html: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const node of new DOMParser().parseFromString(html, 'text/html').body.childNodes) {
    const text = node.textContent ?? '';
    fragment.append(node.nodeName === 'MARK' ? element('mark', {}, text) : text);
  }
  return fragment;
}
