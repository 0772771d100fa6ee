/** Bibliography entries as text: authors in the Brazilian manner, stable external address. */
import { type CollectionEntry, getCollection } from 'astro:content';
import { OTHER_AUTHORS, yearLetters } from '../../content/citation.ts';

export type Work = CollectionEntry<'referencias'>;

const MAX_AUTHORS = 4;

/** "Hu, Edward J.; Shen, Yelong; Wallis, Phillip et al." */
export function authorList(work: Work): string {
  const { autores } = work.data;
  const named = autores.filter((author) => author !== OTHER_AUTHORS);
  if (named.length === autores.length && named.length <= MAX_AUTHORS) return named.join('; ');
  return `${named.slice(0, MAX_AUTHORS - 1).join('; ')} et al.`;
}

let letters: Promise<ReadonlyMap<string, string>> | undefined;

/** The letter after the year of a work, empty where author and year name one work only. */
export async function yearLetter(id: string): Promise<string> {
  letters ??= getCollection('referencias').then(yearLetters);
  return (await letters).get(id) ?? '';
}

/** Where to read the work: arXiv first (open to all), then DOI, then the plain address. */
export function workAddress(work: Work): { url: string; label: string } | undefined {
  const { doi, arxiv, url } = work.data;
  if (arxiv) return { url: `https://arxiv.org/abs/${arxiv}`, label: `arXiv:${arxiv}` };
  if (doi) return { url: `https://doi.org/${doi}`, label: `doi:${doi}` };
  return url ? { url, label: new URL(url).hostname } : undefined;
}

/** Works in the order of the bibliography: first author, then year, then title. */
export function byAuthor(a: Work, b: Work): number {
  return (
    (a.data.autores[0] ?? '').localeCompare(b.data.autores[0] ?? '', 'pt-BR') ||
    a.data.ano - b.data.ano ||
    a.data.titulo.localeCompare(b.data.titulo, 'pt-BR')
  );
}

/** What a reader in a hurry calls it: the name before the colon, first author and year, arXiv id. */
export function searchNames({ data: { titulo, autores, ano, arxiv } }: Work): string[] {
  const [short, ...subtitle] = titulo.split(': ');
  const surname = autores[0]?.split(',')[0];
  return [subtitle.length > 0 ? short : undefined, surname && `${surname} ${ano}`, arxiv].filter(
    (name) => name !== undefined,
  );
}
