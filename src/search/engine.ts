/** Loads Pagefind's index on the first search and turns its answers into hits of this site. */
import { type Concept, conceptNamed } from './concepts.ts';
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
  /** A concept's definition, plain text: shown instead of the excerpt, as the answer. */
  definition: string | undefined;
  parts: Part[];
}

export interface Answer {
  total: number;
  hits: Hit[];
}

const BASE = import.meta.env.BASE_URL.replace(/\/$/, '');
const EXCERPT_WORDS = 28;
const MAX_PARTS = 3;

interface Index {
  pagefind: Pagefind;
  concepts: Concept[];
}
let loading: Promise<Index> | undefined;

async function load(): Promise<Index> {
  const [pagefind, concepts]: [Pagefind, Concept[]] = await Promise.all([
    import(/* @vite-ignore */ `${BASE}/pagefind/pagefind.js`),
    fetch(`${BASE}/busca/conceitos.json`).then((response) => response.json()),
  ]);
  await pagefind.options({ excerptLength: EXCERPT_WORDS });
  await pagefind.init();
  return { pagefind, concepts };
}

/** Fetches the index ahead of the first search; after a failure, the next call tries again. */
export function prepare(): Promise<Index> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Lessons that have something to find. */
export async function lessonIds(): Promise<string[]> {
  const { pagefind } = await prepare();
  const { aula = {} } = await pagefind.filters();
  return Object.keys(aula);
}

function withoutBase(href: string): string {
  return BASE && href.startsWith(BASE) ? href.slice(BASE.length) : href;
}

function pageHit(page: PagefindPage): Hit {
  const [kind] = page.filters['tipo'] ?? [];
  const [best] = page.sub_results;
  const href = best?.url ?? page.url;
  const headings = page.sub_results.filter((part) => part.url.includes('#'));
  return {
    kind: isKind(kind) ? kind : 'secao',
    title: page.meta['title'] ?? page.url,
    href,
    path: withoutBase(href),
    excerpt: best?.excerpt ?? page.excerpt,
    definition: page.meta['definicao'],
    parts: headings.slice(0, MAX_PARTS).map((part) => ({ title: part.title, href: part.url })),
  };
}

function conceptHit({ title, href, definition }: Concept): Hit {
  return { kind: 'conceito', title, href, path: withoutBase(href), excerpt: '', definition, parts: [] };
}

/**
 * Searches the whole site: the concept of exactly that name first, then Pagefind's order.
 * @param limit how many hits to load; `total` says how many there are.
 * @throws when the index cannot be loaded (it exists only after a build).
 */
export async function search(query: string, filters: Filters, limit: number): Promise<Answer> {
  const { pagefind, concepts } = await prepare();
  const wanted: Record<string, string> = {};
  if (filters.kind) wanted['tipo'] = filters.kind;
  if (filters.lesson) wanted['aula'] = filters.lesson;
  const { results } = await pagefind.search(query, { filters: wanted });
  const pages = await Promise.all(results.slice(0, limit).map((result) => result.data()));
  const hits = pages.map(pageHit);
  const anyConcept = (filters.kind ?? 'conceito') === 'conceito' && !filters.lesson;
  const named = anyConcept ? conceptNamed(query, concepts) : undefined;
  if (!named) return { total: results.length, hits };
  const first = conceptHit(named);
  const rest = hits.filter(({ path }) => path !== first.path);
  return { total: Math.max(results.length, rest.length + 1), hits: [first, ...rest] };
}
