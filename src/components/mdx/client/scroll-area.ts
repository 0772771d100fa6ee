/** `<area-rolavel>`: a box that the keyboard reaches only while its content is wider than it. */

function announce(area: HTMLElement, scrolls: boolean): void {
  area.toggleAttribute('data-rola', scrolls);
  if (scrolls) {
    area.tabIndex = 0;
    area.setAttribute('role', 'group');
    area.setAttribute('aria-label', `${area.dataset['rotulo'] ?? 'Conteúdo'}: role para os lados`);
  } else {
    for (const name of ['tabindex', 'role', 'aria-label']) area.removeAttribute(name);
  }
}

/** All boxes are measured before any is changed: else each change would cost a layout of the whole page. */
const observer = new ResizeObserver((entries) => {
  const measured = entries.map(({ target }) => ({
    target,
    scrolls: target.scrollWidth > target.clientWidth + 1,
  }));
  for (const { target, scrolls } of measured) {
    if (target instanceof HTMLElement) announce(target, scrolls);
  }
});

class ScrollArea extends HTMLElement {
  connectedCallback(): void {
    observer.observe(this);
  }
}

export function defineScrollArea(): void {
  if (!customElements.get('area-rolavel')) customElements.define('area-rolavel', ScrollArea);
}
