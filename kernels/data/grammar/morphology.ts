/** Inflection of Brazilian Portuguese words: plural of nouns, gender and number of adjectives. */

export type Gender = 'm' | 'f';
export type GrammaticalNumber = 'singular' | 'plural';

/** A noun with what agreement asks for. */
export interface Noun {
  readonly singular: string;
  readonly plural: string;
  readonly gender: Gender;
}

/** Plurals that no ending decides: -ão has three, and -il depends on the stress. */
const IRREGULAR_PLURALS: Readonly<Record<string, string>> = {
  pão: 'pães',
  cão: 'cães',
  capitão: 'capitães',
  mão: 'mãos',
  irmão: 'irmãos',
  cidadão: 'cidadãos',
  grão: 'grãos',
  órgão: 'órgãos',
  mal: 'males',
  gol: 'gols',
  fácil: 'fáceis',
  difícil: 'difíceis',
  útil: 'úteis',
  inútil: 'inúteis',
  frágil: 'frágeis',
  fóssil: 'fósseis',
  réptil: 'répteis',
  qualquer: 'quaisquer',
  ele: 'eles',
  ela: 'elas',
};

/** Ending -> plural ending, the first that matches. */
const PLURAL_ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/ão$/, 'ões'],
  [/m$/, 'ns'],
  [/([au])l$/, '$1is'],
  [/ol$/, 'óis'],
  [/[íi]vel$/, 'íveis'],
  [/ável$/, 'áveis'],
  [/úvel$/, 'úveis'],
  [/([áéíóú].*)el$/, '$1eis'],
  [/el$/, 'éis'],
  [/il$/, 'is'],
  [/[rz]$/, '$&es'],
  [/ês$/, 'eses'],
  [/ás$/, 'ases'],
  [/[sx]$/, '$&'],
];

/** Plural of one word: "canção" -> "canções", "papel" -> "papéis", "ônibus" -> "ônibus". */
export function pluralOf(word: string): string {
  const irregular = IRREGULAR_PLURALS[word];
  if (irregular !== undefined) return irregular;
  for (const [ending, plural] of PLURAL_ENDINGS) {
    if (ending.test(word)) return word.replace(ending, plural);
  }
  return `${word}s`;
}

const IRREGULAR_FEMININES: Readonly<Record<string, string>> = {
  bom: 'boa',
  mau: 'má',
  ele: 'ela',
  dele: 'dela',
  nele: 'nela',
  este: 'esta',
  esse: 'essa',
  aquele: 'aquela',
  um: 'uma',
  meu: 'minha',
  seu: 'sua',
  maior: 'maior',
  menor: 'menor',
  melhor: 'melhor',
  pior: 'pior',
  europeu: 'europeia',
  alemão: 'alemã',
  comum: 'comum',
  simples: 'simples',
};

/** Gender and number of an adjective, participle or pronoun given in the masculine singular. */
export function inflect(adjective: string, gender: Gender, number: GrammaticalNumber): string {
  const singular = gender === 'f' ? feminineOf(adjective) : adjective;
  return number === 'plural' ? pluralOf(singular) : singular;
}

function feminineOf(adjective: string): string {
  const irregular = IRREGULAR_FEMININES[adjective];
  if (irregular !== undefined) return irregular;
  if (adjective.endsWith('ão')) return `${adjective.slice(0, -2)}ona`;
  if (adjective.endsWith('o')) return `${adjective.slice(0, -1)}a`;
  if (/(or|ês|[^q]u)$/.test(adjective)) return `${adjective.replace(/ês$/, 'es')}a`;
  return adjective;
}

const LINKING_WORDS = new Set(
  'de do da dos das em no na nos nas a ao à com contra para por sem sobre'.split(' '),
);

/**
 * Reads "bolo de milho/m" or "nota fiscal/f/notas fiscais": singular, gender, and the plural where it is not
 * that of the first word followed by a prepositional phrase.
 * @throws Error if the gender is missing or the plural of a compound cannot be derived.
 */
export function parseNoun(text: string): Noun {
  const [singular = '', gender, plural] = text.trim().split('/');
  if (singular === '' || (gender !== 'm' && gender !== 'f')) {
    throw new Error(`noun "${text}": expected "word/m", "word/f" or "word/gender/plural"`);
  }
  if (plural !== undefined) return { singular, plural, gender };
  const [head = '', ...rest] = singular.split(' ');
  if (rest[0] !== undefined && !LINKING_WORDS.has(rest[0])) {
    throw new Error(`noun "${text}": give its plural, as in "nota fiscal/f/notas fiscais"`);
  }
  return { singular, plural: [pluralOf(head), ...rest].join(' '), gender };
}

/** Reads a comma-separated list of nouns. */
export function nouns(list: string): readonly Noun[] {
  return list.split(',').map(parseNoun);
}

/** Reads a comma-separated list of words or phrases. */
export function phrases(list: string): readonly string[] {
  return list.split(',').map((item) => item.trim());
}
