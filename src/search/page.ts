/** Brings `/busca/?q=…&tipo=…` to life: the form holds the state, the address follows it. */
import type { Query } from './panel.ts';

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

async function start(place: HTMLElement, form: HTMLFormElement, input: HTMLInputElement): Promise<void> {
  const asked = new URLSearchParams(location.search);
  input.value = asked.get('q') ?? '';
  if (!input.value) input.focus();
  // What searches is as heavy as the rest of the page: the form is there before it.
  const { createPanel, enableArrowKeys } = await import('./panel.ts');
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
  await panel.run();
}

const place = document.querySelector<HTMLElement>('[data-pagina-busca]');
const form = place?.querySelector('form');
const input = place?.querySelector<HTMLInputElement>('input[name="q"]');
if (place && form && input) void start(place, form, input);
