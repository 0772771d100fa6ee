/** Narrows the bank's page: its questions are in the page already, and stay readable without this. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { href } from '../../components/site/paths.ts';
import { DIFFICULTIES, type Difficulty, KINDS, type Kind } from '../bank/bank.ts';
import type { Journal } from '../log/journal.ts';
import { EVERYTHING, type Filter, readFilter, select, writeFilter } from '../rules/filter.ts';
import { type Asked, entryOf, type QuestionHistory } from '../rules/history.ts';
import { endOfDay } from '../rules/schedule.ts';
import { FilterFields } from './filter-fields.tsx';
import { StorageNotice } from './notices.tsx';
import { pageJournal, type Standing, standingOf } from './session.ts';
import { replaceQuery } from './use-filter.ts';
import './study.css';

interface Card extends Asked {
  subject: string;
  kind: Kind;
  difficulty: Difficulty;
  element: HTMLElement;
}

/** The questions as the page shows them. */
function cardsOnPage(): Card[] {
  return [...document.querySelectorAll<HTMLElement>('[data-questao]')].flatMap((element) => {
    const { questao: id = '', hash = '', assunto: subject = '', tipo, dificuldade } = element.dataset;
    const kind = keyOf(KINDS, tipo);
    const difficulty = keyOf(DIFFICULTIES, dificuldade);
    return kind && difficulty ? [{ element, id, hash, subject, kind, difficulty }] : [];
  });
}

function keyOf<K extends string>(table: Readonly<Record<K, string>>, word = ''): K | undefined {
  for (const key in table) if (key === word) return key;
  return undefined;
}

/** An island may start before the rest of a long page has arrived. Returns what gives up waiting. */
function whenParsed(work: () => void): () => void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', work, { once: true });
  else work();
  return () => document.removeEventListener('DOMContentLoaded', work);
}

interface Props {
  subjects: readonly string[];
  total: number;
}

export function BankFilter({ subjects, total }: Props) {
  const [filter, setFilter] = useState<Filter>(EVERYTHING);
  const [page, setPage] = useState<{ journal: Journal; cards: readonly Card[] }>();
  useEffect(() => {
    setFilter(readFilter(new URLSearchParams(location.search), subjects));
    return whenParsed(() => setPage({ journal: pageJournal(), cards: cardsOnPage() }));
  }, []);
  const change = (next: Filter) => {
    setFilter(next);
    replaceQuery(writeFilter(next, new URLSearchParams(location.search)));
  };
  const query = writeFilter(filter).toString();
  return (
    <div class="estudo filtro-do-banco so-com-script" data-estado={page ? 'pronto' : 'carregando'}>
      {page && <StorageNotice journal={page.journal} />}
      <FilterFields filter={filter} subjects={subjects} disabled={!page} onChange={change} />
      {page ? (
        <Shown {...page} filter={filter} />
      ) : (
        <p class="contagem" role="status">
          {total} questões
        </p>
      )}
      <p class="acoes-estudo">
        <a class="botao cheio" href={href(`/questoes/praticar/${query && `?${query}`}`)}>
          Praticar estas
        </a>
        <button type="button" class="botao" aria-disabled={query === ''} onClick={() => change(EVERYTHING)}>
          Limpar os filtros
        </button>
      </p>
    </div>
  );
}

interface ShownProps {
  journal: Journal;
  cards: readonly Card[];
  filter: Filter;
}

/** Shows and hides the page's questions, and writes on each how the reader stands with it. */
function Shown({ journal, cards, filter }: ShownProps) {
  const standing = useMemo(() => standingOf(journal, cards), [journal, cards]);
  const { value } = standing;
  const latest = useRef(value);
  latest.current = value;
  const shown = select(cards, filter, value.history);

  useEffect(() => {
    const visible = new Set(shown);
    for (const card of cards) {
      card.element.hidden = !visible.has(card);
      label(card, value);
    }
    for (const section of document.querySelectorAll<HTMLElement>('[data-grupo-questoes]')) {
      section.hidden = !section.querySelector('[data-questao]:not([hidden])');
    }
  });

  useEffect(() => {
    const onClick = ({ target }: MouseEvent) => {
      const star = target instanceof Element ? target.closest<HTMLElement>('[data-estrela]') : null;
      const id = star?.closest<HTMLElement>('[data-questao]')?.dataset['questao'];
      if (id)
        journal.append({ kind: 'star', question: id, on: !entryOf(latest.current.history, id).starred });
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, [journal]);

  return (
    <p class="contagem" role="status">
      {shown.length === 1 ? '1 questão' : `${shown.length} questões`}
      {shown.length < cards.length && ` de ${cards.length}`}
    </p>
  );
}

function label({ element, id }: Card, { history, reviews, now }: Standing): void {
  const entry = entryOf(history, id);
  const star = element.querySelector('[data-estrela]');
  if (star && star.ariaPressed !== String(entry.starred)) {
    star.ariaPressed = String(entry.starred);
    write(star.querySelector('[aria-hidden]'), entry.starred ? '★' : '☆');
  }
  const due = reviews.find(({ question }) => question === id)?.due;
  const state = element.querySelector('[data-situacao]');
  write(state, stateOf(entry, due !== undefined && due < endOfDay(now)));
}

/** Text that is there already is not written: each write has the browser lay the question out again. */
function write(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

function stateOf({ attempts, pending, changed }: QuestionHistory, due: boolean): string {
  if (changed) return 'mudou desde a sua resposta';
  if (attempts === 0) return '';
  return `${pending ? '✗ errada' : '✓ acertada'} na última vez${due ? ', rever hoje' : ''}`;
}
