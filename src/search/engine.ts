/** Loads Pagefind's index on the first search and turns its answers into hits of this site. */
import { isKind, type Kind } from './kinds.ts';

/** The part of Pagefind's browser interface that the site uses. */
interface Pagefind {
  init(): Promise<void>;
  options(options: { excerptLength: number }): Promise<void>;
  filters(): Promise<Record<string, Record<string, number>>>;
  search(query: string, options: { filters: Record<string, string> }): Promise<{ results: PagefindResult[] }>;
}
interface PagefindResult {
  data(): Promise<PagefindPage>;
}
interface PagefindPage {
  url: string;
  excerpt: string;
  meta: Record<string, string>;
  filters: Record<string, string[]>;
  sub_results: { title: string; url: string; excerpt: string }[];
}

/** Narrowing of a search: one kind, one lesson, or everything. */
export interface Filters {
  kind?: Kind | undefined;
  lesson?: string | undefined;
}

/** A heading inside a result's page that also matches. */
export interface Part {
  title: string;
  href: string;
}

export interface Hit {
  kind: Kind;
  title: string;
  /** Address under the base path, with fragment. */
  href: string;
  /** The same without the base path: stable wherever the site is deployed. */
  path: string;
  /** Text around the match, with `<mark>`; everything else is escaped by Pagefind. */
  excerpt: string;
  parts: Part[];
}

export interface Answer {
  total: number;
  hits: Hit[];
}

const BASE = import.meta.env.BASE_URL.replace(/\/$/, '');
const EXCERPT_WORDS = 28;
const MAX_PARTS = 3;
let loading: Promise<Pagefind> | undefined;

async function load(): Promise<Pagefind> {
  const pagefind: Pagefind = await import(/* @vite-ignore */ `${BASE}/pagefind/pagefind.js`);
  await pagefind.options({ excerptLength: EXCERPT_WORDS });
  await pagefind.init();
  return pagefind;
}

/** Fetches the index ahead of the first search; a failure is retried by the next call. */
export function prepare(): Promise<Pagefind> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Lessons that have something to find, with their number of records. */
export async function lessonIds(): Promise<string[]> {
  const { aula = {} } = await (await prepare()).filters();
  return Object.keys(aula);
}

function toHit(page: PagefindPage): Hit {
  const [kind] = page.filters['tipo'] ?? [];
  const title = page.meta['title'] ?? page.url;
  const [best] = page.sub_results;
  const href = best?.url ?? page.url;
  const headings = page.sub_results.filter((part) => part.url.includes('#'));
  return {
    kind: isKind(kind) ? kind : 'secao',
    title,
    href,
    path: BASE && href.startsWith(BASE) ? href.slice(BASE.length) : href,
    excerpt: best?.excerpt ?? page.excerpt,
    parts: headings.slice(0, MAX_PARTS).map((part) => ({ title: part.title, href: part.url })),
  };
}

/**
 * Searches the whole site.
 * @param limit how many hits to load; `total` says how many there are.
 * @throws when the index cannot be loaded (it exists only after a build).
 */
export async function search(query: string, filters: Filters, limit: number): Promise<Answer> {
  const pagefind = await prepare();
  const wanted: Record<string, string> = {};
  if (filters.kind) wanted['tipo'] = filters.kind;
  if (filters.lesson) wanted['aula'] = filters.lesson;
  const { results } = await pagefind.search(query, { filters: wanted });
  const pages = await Promise.all(results.slice(0, limit).map((result) => result.data()));
  return { total: results.length, hits: pages.map(toHit) };
}
