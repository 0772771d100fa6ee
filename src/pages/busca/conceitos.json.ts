/** The glossary's names and definitions for the search, fetched only when a search opens. */
import type { APIRoute } from 'astro';
import { href } from '../../components/site/paths.ts';
import { loadTerms } from '../../components/site/terms.ts';
import { type Concept, plainName } from '../../search/concepts.ts';

export const GET: APIRoute = async () => {
  const concepts = (await loadTerms()).map(({ id, data }): Concept => {
    const names = [data.pt, ...data.en, ...data.sinonimos, ...(data.sigla ? [data.sigla] : [])];
    return {
      href: href(`/glossario/${id}/`),
      title: data.pt,
      definition: data.definicao,
      names: [...new Set(names.map(plainName))],
    };
  });
  return Response.json(concepts);
};
