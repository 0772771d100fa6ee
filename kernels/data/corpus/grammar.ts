import { type Grammar, mergeGrammars } from '../grammar/template.ts';
import { CLINIC_NOUNS } from './concepts/clinic.ts';
import { LEGAL_NOUNS } from './concepts/legal.ts';
import type { Domain } from './domain.ts';
import { cooking } from './domains/cooking.ts';
import { health } from './domains/health.ts';
import { home } from './domains/home.ts';
import { school } from './domains/school.ts';
import { shopping } from './domains/shopping.ts';
import { sports } from './domains/sports.ts';
import { tales } from './domains/tales.ts';
import { weather } from './domains/weather.ts';
import { work } from './domains/work.ts';
import { SHARED_ADJECTIVES, SHARED_NOUNS, SHARED_PHRASES } from './shared.ts';

export const DOMAINS: readonly Domain[] = [
  cooking,
  weather,
  sports,
  school,
  health,
  shopping,
  home,
  tales,
  work,
];

/** Every word class of the corpus. */
export const CORPUS_GRAMMAR: Grammar = union([
  { nouns: SHARED_NOUNS, adjectives: SHARED_ADJECTIVES, phrases: SHARED_PHRASES },
  { nouns: LEGAL_NOUNS },
  { nouns: CLINIC_NOUNS },
  ...DOMAINS,
]);

/** @throws Error if two parts define the same class: one would silently replace the other. */
function union(parts: readonly Partial<Pick<Domain, 'nouns' | 'adjectives' | 'phrases'>>[]): Grammar {
  const names = parts.flatMap((part) =>
    [part.nouns, part.phrases].flatMap((classes) => Object.keys(classes ?? {})),
  );
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new Error(`word class "${repeated}" is defined twice`);
  return mergeGrammars(
    ...parts.map(({ nouns = {}, adjectives = {}, phrases = {} }) => ({ nouns, adjectives, phrases })),
  );
}
