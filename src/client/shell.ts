/** The only script of every page: theme, search shortcuts, table of contents. The rest is loaded when it is needed. */
import { enableThemeButton } from './theme.ts';
import { followHeadings } from './toc.ts';

async function openSearch(): Promise<void> {
  const { openSearchDialog } = await import('../search/dialog.ts');
  openSearchDialog();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

const themeButton = document.querySelector<HTMLElement>('[data-botao-tema]');
if (themeButton) enableThemeButton(themeButton);

const toc = document.querySelector<HTMLElement>('[data-sumario]');
if (toc) followHeadings(toc);

document.querySelector('[data-abre-busca]')?.addEventListener('click', (event) => {
  event.preventDefault();
  void openSearch();
});

document.addEventListener('keydown', (event) => {
  const slash =
    event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
  const ctrlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
  if (!slash && !ctrlK) return;
  event.preventDefault();
  void openSearch();
});

if (import.meta.env.PROD) {
  // The page comes first: what is kept for later is fetched when the browser has nothing else to do.
  const whenIdle = window.requestIdleCallback ?? setTimeout;
  addEventListener('load', () => {
    whenIdle(async () => (await import('./offline.ts')).keepOffline());
  });
}
