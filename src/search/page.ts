/** Brings `/busca/?q=…&tipo=…` to life: the form holds the state, the address follows it. */
import { createPanel, enableArrowKeys, type Query } from './panel.ts';

const RESULTS_SHOWN = 20;

function rememberInAddress({ text, kind, lesson }: Query): void {
  const address = new URL(location.href);
  for (const [name, value] of [
    ['q', text],
    ['tipo', kind],
    ['aula', lesson],
  ] as const) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(history.state, '', address);
}

const place = document.querySelector<HTMLElement>('[data-pagina-busca]');
const form = place?.querySelector('form');
const input = place?.querySelector<HTMLInputElement>('input[name="q"]');
if (place && form && input) {
  const asked = new URLSearchParams(location.search);
  input.value = asked.get('q') ?? '';
  const panel = createPanel({
    form,
    input,
    into: place,
    pageSize: RESULTS_SHOWN,
    onSearch: rememberInAddress,
  });
  enableArrowKeys(input, place);
  const kind = form.querySelector<HTMLInputElement>(`input[value="${CSS.escape(asked.get('tipo') ?? '')}"]`);
  if (kind) kind.checked = true;
  if (!input.value) input.focus();
  void panel.run();
}
