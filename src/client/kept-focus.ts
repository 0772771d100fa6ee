/**
 * The keyboard keeps its place: when the control that has the focus is taken away, the focus goes to what it stood in, and
 * one that was shut for a while gets the focus back. Else it would be nowhere, and a screen reader at the top of the page.
 */
import { type MutableRef, useEffect, useRef } from 'preact/hooks';

/** Ref of the element inside which the focus is kept. */
export function useKeptFocus<E extends HTMLElement>(): MutableRef<E | null> {
  const root = useRef<E>(null);
  useEffect(() => (root.current ? keepFocus(root.current) : undefined), []);
  return root;
}

/**
 * As a ref: gives an element the focus when it appears. The same function each time, since a new one would be called, and
 * take the focus again, whenever the element is drawn.
 */
export function focusOnArrival(element: HTMLElement | null): void {
  element?.focus();
}

/** @returns what ends it */
function keepFocus(root: HTMLElement): () => void {
  /** What has the focus, and what it stands in, from the inside out to the root. */
  let path: readonly HTMLElement[] = [];
  const remember = ({ target }: FocusEvent) => {
    path = target instanceof HTMLElement ? pathTo(root, target) : [];
  };
  const lost = () => document.activeElement === null || document.activeElement === document.body;
  /** A control that is there and open was left by the reader. */
  const forget = () =>
    queueMicrotask(() => {
      const [control] = path;
      if (lost() && control?.isConnected && !control.matches(':disabled')) path = [];
    });
  const observer = new MutationObserver(() => {
    const [control, ...around] = path;
    if (!control || !lost() || control.matches(':disabled')) return;
    path = [];
    if (control.isConnected) control.focus({ preventScroll: true });
    else focusNear(around.filter(({ isConnected }) => isConnected));
  });
  root.addEventListener('focusin', remember);
  root.addEventListener('focusout', forget);
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  return () => {
    root.removeEventListener('focusin', remember);
    root.removeEventListener('focusout', forget);
    observer.disconnect();
  };
}

function pathTo(root: HTMLElement, target: HTMLElement): HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let at: HTMLElement | null = target; at && at !== root.parentElement; at = at.parentElement)
    path.push(at);
  return path;
}

/** The innermost of these that takes the focus, or the first heading in one. */
function focusNear(around: readonly HTMLElement[]): void {
  for (const element of around) {
    const place = element.tabIndex >= 0 ? element : element.querySelector<HTMLElement>('h2, h3, h4, h5');
    if (!place) continue;
    if (place.tabIndex < 0) place.tabIndex = -1;
    place.focus();
    return;
  }
}
