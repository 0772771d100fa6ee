/** Why a result was found, when what is shown of it has none of the words: a stretch of its text, or a question it answers. */
import { href } from '../components/site/paths.ts';
import { type Entry, type EntryTexts, textsPath } from './entries.ts';
import { excerpt, marked, type Piece, richest, richness } from './highlight.ts';

export interface Quote {
  pieces: Piece[];
  /** A question of readers, which the result answers in other words. */
  isAsked: boolean;
  /** Takes the place of the summary; a definition and a statement stay, and the quote comes after them. */
  isInstead: boolean;
}

const files = new Map<string, Promise<Record<string, EntryTexts>>>();

/** Texts of the entries of a file; none when it cannot be fetched. */
function fetchTexts(path: `/${string}`): Promise<Record<string, EntryTexts>> {
  const known = files.get(path);
  if (known) return known;
  const fetched = fetch(href(path))
    .then((response): Promise<Record<string, EntryTexts>> | Record<string, never> =>
      response.ok ? response.json() : {},
    )
    .catch(() => ({}));
  files.set(path, fetched);
  return fetched;
}

/**
 * Fetches what to quote.
 * @param passage number of the passage that has most of the query, tried before the others; -1 for none
 * @returns undefined when nothing of the entry shows the words, or the file cannot be had
 */
export async function quoteFor(
  { path, kind }: Entry,
  passage: number,
  stems: ReadonlySet<string>,
): Promise<Quote | undefined> {
  const { passages = [], asked = [] } = (await fetchTexts(textsPath(path)))[path] ?? {};
  const likeliest = passages[passage];
  const text = richest(likeliest ? [likeliest] : [], stems) ?? richest(passages, stems);
  const question = richest(asked, stems);
  if (question && (!text || richness(question, stems) > richness(text, stems)))
    return { pieces: marked(question, stems), isAsked: true, isInstead: false };
  if (!text) return undefined;
  const isInstead = kind === 'secao' || kind === 'pagina' || kind === 'laboratorio';
  return { pieces: marked(excerpt(text, stems), stems), isAsked: false, isInstead };
}
