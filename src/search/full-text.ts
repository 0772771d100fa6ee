/** Pagefind behind the index of answers: the whole text of the pages, for phrases and for what the index leaves out. */

import { href } from '../components/site/paths.ts';

/** The part of Pagefind's browser interface that the site uses. */
interface Pagefind {
  init(): Promise<void>;
  options(options: { excerptLength: number }): Promise<void>;
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

/** A page whose text matches. */
export interface TextMatch {
  kind: string | undefined;
  title: string;
  /** Address under the base path, with the fragment of the best passage. */
  href: string;
  /** Heading of that passage, when it is not the page's title. */
  part: string | undefined;
  /** Text around the match, with `<mark>`; everything else is escaped by Pagefind. */
  excerpt: string;
}

const EXCERPT_WORDS = 28;
let loading: Promise<Pagefind> | undefined;

async function load(): Promise<Pagefind> {
  const pagefind: Pagefind = await import(/* @vite-ignore */ href('/pagefind/pagefind.js'));
  await pagefind.options({ excerptLength: EXCERPT_WORDS });
  await pagefind.init();
  return pagefind;
}

/**
 * Has the full text's program at hand.
 * @throws when it cannot be loaded; the next call tries again
 */
export function prepareText(): Promise<Pagefind> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

function toMatch({ url, excerpt, meta, filters, sub_results: [best] }: PagefindPage): TextMatch {
  const title = meta['title'] ?? url;
  return {
    kind: filters['tipo']?.[0],
    title,
    href: best?.url ?? url,
    part: best && best.title !== title ? best.title : undefined,
    excerpt: best?.excerpt ?? excerpt,
  };
}

/**
 * Searches the text of the pages.
 * @param query words, or a phrase between quotation marks
 * @param filters `tipo` and `aula`, as the pages are marked
 * @throws when the index cannot be loaded; the next call tries again
 */
export async function searchText(
  query: string,
  filters: Record<string, string>,
  limit: number,
): Promise<TextMatch[]> {
  const { results } = await (await prepareText()).search(query, { filters });
  const pages = await Promise.all(results.slice(0, limit).map((result) => result.data()));
  return pages.map(toMatch);
}
