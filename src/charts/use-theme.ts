/** What is painted on a canvas has to be painted again when the theme changes. */
import { useEffect, useState } from 'preact/hooks';

function isDark(): boolean {
  const chosen = document.documentElement.dataset['tema'];
  if (chosen !== undefined) return chosen === 'escuro';
  return matchMedia('(prefers-color-scheme: dark)').matches;
}

/** Whether the page is dark now: the reader's choice, else the system's. */
export function useDarkTheme(): boolean {
  const [dark, setDark] = useState(false);
  useEffect(() => {
    const update = () => setDark(isDark());
    const system = matchMedia('(prefers-color-scheme: dark)');
    const chosen = new MutationObserver(update);
    update();
    system.addEventListener('change', update);
    chosen.observe(document.documentElement, { attributeFilter: ['data-tema'] });
    return () => {
      system.removeEventListener('change', update);
      chosen.disconnect();
    };
  }, []);
  return dark;
}
