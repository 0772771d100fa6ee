/** `<area-rolavel>`: a box that the keyboard reaches only while its content is wider than it. */

class ScrollArea extends HTMLElement {
  connectedCallback(): void {
    const update = () => {
      const scrolls = this.scrollWidth > this.clientWidth + 1;
      this.toggleAttribute('data-rola', scrolls);
      if (scrolls) {
        this.tabIndex = 0;
        this.setAttribute('role', 'group');
        this.setAttribute('aria-label', `${this.dataset['rotulo'] ?? 'Conteúdo'}: role para os lados`);
      } else {
        for (const name of ['tabindex', 'role', 'aria-label']) this.removeAttribute(name);
      }
    };
    new ResizeObserver(update).observe(this);
  }
}

export function defineScrollArea(): void {
  if (!customElements.get('area-rolavel')) customElements.define('area-rolavel', ScrollArea);
}
