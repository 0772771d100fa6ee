/** The only script of every page: theme, search shortcuts, table of contents. The rest is loaded when it is needed. */
import { enableSearch } from './search-opener.ts';
import { enableThemeButton } from './theme.ts';
import { followHeadings } from './toc.ts';

const themeButton = document.querySelector<HTMLElement>('[data-botao-tema]');
if (themeButton) enableThemeButton(themeButton);

const toc = document.querySelector<HTMLElement>('[data-sumario]');
if (toc) followHeadings(toc);

const opener = document.querySelector<HTMLElement>('[data-abre-busca]');
const dialog = document.querySelector<HTMLDialogElement>('[data-busca]');
if (opener && dialog) enableSearch(opener, dialog);

if (import.meta.env.PROD) {
  // The page comes first: what is kept for later is fetched when the browser has nothing else to do.
  const whenIdle = window.requestIdleCallback ?? setTimeout;
  addEventListener('load', () => {
    whenIdle(async () => (await import('./offline.ts')).keepOffline());
  });
}
