/** What answers in the dialog that every page has. */
import { element } from './dom.ts';
import { createPanel, enableArrowKeys } from './panel.ts';

const RESULTS_SHOWN = 8;
const HELP = '↓ ↑ percorrem os resultados · Enter abre o primeiro · Esc fecha';

/** Turns the dialog's plain form into live search, beginning with what has been typed so far. */
export function fillSearchDialog(dialog: HTMLDialogElement): void {
  const form = dialog.querySelector('form');
  const input = dialog.querySelector('input');
  const into = dialog.querySelector<HTMLElement>('.busca-corpo');
  if (!form || !input || !into) throw new Error('O diálogo da busca não tem formulário, campo e lugar.');
  into.replaceChildren();
  dialog.append(element('p', { class: 'busca-ajuda' }, HELP));
  const panel = createPanel({
    form,
    input,
    into,
    pageSize: RESULTS_SHOWN,
    afterSubmit: () => into.querySelector<HTMLElement>('.resultado-titulo a')?.click(),
  });
  enableArrowKeys(input, dialog);
  if (input.value) void panel.run();
}
