/** The search interface itself, the same in the dialog and on the page: filters, status, list of results. */
import { element, markedText } from './dom.ts';
import { type Answer, type Filters, type Hit, lessonIds, prepare, search } from './engine.ts';
import { isKind, KIND_LABELS, KINDS } from './kinds.ts';
import type { Quote } from './quote.ts';

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
  /** Called when Enter has been pressed and its search drawn. */
  afterSubmit?: () => void;
}

/** Results are drawn at each letter; what costs a fetch or speaks aloud waits until the typing pauses. */
const PAUSE_MS = 150;
const NOTHING_TYPED =
  'Vale sigla, inglês, palavra sem acento, fórmula (delta w = ba), frase entre aspas ou pergunta (diferença entre lora e qlora).';
const NO_INDEX = import.meta.env.DEV
  ? 'O índice da busca ainda não existe: ele nasce com "npm run build". Depois da construção, a busca também funciona aqui na prévia.'
  : 'Não consegui carregar o índice da busca. Confira a conexão e tente de novo.';

function resultItem(hit: Hit): HTMLLIElement {
  const title = element(
    'p',
    { class: 'resultado-titulo' },
    element('a', { href: hit.href }, ...markedText(hit.title)),
    ' ',
    element('span', { class: 'etiqueta' }, KIND_LABELS[hit.kind]),
  );
  if (hit.isAnswer && hit.english)
    title.append(' ', element('span', { class: 'ingles', lang: 'en' }, ...markedText(hit.english)));
  const item = element('li', { 'data-tipo': hit.kind, 'data-url': hit.path }, title);
  if (hit.isAnswer) item.classList.add('resposta');
  if (hit.part) item.append(element('p', { class: 'resultado-parte' }, 'em “', ...markedText(hit.part), '”'));
  if (hit.called)
    item.append(element('p', { class: 'resultado-parte' }, 'também “', ...markedText(hit.called), '”'));
  if (hit.text.length > 0) item.append(element('p', { class: 'resultado-trecho' }, ...markedText(hit.text)));
  return item;
}

function showQuote({ pieces, isAsked, isInstead }: Quote, item: HTMLElement | undefined): void {
  const text = item?.querySelector('.resultado-trecho');
  if (isInstead && text) text.replaceChildren(...markedText(pieces));
  else {
    const [before, after] = isAsked ? ['responde a “', '”'] : ['“', '”'];
    item?.append(element('p', { class: 'resultado-parte' }, before, ...markedText(pieces), after));
  }
}

function summary({ total, mended, onlyNear }: Answer, text: string): string {
  if (onlyNear) return `Nada encontrado para “${text}”. Os nomes mais parecidos do site:`;
  const count = total === 1 ? '1 resultado' : `${total} resultados`;
  return mended ? `${count} para “${mended}”` : count;
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
export function createPanel({ form, input, into, pageSize, onSearch, afterSubmit }: PanelOptions): {
  run: () => Promise<void>;
} {
  const filters = kindFilter();
  const status = element('p', { role: 'status', class: 'busca-estado' });
  const list = element('ol', { 'data-resultados': true, class: 'resultados' });
  const more = element('button', { type: 'button', class: 'botao', hidden: true }, 'Mostrar mais');
  form.append(filters);
  into.append(status, list, more);
  status.textContent = NOTHING_TYPED;
  const lessonChoice = prepare().then(() => addLessonFilter(filters));
  // A missing index is reported by the search itself, where the reader is looking.
  lessonChoice.catch(() => undefined);

  let limit = pageSize;
  let latest = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;

  const currentQuery = (): Query => {
    const data = new FormData(form);
    const kind = data.get('tipo');
    return {
      text: input.value.trim(),
      kind: isKind(kind) ? kind : undefined,
      lesson: data.get('aula')?.toString() || undefined,
    };
  };

  /** Quotes what answers, where what is shown has none of the words. */
  const quote = async (hits: readonly Hit[], items: readonly HTMLElement[]): Promise<void> => {
    await Promise.all(
      hits.map(async (hit, index) => {
        const found = await hit.quote?.();
        if (found) showQuote(found, items[index]);
      }),
    );
  };

  const run = async (): Promise<void> => {
    const turn = ++latest;
    const query = currentQuery();
    clearTimeout(pause);
    list.removeAttribute('data-pronto');
    let said = NOTHING_TYPED;
    let hits: Hit[] = [];
    try {
      const answer = query.text ? await search(query.text, query, limit) : undefined;
      if (turn !== latest) return;
      if (answer) said = summary(answer, query.text);
      hits = answer?.hits ?? [];
      more.hidden = !answer || hits.length >= answer.total;
    } catch {
      if (turn !== latest) return;
      said = NO_INDEX;
    }
    const items = hits.map(resultItem);
    list.replaceChildren(...items);
    list.setAttribute('data-pronto', '');
    pause = setTimeout(() => {
      status.textContent = said;
      void quote(hits, items);
      onSearch?.(query);
    }, PAUSE_MS);
  };

  form.addEventListener('input', () => {
    limit = pageSize;
    void run();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void run().then(afterSubmit);
  });
  more.addEventListener('click', async () => {
    const shown = list.children.length;
    limit += pageSize;
    await run();
    list.children[shown]?.querySelector('a')?.focus();
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
