/** How a work is named in the running text. */
import type { Obra } from './schemas.ts';

const surname = (author: string) => author.split(',')[0]?.trim() ?? author;

/** Written last in the list of authors, for those that are not named one by one. */
export const OTHER_AUTHORS = 'outros';

/** "Hu et al., 2021", "Li e Liang, 2021", "Biderman, 2024"; with a letter, "Liu et al., 2021a". */
export function citationText({ autores, ano }: Pick<Obra, 'autores' | 'ano'>, letter = ''): string {
  const [first = '', second, ...others] = autores.map(surname);
  const year = `${ano}${letter}`;
  if (others.length > 0 || second === OTHER_AUTHORS) return `${first} et al., ${year}`;
  return second ? `${first} e ${second}, ${year}` : `${first}, ${year}`;
}

/** Letter after the year, by id, of works that the text would otherwise call by one name: a, b, … in order of title. */
export function yearLetters(
  works: readonly { readonly id: string; readonly data: Pick<Obra, 'autores' | 'ano' | 'titulo'> }[],
): ReadonlyMap<string, string> {
  const namesakes = Map.groupBy(works, ({ data }) => citationText(data));
  return new Map(
    [...namesakes.values()]
      .filter(({ length }) => length > 1)
      .flatMap((group) =>
        group
          .toSorted((a, b) => a.data.titulo.localeCompare(b.data.titulo, 'pt-BR'))
          .map(({ id }, index) => [id, String.fromCodePoint(97 + index)] as const),
      ),
  );
}
