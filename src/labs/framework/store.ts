/** The live state of one lab on a page. */
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { decodeFollowed, encodeState } from './permalink.ts';
import { accepts, type Follow, type StateOf, stateOf, type Table, type Value } from './rows.ts';

/** The state of a lab, as its controls and its results read and change it. */
export interface LabStore<T extends Table> {
  readonly table: T;
  readonly state: ReadonlySignal<StateOf<T>>;
  /** False until the browser has taken over the page written at build time. */
  readonly ready: Signal<boolean>;
  /** What a permalink asked for and did not get, in Portuguese. */
  readonly notices: Signal<readonly string[]>;
  /** Changes a value and, if other rows follow it, those too. @throws Error when the row does not accept the value */
  set: (name: string, value: Value) => void;
  update: (patch: Partial<StateOf<T>>) => void;
  /** Back to what the page started with. */
  reset: () => void;
  /** The state as the query of a permalink, without question mark. */
  query: () => string;
}

/** Safari refuses more than 100 address changes in 30 seconds: a slider that is dragged writes once it rests. */
const ADDRESS_DELAY_MS = 350;

function createStore<T extends Table>(
  table: T,
  start: StateOf<T>,
  follow: Follow<T> | undefined,
): LabStore<T> {
  const state = signal(start);
  const replace = (patch: Readonly<Record<string, unknown>>) => {
    state.value = stateOf(table, { ...state.value, ...patch });
  };
  return {
    table,
    state,
    ready: signal(false),
    notices: signal([]),
    set: (name, value) => {
      const row = table[name];
      if (!row || !accepts(row, value)) throw new Error(`lab state: "${name}" refuses ${value}`);
      const followed = follow?.rows.some((one) => one === name) ? follow : undefined;
      const next = stateOf(table, { ...state.value, [name]: value });
      state.value = stateOf(table, { ...next, ...followed?.defaults(next) });
    },
    update: replace,
    reset: () => {
      state.value = start;
    },
    query: () => encodeState(table, state.value, follow).toString(),
  };
}

/**
 * Store of a lab that starts in `start`. On the lab's own page the address tells the state and follows it;
 * elsewhere the address belongs to the page and is left alone.
 */
export function useLabStore<T extends Table>(
  table: T,
  start: StateOf<T>,
  ownPage: boolean,
  follow?: Follow<T>,
): LabStore<T> {
  // Made once: the attributes of an island never change.
  const store = useMemo(() => createStore(table, start, follow), []);
  useEffect(() => {
    store.ready.value = true;
    if (!ownPage) return;
    const readAddress = () => {
      const told = decodeFollowed(table, new URLSearchParams(location.search), follow);
      store.update(told.state);
      store.notices.value = told.notices;
    };
    readAddress();
    addEventListener('popstate', readAddress);
    const stopWriting = writeAddress(store);
    return () => {
      removeEventListener('popstate', readAddress);
      stopWriting();
    };
  }, [store, table, ownPage, follow]);
  return store;
}

function writeAddress<T extends Table>(store: LabStore<T>): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const stop = effect(() => {
    const query = store.query();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const address = location.pathname + (query && `?${query}`) + location.hash;
      history.replaceState(history.state, '', address);
    }, ADDRESS_DELAY_MS);
  });
  return () => {
    clearTimeout(waiting);
    stop();
  };
}
