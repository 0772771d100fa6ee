/** Search from any page, in a dialog; loaded the first time that it opens. */
import { element } from './dom.ts';
import { prepare } from './engine.ts';
import { createPanel, enableArrowKeys } from './panel.ts';

const RESULTS_SHOWN = 8;
let dialog: HTMLDialogElement | undefined;

function build(): HTMLDialogElement {
  const input = element('input', {
    type: 'search',
    name: 'q',
    'aria-label': 'Buscar no site',
    placeholder: 'Um conceito, uma fórmula, uma sigla…',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const close = element('button', { type: 'button', class: 'fechar', title: 'Esc' }, 'Fechar');
  const action = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/busca/`;
  const form = element('form', { class: 'form-busca', role: 'search', action }, input, close);
  const body = element('div', { class: 'busca-corpo' });
  const help = element(
    'p',
    { class: 'busca-ajuda' },
    '↓ ↑ percorrem os resultados · Enter abre o primeiro · Esc fecha',
  );
  const node = element('dialog', { class: 'busca-dialogo', 'aria-label': 'Busca' }, form, body, help);
  document.body.append(node);
  createPanel({
    form,
    input,
    into: body,
    pageSize: RESULTS_SHOWN,
    afterSubmit: () => body.querySelector<HTMLElement>('.resultado-titulo a')?.click(),
  });
  enableArrowKeys(input, node);
  close.addEventListener('click', () => node.close());
  // In a search field the browser spends the first Esc on clearing it; here it always closes.
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    node.close();
  });
  node.addEventListener('click', (event) => {
    const clickedBackdrop = event.target === node;
    const clickedLink = event.target instanceof Element && event.target.closest('a') !== null;
    if (clickedBackdrop || clickedLink) node.close();
  });
  return node;
}

/** Has the index at hand before the dialog opens; a missing one is reported by the search itself. */
export function prepareSearch(): void {
  prepare().catch(() => undefined);
}

/** Opens the dialog with its field selected, building it the first time. */
export function openSearchDialog(): void {
  dialog ??= build();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('input')?.select();
}
