/** `<termo-dica>`: shows the definition beside the link on hover and focus, and on the first tap of a touch screen. */

const HOVER_DELAY_MS = 180;
let count = 0;

class TermTooltip extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    const link = this.querySelector('a');
    const tip = this.querySelector<HTMLElement>('[popover]');
    if (!link || !tip || typeof tip.showPopover !== 'function') return;
    tip.id ||= `dica-${++count}`;
    link.setAttribute('aria-describedby', tip.id);

    const isOpen = () => tip.matches(':popover-open');
    const set = (open: boolean) => {
      clearTimeout(this.#timer);
      if (open && !isOpen()) tip.showPopover({ source: link });
      if (!open && isOpen()) tip.hidePopover();
    };
    const later = (open: boolean) => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => set(open), HOVER_DELAY_MS);
    };
    this.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && later(true));
    this.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && later(false));
    this.addEventListener('focusin', () => link.matches(':focus-visible') && set(true));
    this.addEventListener('focusout', () => set(false));
    this.addEventListener('click', (event) => {
      const byTouch = event instanceof PointerEvent && event.pointerType === 'touch';
      if (!byTouch || isOpen()) return;
      event.preventDefault();
      set(true);
    });
    document.addEventListener('keydown', (event) => event.key === 'Escape' && set(false));
    document.addEventListener('pointerdown', ({ target }) => {
      if (target instanceof Node && !this.contains(target)) set(false);
    });
  }
}

export function defineTermTooltip(): void {
  if (!customElements.get('termo-dica')) customElements.define('termo-dica', TermTooltip);
}
