/** The only script of every page: theme, search shortcuts, table of contents. The rest is loaded when it is needed. */
import { href } from '../components/site/paths.ts';
import { enableThemeButton } from './theme.ts';
import { followHeadings } from './toc.ts';

const opener = document.querySelector('[data-abre-busca]');
let isIndexAsked = false;

/** Asks for the search's index while the code that reads it is still on its way. */
function askForIndex(): void {
  if (isIndexAsked) return;
  isIndexAsked = true;
  const hint = document.createElement('link');
  const source = { crossOrigin: 'anonymous', href: href('/busca/indice.json') };
  document.head.append(Object.assign(hint, { rel: 'preload', as: 'fetch', ...source }));
}

async function loadSearch(): Promise<typeof import('../search/dialog.ts')> {
  askForIndex();
  const search = await import('../search/dialog.ts');
  search.prepareSearch();
  return search;
}

async function openSearch(): Promise<void> {
  const { openSearchDialog } = await loadSearch();
  openSearchDialog();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

const themeButton = document.querySelector<HTMLElement>('[data-botao-tema]');
if (themeButton) enableThemeButton(themeButton);

const toc = document.querySelector<HTMLElement>('[data-sumario]');
if (toc) followHeadings(toc);

opener?.addEventListener('click', (event) => {
  event.preventDefault();
  void openSearch();
});
opener?.addEventListener('pointerenter', () => void loadSearch(), { once: true });

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
