/** The search interface itself, the same in the dialog and on the page: filters, status, list of results. */
import { element, markedText } from './dom.ts';
import { type Answer, type Filters, type Hit, lessonIds, prepare, search } from './engine.ts';
import { isKind, KIND_LABELS, KINDS } from './kinds.ts';

export interface Query extends Filters {
  text: string;
}

export interface PanelOptions {
  form: HTMLFormElement;
  input: HTMLInputElement;
  /** Where filters, status and list are put. */
  into: HTMLElement;
  /** Results loaded at a time. */
  pageSize: number;
  /** Called after each search has been drawn. */
  onSearch?: (query: Query) => void;
}

const TYPING_PAUSE_MS = 120;
const NO_INDEX = import.meta.env.DEV
  ? 'O índice da busca ainda não existe: ele nasce com "npm run build". Depois da construção, a busca também funciona aqui na prévia.'
  : 'Não consegui carregar o índice da busca. Confira a conexão e tente de novo.';

function resultItem(hit: Hit): HTMLLIElement {
  const link = element('a', { href: hit.href }, hit.title);
  const item = element(
    'li',
    { 'data-tipo': hit.kind, 'data-url': hit.path },
    element(
      'p',
      { class: 'resultado-titulo' },
      link,
      ' ',
      element('span', { class: 'etiqueta' }, KIND_LABELS[hit.kind]),
    ),
    element('p', { class: 'resultado-trecho' }, hit.definition ?? markedText(hit.excerpt)),
  );
  if (hit.parts.length > 0) {
    const parts = element('p', { class: 'resultado-partes' });
    for (const part of hit.parts) parts.append(element('a', { href: part.href }, part.title), ' ');
    item.append(parts);
  }
  return item;
}

function summary({ total }: Answer, text: string): string {
  if (total === 0) return `Nada encontrado para “${text}”. Confira a grafia ou tente uma palavra só.`;
  return total === 1 ? '1 resultado' : `${total} resultados`;
}

function kindFilter(): HTMLFieldSetElement {
  const field = element(
    'fieldset',
    { class: 'filtros' },
    element('legend', { class: 'oculto' }, 'Tipo de resultado'),
  );
  for (const [value, label] of [['', 'Tudo'], ...KINDS.map((kind) => [kind, KIND_LABELS[kind]])]) {
    if (value === undefined || label === undefined) continue;
    const radio = element('input', { type: 'radio', name: 'tipo', value, checked: value === '' });
    field.append(element('label', {}, radio, label));
  }
  return field;
}

/** Adds the choice of lesson once there is more than one to choose from. */
async function addLessonFilter(field: HTMLElement): Promise<void> {
  const lessons = await lessonIds();
  if (lessons.length < 2) return;
  const select = element(
    'select',
    { name: 'aula', 'aria-label': 'Aula' },
    element('option', { value: '' }, 'Todas as aulas'),
  );
  for (const id of lessons) select.append(element('option', { value: id }, `Aula ${id.replace('-', ': ')}`));
  field.append(select);
}

/**
 * Turns a plain search form into live search.
 * @returns `run`, which searches for what the form now holds.
 */
export function createPanel({ form, input, into, pageSize, onSearch }: PanelOptions): {
  run: () => Promise<void>;
} {
  const filters = kindFilter();
  const status = element('p', { role: 'status', class: 'busca-estado' });
  const list = element('ol', { 'data-resultados': true, class: 'resultados' });
  const more = element('button', { type: 'button', class: 'botao', hidden: true }, 'Mostrar mais');
  form.append(filters);
  into.append(status, list, more);
  const lessonChoice = prepare().then(() => addLessonFilter(filters));
  // A missing index is reported by the search itself, where the reader is looking.
  lessonChoice.catch(() => undefined);

  let limit = pageSize;
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const currentQuery = (): Query => {
    const data = new FormData(form);
    const kind = data.get('tipo');
    return {
      text: input.value.trim(),
      kind: isKind(kind) ? kind : undefined,
      lesson: data.get('aula')?.toString() || undefined,
    };
  };

  const run = async (): Promise<void> => {
    const turn = ++latest;
    const query = currentQuery();
    list.removeAttribute('data-pronto');
    try {
      const answer = query.text ? await search(query.text, query, limit) : { total: 0, hits: [] };
      if (turn !== latest) return;
      list.replaceChildren(...answer.hits.map(resultItem));
      status.textContent = query.text ? summary(answer, query.text) : '';
      more.hidden = answer.hits.length >= answer.total;
    } catch {
      if (turn !== latest) return;
      list.replaceChildren();
      status.textContent = NO_INDEX;
    }
    list.setAttribute('data-pronto', '');
    onSearch?.(query);
  };

  const runSoon = () => {
    clearTimeout(timer);
    limit = pageSize;
    timer = setTimeout(() => void run(), TYPING_PAUSE_MS);
  };
  form.addEventListener('input', runSoon);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    void run();
  });
  more.addEventListener('click', () => {
    limit += pageSize;
    void run();
  });
  return { run };
}

/** Arrow keys walk from the input through the results and back. */
export function enableArrowKeys(input: HTMLInputElement, panel: HTMLElement): void {
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops: HTMLElement[] = [input, ...panel.querySelectorAll<HTMLElement>('.resultado-titulo a')];
    const focused = document.activeElement;
    const here = focused instanceof HTMLElement ? stops.indexOf(focused) : -1;
    if (here === -1) return;
    event.preventDefault();
    stops[here + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  });
}
