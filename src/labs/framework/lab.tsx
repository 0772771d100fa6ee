/**
 * The shell of every lab: title, what you will see, form, results, live region, error panel and permalink.
 * Its root element says the state of the lab in attributes, for tests and for assistive tools.
 */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useKeptFocus } from '../../client/kept-focus.ts';
import { Announcer } from './announcer.tsx';
import { CopyLink } from './copy-link.tsx';
import { LabForm } from './form.tsx';
import { HeadingLevel } from './heading.tsx';
import type { Table } from './rows.ts';
import type { LabStore } from './store.ts';
import './lab.css';

/** Where a lab stands, as its root element says it in attributes. */
export interface LabStatus {
  state: 'parado' | 'carregando' | 'treinando' | 'pausado' | 'pronto' | 'erro';
  /** Training step, where there is one. */
  step?: number | undefined;
  /** Latest loss, where there is one. */
  loss?: number | undefined;
  device?: 'webgpu' | 'wasm' | undefined;
}

/** An error as a person needs it: what happened, and what to do. */
export interface LabError {
  what: string;
  remedy: string;
}

/** Where a lab stands: every lab takes these from its tag or its page. */
export interface LabPlace {
  /** Address of the lab's own page, base path included. */
  pagePath: string;
  /** Whether this is that page. */
  ownPage: boolean;
}

interface Props<T extends Table> extends LabPlace {
  /** Id in the list of labs. */
  id: string;
  title: string;
  /** What the reader will see, in a sentence or two. */
  intro: string;
  store: LabStore<T>;
  status: LabStatus;
  /** What a screen reader hears, once the reader rests, when results change. */
  announcement: string;
  /** The one result that stays in sight on a phone while controls are moved. */
  headline?: ComponentChildren;
  error?: LabError | undefined;
  /** Groups of controls in the form of the shell; all when absent. */
  groups?: readonly string[] | undefined;
  /** Groups that start folded. */
  folded?: readonly string[] | undefined;
  locked?: boolean | undefined;
  /** The results. */
  children: ComponentChildren;
}

export function Lab<T extends Table>({ store, pagePath, ownPage, status, error, ...props }: Props<T>) {
  const titleId = useId();
  const root = useKeptFocus<HTMLElement>();
  const permalink = () => {
    const query = store.query();
    return pagePath + (query && `?${query}`);
  };
  return (
    <section
      ref={root}
      class="lab"
      aria-labelledby={ownPage ? undefined : titleId}
      aria-label={ownPage ? props.title : undefined}
      data-laboratorio={props.id}
      data-estado={status.state}
      data-passo={status.step}
      data-perda={status.loss}
      data-dispositivo={status.device}
      data-pagefind-ignore
    >
      {!ownPage && (
        <header class="lab-cabeca">
          <p class="sobretitulo">Laboratório</p>
          <h3 id={titleId}>{props.title}</h3>
          <p>{props.intro}</p>
        </header>
      )}
      <p class="lab-aviso so-sem-script">
        Sem JavaScript, os controles não respondem: o que se vê é o resultado da configuração inicial.
      </p>
      <Notices store={store} />
      {error && (
        <div class="lab-erro" role="alert">
          <b>{error.what}</b> {error.remedy}
        </div>
      )}
      <div class="lab-corpo">
        <LabForm store={store} groups={props.groups} folded={props.folded} locked={props.locked} resettable />
        <HeadingLevel.Provider value={ownPage ? 2 : 4}>
          <div class="lab-resultado">{props.children}</div>
        </HeadingLevel.Provider>
      </div>
      {props.headline && <p class="lab-destaque">{props.headline}</p>}
      <footer class="lab-pe">
        <CopyLink address={permalink} />
        {!ownPage && <a href={pagePath}>Abrir o laboratório em página própria</a>}
      </footer>
      <Announcer text={props.announcement} />
    </section>
  );
}

function Notices<T extends Table>({ store }: { store: LabStore<T> }) {
  const notices = store.notices.value;
  if (notices.length === 0) return null;
  return (
    <div class="lab-aviso" role="status">
      <p>O link pedia algo que este laboratório não aceita:</p>
      <ul>
        {notices.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
      <button
        type="button"
        class="botao"
        onClick={() => {
          store.notices.value = [];
        }}
      >
        Entendi
      </button>
    </div>
  );
}
