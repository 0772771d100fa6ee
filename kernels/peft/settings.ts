import { quoted } from '../formats/error.ts';
import type { Fields } from '../formats/fields.ts';
import { ALL_PROJECTIONS, isProjection, type Projection } from '../formats/model.ts';

/** The setting `targets`, in the order of the forward pass. @throws FormatError in Portuguese */
export function readTargets(fields: Fields, fallback: readonly Projection[]): Projection[] {
  const names = fields.texts('targets') ?? fallback;
  const stray = names.find((name) => !isProjection(name));
  if (stray !== undefined) {
    fields.refuse('targets', `o módulo ${quoted(stray)} não existe; use ${ALL_PROJECTIONS.join(', ')}.`);
  }
  if (names.length === 0) fields.refuse('targets', 'escolha ao menos um módulo.');
  return ALL_PROJECTIONS.filter((projection) => names.includes(projection));
}
