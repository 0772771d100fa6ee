/** A filter that lives in the address of the page. */
import { useMemo, useState } from 'preact/hooks';
import { type Filter, readFilter, writeFilter } from '../rules/filter.ts';

export function useFilter(subjects: readonly string[]): [Filter, (filter: Filter) => void] {
  const start = useMemo(() => readFilter(new URLSearchParams(location.search), subjects), []);
  const [filter, setFilter] = useState(start);
  const change = (next: Filter) => {
    setFilter(next);
    const params = writeFilter(next, new URLSearchParams(location.search));
    params.delete('q');
    replaceQuery(params);
  };
  return [filter, change];
}

/** Puts the parameters into the address without a new entry in the history; commas stay readable. */
export function replaceQuery(params: URLSearchParams): void {
  const query = params.toString().replaceAll('%2C', ',');
  history.replaceState(history.state, '', location.pathname + (query && `?${query}`) + location.hash);
}
