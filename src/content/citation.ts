/** How a work is named in the running text. */
import type { Obra } from './schemas.ts';

const surname = (author: string) => author.split(',')[0]?.trim() ?? author;

/** Written last in the list of authors, for those that are not named one by one. */
export const OTHER_AUTHORS = 'outros';

/** "Hu et al., 2021", "Li e Liang, 2021", "Biderman, 2024". */
export function citationText(work: Pick<Obra, 'autores' | 'ano'>): string {
  const [first = '', second, ...others] = work.autores.map(surname);
  if (others.length > 0 || second === OTHER_AUTHORS) return `${first} et al., ${work.ano}`;
  return second ? `${first} e ${second}, ${work.ano}` : `${first}, ${work.ano}`;
}
