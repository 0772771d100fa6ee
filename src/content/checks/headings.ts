/** Headings start at `##` and go down one level at a time; ids of a page are unique. */
import { visit } from 'unist-util-visit';
import { chosenId } from '../../markdown/headings.ts';
import { anchorsOf } from '../library.ts';
import { ID_PATTERN } from '../schemas.ts';
import type { Page } from './page.ts';

export function checkHeadings({ tree, report }: Page): void {
  let previous = 1;
  visit(tree, 'heading', (heading) => {
    const marks = '#'.repeat(heading.depth);
    const at = heading.position?.start;
    if (heading.depth === 1) {
      report(
        at,
        'Título de nível 1 no texto.',
        'O título da página vem de “titulo”; no texto, comece em ##.',
      );
    } else if (heading.depth > previous + 1) {
      const expected = '#'.repeat(previous + 1);
      report(at, `O título pula de nível: ${marks} depois de ${'#'.repeat(previous)}.`, `Use ${expected}.`);
    }
    previous = heading.depth;
    const chosen = chosenId(heading);
    if (chosen !== undefined && !ID_PATTERN.test(chosen)) {
      report(
        at,
        `O id “${chosen}” não serve de endereço.`,
        'Use letras minúsculas sem acento, algarismos e hifens.',
      );
    }
  });
}

export function checkDuplicateIds({ tree, report }: Page): void {
  const seen = new Map<string, number>();
  for (const { id, item, at } of anchorsOf(tree)) {
    const first = seen.get(id);
    if (first === undefined) seen.set(id, at?.line ?? 1);
    else if (item)
      report(at, `O item ${item} já foi marcado na linha ${first}.`, 'Marque cada item uma vez por página.');
    else {
      report(
        at,
        `O id “${id}” já existe na linha ${first}.`,
        'Mude o texto do título, ou fixe outro id com {/* #id */} no fim dele.',
      );
    }
  }
}
