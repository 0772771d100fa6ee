import { FormatError, quoted } from './error.ts';

/** Tensor name → shape that a configuration calls for. */
export type ShapeMap = ReadonlyMap<string, readonly number[]>;

/** More names than this in one message help nobody. */
const NAMES_SHOWN = 5;

/**
 * Compares the tensors of a file with what is expected of it, and names whatever is missing, extra or of another shape.
 * @param hint what to do about it, appended to the message
 * @throws FormatError in Portuguese
 */
export function checkShapes(
  found: ReadonlyMap<string, { readonly shape: readonly number[] }>,
  expected: ShapeMap,
  origin: string,
  hint: string,
): void {
  const missing = [...expected.keys()].filter((name) => !found.has(name));
  const extra = [...found.keys()].filter((name) => !expected.has(name));
  const misshapen: string[] = [];
  for (const [name, shape] of expected) {
    const actual = found.get(name)?.shape;
    if (actual && actual.join() !== shape.join())
      misshapen.push(`${quoted(name)} [${actual}] em vez de [${shape}]`);
  }
  const problems = [
    list('faltam os tensores', missing.map(quoted)),
    list('sobram os tensores', extra.map(quoted)),
    list('têm outra forma', misshapen),
  ].filter((problem) => problem !== '');
  if (problems.length > 0) throw new FormatError(origin, `${problems.join('; ')}. ${hint}`);
}

function list(what: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length > NAMES_SHOWN ? ` e mais ${names.length - NAMES_SHOWN}` : '';
  return `${what} ${names.slice(0, NAMES_SHOWN).join(', ')}${more}`;
}
