/** Colour theme: the system's unless the reader chose one; the choice lives in `localStorage.tema`. */

export type Theme = 'claro' | 'escuro';

/** Runs first in the body, before the first paint, so that a chosen theme never flashes; its hash goes into the CSP. */
export const THEME_BOOT =
  "try{let t=localStorage.getItem('tema');if(t)document.documentElement.dataset.tema=t}catch{}";

const NEXT_LABEL: Record<Theme, string> = {
  claro: 'Usar tema escuro',
  escuro: 'Usar tema claro',
};

function current(): Theme {
  const chosen = document.documentElement.dataset['tema'];
  if (chosen === 'claro' || chosen === 'escuro') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'escuro' : 'claro';
}

function remember(theme: Theme | undefined): void {
  try {
    if (theme) localStorage.setItem('tema', theme);
    else localStorage.removeItem('tema');
  } catch {
    // Storage may be blocked: the choice then lasts for this page only.
  }
}

/** Makes the button switch between light and dark; choosing what the system already has returns to following it. */
export function enableThemeButton(button: HTMLElement): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const relabel = () => button.setAttribute('aria-label', NEXT_LABEL[current()]);
  button.addEventListener('click', () => {
    const next: Theme = current() === 'claro' ? 'escuro' : 'claro';
    const followsSystem = next === (system.matches ? 'escuro' : 'claro');
    if (followsSystem) delete document.documentElement.dataset['tema'];
    else document.documentElement.dataset['tema'] = next;
    remember(followsSystem ? undefined : next);
    relabel();
  });
  system.addEventListener('change', relabel);
  relabel();
}
