/** "Did you mean": the known name closest to a mistyped one. */
import { closest, distance } from 'fastest-levenshtein';

/** "Você quis dizer <Nota>?", or an empty text when nothing known is close. */
export function nearest(
  written: string,
  known: Iterable<string>,
  show: (name: string) => string = (name) => name,
): string {
  const candidates = [...known];
  if (candidates.length === 0) return '';
  const best = closest(written, candidates);
  const limit = Math.ceil(written.length / 3);
  return distance(written.toLowerCase(), best.toLowerCase()) <= limit ? `Você quis dizer ${show(best)}?` : '';
}
