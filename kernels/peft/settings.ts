import { quoted } from '../formats/error.ts';
import type { Fields } from '../formats/fields.ts';
import { ALL_PROJECTIONS, isProjection, type Projection } from '../formats/llama-weights.ts';

/**
 * A list of target modules, in the order of the forward pass (`peft` keeps them as a set, so a file's order means
 * nothing); `all-linear` means all seven.
 * @throws FormatError in Portuguese
 */
export function readTargets(
  fields: Fields,
  fallback: readonly Projection[],
  key = 'targets',
): readonly Projection[] {
  if (fields.raw(key) === 'all-linear') return ALL_PROJECTIONS;
  if (typeof fields.raw(key) === 'string') {
    fields.refuse(key, 'expressões regulares não são suportadas; use uma lista de nomes ou "all-linear".');
  }
  const names = fields.texts(key) ?? fallback;
  const stray = names.find((name) => !isProjection(name));
  if (stray !== undefined) {
    fields.refuse(key, `o módulo ${quoted(stray)} não existe; use ${ALL_PROJECTIONS.join(', ')}.`);
  }
  if (names.length === 0) fields.refuse(key, 'escolha ao menos um módulo.');
  return ALL_PROJECTIONS.filter((projection) => names.includes(projection));
}
