/** Opens the search dialog at once, from any page; what answers in it is fetched meanwhile, the first time. */
import { href } from '../components/site/paths.ts';

const NOT_LOADED = 'A busca não chegou. Confira a conexão e tente de novo.';

let loading: Promise<void> | undefined;

/** Asks for the search's index while the code that reads it is still on its way. */
function askForIndex(): void {
  const hint = document.createElement('link');
  const source = { crossOrigin: 'anonymous', href: href('/busca/indice.json') };
  document.head.append(Object.assign(hint, { rel: 'preload', as: 'fetch', ...source }));
}

/** Brings the dialog to life; after a failure, the next call tries again. */
function load(dialog: HTMLDialogElement): Promise<void> {
  if (!loading) {
    askForIndex();
    loading = import('../search/dialog.ts').then(({ fillSearchDialog }) => fillSearchDialog(dialog));
    loading.catch(() => {
      loading = undefined;
    });
  }
  return loading;
}

/** Tells of a failure where the reader is looking. */
function open(dialog: HTMLDialogElement): void {
  const body = dialog.querySelector('.busca-corpo');
  load(dialog).catch(() => {
    const notice = Object.assign(document.createElement('p'), { role: 'alert', textContent: NOT_LOADED });
    body?.replaceChildren(notice);
  });
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('input')?.select();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

/** @param opener the page's search button, a link to the search page until now */
export function enableSearch(opener: HTMLElement, dialog: HTMLDialogElement): void {
  opener.addEventListener('click', (event) => {
    event.preventDefault();
    open(dialog);
  });
  // Whoever reaches the button is about to search.
  const prepare = () => void load(dialog).catch(() => {});
  opener.addEventListener('pointerenter', prepare, { once: true });
  opener.addEventListener('focus', prepare, { once: true });
  document.addEventListener('keydown', (event) => {
    const slash =
      event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
    const ctrlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
    if (!slash && !ctrlK) return;
    event.preventDefault();
    open(dialog);
  });
  // In a search field the browser spends the first Esc on clearing it; here it always closes.
  dialog.querySelector('input')?.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener('click', ({ target }) => {
    const clickedBackdrop = target === dialog;
    if (clickedBackdrop || (target instanceof Element && target.closest('a, .fechar'))) dialog.close();
  });
}
