import { type Gender, type GrammaticalNumber, inflect } from './morphology.ts';

/** Prepositions that fuse with the article or pronoun that follows; the others stay apart. */
type Preposition = 'de' | 'em' | 'a' | 'por';

interface Determiner {
  readonly preposition: Preposition | undefined;
  readonly base: string;
  readonly number: GrammaticalNumber;
}

const BASES = ['o', 'um', 'este', 'esse', 'aquele', 'meu', 'seu', 'nosso', 'outro'] as const;
const PREPOSITIONS = [undefined, 'de', 'em', 'a', 'por'] as const;

/** Contraction of a preposition with the word after it: "de" + "a" -> "da", "a" + "a" -> "à", "por" + "os" -> "pelos". */
export function contract(preposition: Preposition, word: string): string {
  const isArticle = /^[oa]s?$/.test(word);
  if (preposition === 'por') return isArticle ? `pel${word}` : `por ${word}`;
  if (preposition === 'a') {
    if (isArticle) return word.startsWith('a') ? word.replace('a', 'à') : `a${word}`;
    return /^aquel/.test(word) ? word.replace('a', 'à') : `a ${word}`;
  }
  const isDemonstrative = /^(este|esta|esse|essa|aquele|aquela)s?$/.test(word);
  if (isArticle || isDemonstrative) return `${preposition === 'de' ? 'd' : 'n'}${word}`;
  if (preposition === 'em' && /^u(m|ma|ns|mas)$/.test(word)) return `n${word}`;
  return `${preposition} ${word}`;
}

/** Every determiner that a template may name, by its masculine form: "o", "os", "do", "nos", "à" is named "ao". */
const DETERMINERS: ReadonlyMap<string, Determiner> = new Map(
  BASES.flatMap((base) =>
    PREPOSITIONS.flatMap((preposition) =>
      (['singular', 'plural'] as const).map((number): [string, Determiner] => {
        const determiner = { preposition, base, number };
        return [render(determiner, 'm', number), determiner];
      }),
    ),
  ),
);

function render({ preposition, base }: Determiner, gender: Gender, number: GrammaticalNumber): string {
  const word = inflect(base, gender, number);
  return preposition === undefined ? word : contract(preposition, word);
}

/** The number that a determiner asks for, or undefined if the word is no determiner. */
export function determinerNumber(name: string): GrammaticalNumber | undefined {
  return DETERMINERS.get(name)?.number;
}

/** Form of the determiner named by its masculine form that agrees with the gender. @throws Error on another word. */
export function determine(name: string, gender: Gender, number: GrammaticalNumber): string {
  const determiner = DETERMINERS.get(name);
  if (determiner === undefined) throw new Error(`"${name}" is no determiner`);
  return render(determiner, gender, number);
}
