/** The live state of one lab on a page. */
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { decodeState, encodeState } from './permalink.ts';
import { accepts, type StateOf, stateOf, type Table, type Value } from './rows.ts';

export interface LabStore<T extends Table> {
  readonly table: T;
  readonly state: ReadonlySignal<StateOf<T>>;
  /** False until the browser has taken over the page written at build time. */
  readonly ready: Signal<boolean>;
  /** What a permalink asked for and did not get, in Portuguese. */
  readonly notices: Signal<readonly string[]>;
  /** @throws Error when the row does not accept the value */
  set: (name: string, value: Value) => void;
  update: (patch: Partial<StateOf<T>>) => void;
  /** Back to what the page started with. */
  reset: () => void;
}

/** Safari refuses more than 100 address changes in 30 seconds: a slider that is dragged writes once it rests. */
const ADDRESS_DELAY_MS = 350;

function createStore<T extends Table>(table: T, start: StateOf<T>): LabStore<T> {
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
      replace({ [name]: value });
    },
    update: replace,
    reset: () => {
      state.value = start;
    },
  };
}

/**
 * Store of a lab that starts in `start`. On the lab's own page the address tells the state and follows it;
 * elsewhere the address belongs to the page and is left alone.
 */
export function useLabStore<T extends Table>(table: T, start: StateOf<T>, ownPage: boolean): LabStore<T> {
  // Made once: the attributes of an island never change.
  const store = useMemo(() => createStore(table, start), []);
  useEffect(() => {
    store.ready.value = true;
    if (!ownPage) return;
    const readAddress = () => {
      const told = decodeState(table, new URLSearchParams(location.search));
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
  }, [store, table, ownPage]);
  return store;
}

function writeAddress<T extends Table>(store: LabStore<T>): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const stop = effect(() => {
    const query = encodeState(store.table, store.state.value).toString();
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
