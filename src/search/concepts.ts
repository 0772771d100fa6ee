/** Exact names: what is asked by a concept's own name (or alias, or English) gets that concept first. */

/** One glossary term in `/busca/conceitos.json`. */
export interface Concept {
  /** Address under the base path. */
  href: string;
  title: string;
  definition: string;
  /** Every name that it goes by, in `plainName` form. */
  names: string[];
}

/** "Quantização dupla " -> "quantizacao dupla": accents, case and outer punctuation aside. */
export function plainName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9+]+/g, ' ')
    .trim();
}

/** The concept that is called exactly what was typed, if there is one. */
export function conceptNamed(query: string, concepts: readonly Concept[]): Concept | undefined {
  const wanted = plainName(query);
  const isTitle = (concept: Concept) => plainName(concept.title) === wanted;
  return concepts.find(isTitle) ?? concepts.find(({ names }) => names.includes(wanted));
}
