/** What a reader typed, understood: words with their alternatives, kind asked for, formula, phrases. */
import type { Kind } from './kinds.ts';
import type { Lookup } from './lookup.ts';
import { nearWords } from './spelling.ts';
import { CHOICE, compactFormula, isStopWord, joined, nameStems, plainName, stem, wordsOf } from './words.ts';

/** One word of the query. */
export interface Term {
  /** Stems that count as this word, with how well they stand for it (1 = the word itself). */
  stems: ReadonlyMap<string, number>;
  /** How much the word says. */
  rarity: number;
  /** A name that lacks it is as whole: "LoRA" and "quando usar LoRA". */
  isAside?: boolean;
}

/** Neighbouring words that mean one thing, in each way of saying it; the first is as typed. */
export interface Group {
  variants: readonly (readonly Term[])[];
}

export interface Query {
  /** All words, as typed: compared with names. */
  plain: string;
  /** The words that carry the subject, without spaces: "soft prompt" is also typed "softprompt". */
  joined: string;
  groups: Group[];
  /** What was between quotation marks, as plain words. */
  phrases: string[];
  /** Kind of answer asked for, and whether nothing else was said. */
  kind: Kind | undefined;
  onlyKind: boolean;
  /** Stems of the words that say the kind: a page may be called by them, "Simulado". */
  kindStems: string[];
  /** Neighbouring words, as they would stand in a text. */
  pairs: string[];
  /** Compact form, when the query looks like a formula. */
  formula: string | undefined;
  /** The query with its spelling mended, when it was. */
  mended: string | undefined;
}

/** Words that say which kind of answer is wanted. */
const KIND_WORDS: readonly [Kind, RegExp][] = [
  ['laboratorio', /^(?:laboratorios?|lab|labs|simulador|simulacao|calculadora|playground|interativ[oa])$/],
  ['formula', /^(?:formulas?|equacao|equacoes|expressao)$/],
  [
    'questao',
    /^(?:questao|questoes|exercicios?|perguntas?|quiz|simulado|prova|assinale|julgue|certo|errado)$/,
  ],
  [
    'conceito',
    /^(?:conceito|definicao|defina|definir|significado|significa|sigla|glossario|termo|meaning|definition)$/,
  ],
  ['referencia', /^(?:referencias?|artigos?|papers?|bibliografia|autor|autores|publicacao|arxiv|doi)$/],
  ['secao', /^(?:secao|secoes|aula|explicacao|capitulo|materia)$/],
];
const ASKS_DEFINITION = /^(?:o\s?que\s(?:e|eh|sao|significa)|oq\s(?:e|eh|sao)|oque|what\sis|que\se)\b/;
const OPERATORS = /[=+*/^()[\]×√≈≤<>·∆Δ]|\b[a-z]\.[a-z]\b|\b(?:delta|raiz|vezes|transposta)\b/i;
const SHORTEST_FORMULA = 3;
const MUCH_COMMONER = 8;
/** A word that nothing is called by, "acontece", may be rare here and still says little. */
const UNTELLING = 0.4;
const SPELLING_TRUST = 0.9;
/** Near words of which one may make a name. */
const MOST_MEANT = 4;
const PREFIX_TRUST = 0.8;
const OTHER_NAME_TRUST = 0.92;
const PREFIX_CHOICES = 12;
const SHORTEST_PREFIX = 3;
const SHORTEST_PIECE = 3;
const LONGEST_OTHER_NAME = 4;
/** Asking for a choice weighs this much beside what there is to choose from. */
const CHOICE_SHARE = 0.3;
const NO_CHOICE = /\b(?:certo ou errado|verdadeiro ou falso)\b/;

function kindOfWord(word: string): Kind | undefined {
  return KIND_WORDS.find(([, pattern]) => pattern.test(word))?.[0];
}

/** A word that the site has as two, or nothing. */
function halves(word: string, lookup: Lookup): readonly [string, string] | undefined {
  const isBegun = word.length > SHORTEST_PREFIX && lookup.startingWith(word, 1).length > 0;
  if (isBegun) return undefined;
  for (let cut = SHORTEST_PIECE; cut <= word.length - SHORTEST_PIECE; cut++) {
    const [left, right] = [word.slice(0, cut), word.slice(cut)];
    if (lookup.weight(left) > 0 && lookup.weight(right) > 0) return [left, right];
  }
  return undefined;
}

/** Mends spaces: "auto atencao", "sobre ajuste" where the site has one word, "baixoposto" where it has two. */
function respaced(words: readonly string[], lookup: Lookup): string[] {
  const isKnown = (word: string) => isStopWord(word) || lookup.knows(stem(word));
  // "de quantização" is not "dequantização".
  const joins = (word: string, next: string) => joined([word]) !== '' && lookup.isName(word + next);
  const result: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = words[at + 1] ?? '';
    const bothKnown = isKnown(word) && isKnown(next);
    const joinable = next !== '' && (bothKnown ? joins(word, next) : lookup.knows(stem(word + next)));
    if (joinable) {
      result.push(word + next);
      at++;
    } else {
      const split = isKnown(word) ? undefined : halves(word, lookup);
      // One slip is likelier than a space forgotten: "gradint" is not "grad int".
      const isSlip = split && nearWords(word, lookup.vocabulary, 1).length > 0;
      result.push(...(split && !isSlip ? split : [word]));
    }
  }
  return result;
}

/**
 * The known word that an unknown one was probably meant to be: of those as near as the nearest, the one that makes the
 * query a concept's name.
 */
function meant(word: string, words: readonly string[], lookup: Lookup, most?: number): string | undefined {
  const near = nearWords(word, lookup.vocabulary, most).filter(
    (found) => found !== word && !isStopWord(found),
  );
  const isName = (found: string) =>
    lookup.isName(words.map((other) => (other === word ? found : other)).join(' '));
  return (words.length > 1 ? near.slice(0, MOST_MEANT).find(isName) : undefined) ?? near[0];
}

/** The stems that a typed word, one of `words`, may stand for, and its mended spelling. */
function understand(
  word: string,
  words: readonly string[],
  lookup: Lookup,
): { stems: Map<string, number>; mended?: string } {
  // "4.127" may be a thousand and a decimal.
  const decimal = word.replace(/^(\d{1,3})(\d{3})$/, '$1.$2');
  if (decimal !== word && !lookup.knows(word) && lookup.knows(decimal))
    return { stems: new Map([[decimal, 1]]) };
  const own = stem(word);
  const stems = new Map([[own, 1]]);
  const weight = lookup.weight(word);
  const isWhole = weight > 0;
  if (word === words.at(-1) && !isWhole && word.length >= SHORTEST_PREFIX) {
    for (const longer of lookup.startingWith(word, PREFIX_CHOICES)) {
      if (!stems.has(longer)) stems.set(longer, PREFIX_TRUST);
    }
  }
  const isKnown = lookup.knows(own) && (isWhole || lookup.spread(own) > 1);
  const isDoubtful = isKnown && weight <= 1 && lookup.spread(own) === 1;
  if (isWhole && !isDoubtful) return { stems };
  // What is nowhere written so, and shares its stem with words that are, may be a form of them or a slip: "distribucao".
  const isForm = isKnown && !isDoubtful;
  if (stems.size > 1) return { stems };
  const near = meant(word, words, lookup, isForm ? 1 : undefined);
  if (!near || stem(near) === own) return { stems };
  // A word that stands in one place only may be there as a misspelling: it stays, beside what it may mean.
  if (isKnown && lookup.weight(near) < MUCH_COMMONER) return { stems };
  stems.set(stem(near), SPELLING_TRUST);
  return isKnown ? { stems } : { stems, mended: near };
}

function term(stems: ReadonlyMap<string, number>, lookup: Lookup): Term {
  const words = [...stems.keys()];
  const rarity = Math.max(...words.map((word) => lookup.rarity(word)));
  return { stems, rarity: words.some((word) => lookup.isTelling(word)) ? rarity : UNTELLING * rarity };
}

/**
 * Groups the words: what is another name of a concept ("fine tuning", "rank") is one group, which counts as found also
 * where the glossary's own name stands; every other word is a group by itself.
 */
function grouped(words: readonly string[], terms: readonly Term[], lookup: Lookup): Group[] {
  const groups: Group[] = [];
  for (let at = 0; at < words.length; ) {
    let length = Math.min(LONGEST_OTHER_NAME, words.length - at);
    let own: string | undefined;
    for (; length > 1; length--) {
      own = lookup.conceptName(words.slice(at, at + length).join(' '));
      if (own) break;
    }
    own ??= lookup.conceptName(words[at] ?? '');
    const typed = terms.slice(at, at + length);
    const translated = own && nameStems(own).map((word) => term(new Map([[word, OTHER_NAME_TRUST]]), lookup));
    groups.push({ variants: translated ? [typed, translated] : [typed] });
    at += length;
  }
  return groups;
}

/** Rarity of some words together. */
export function total(terms: readonly Term[]): number {
  return terms.reduce((sum, { rarity }) => sum + rarity, 0);
}

/** A group is as rare as its commonest way of saying it: an English name may be rare where its thing is not. */
export function groupRarity({ variants }: Group): number {
  return Math.min(...variants.map(total));
}

/** That a place is wanted which decides, as a word of its own. */
function choice(groups: readonly Group[]): Group {
  const rarity = CHOICE_SHARE * groups.reduce((sum, group) => sum + groupRarity(group), 0);
  return { variants: [[{ stems: new Map([[CHOICE, 1]]), rarity, isAside: true }]] };
}

/** Reads a query against what the site has. */
export function readQuery(text: string, lookup: Lookup): Query {
  const quoted = Array.from(text.matchAll(/["“”]([^"“”]+)["“”]/g), ([, phrase = '']) => plainName(phrase));
  const typed = wordsOf(text);
  const spaced = respaced(typed, lookup);
  const plain = typed.join(' ');
  const asked = [...new Set(spaced.filter((word) => !isStopWord(word)))];
  const subject = asked.filter((word) => !kindOfWord(word));
  const words = asked.length > 0 ? asked : spaced;
  const telling = subject.length > 0 ? subject : words;

  const mendings = new Map<string, string>();
  const terms = new Map(
    words.map((word) => {
      const { stems, mended } = understand(word, spaced, lookup);
      if (mended) mendings.set(word, mended);
      return [word, term(stems, lookup)];
    }),
  );
  const mend = (list: readonly string[]) => list.map((word) => mendings.get(word) ?? word);
  const groups = grouped(
    mend(telling),
    telling.flatMap((word) => terms.get(word) ?? []),
    lookup,
  );

  const choosing = subject.length > 0 && typed.includes(CHOICE) && !NO_CHOICE.test(plain);
  const defining = !choosing && ASKS_DEFINITION.test(plain);
  if (choosing) groups.push(choice(groups));

  const compact = compactFormula(text);
  const formula = OPERATORS.test(text) && compact.length >= SHORTEST_FORMULA ? compact : undefined;
  if (formula && lookup.knows(formula)) groups.push({ variants: [[term(new Map([[formula, 1]]), lookup)]] });
  return {
    plain,
    joined: choosing ? '' : joined(mend(telling)),
    groups,
    phrases: quoted.filter(Boolean),
    kind: asked.map(kindOfWord).find(Boolean) ?? (defining ? 'conceito' : undefined),
    onlyKind: asked.length > 0 && subject.length === 0,
    kindStems: asked.filter(kindOfWord).map(stem),
    pairs: typed.slice(1).map((word, index) => `${typed[index]} ${word}`),
    formula,
    mended: mendings.size > 0 ? mend(spaced).join(' ') : undefined,
  };
}
