/**
 * A context-free grammar with agreement. A template is text with slots:
 *
 *   {prato}              a noun of the class `prato`, or one phrase of that class (which may hold slots itself)
 *   {o prato} {dos prato} a noun with its determiner, named by the masculine form, which also fixes the number
 *   {+prato}             a bare plural
 *   {*sabor prato}       an adjective of the class `sabor` that agrees with the noun already chosen for `prato`
 *   {pronto:prato}       this adjective or pronoun, made to agree with it
 *   {ficou|ficaram:prato} singular or plural form, by the number of `prato`
 *   {#ndL}               random characters: n = 1 to 9, d = 0 to 9, L = capital letter; others stand for themselves
 *
 * The same slot name means the same noun within a scope; `prato2` is another noun of the class.
 */
import type { Rng } from '../../random.ts';
import { determine, determinerNumber } from './determiners.ts';
import { type GrammaticalNumber, inflect, type Noun } from './morphology.ts';

/** The words that may stand in each slot of a template. */
export interface Grammar {
  readonly nouns: Readonly<Record<string, readonly Noun[]>>;
  readonly adjectives: Readonly<Record<string, readonly string[]>>;
  readonly phrases: Readonly<Record<string, readonly string[]>>;
}

/** What has been said so far: nouns by slot name, and what was used of each class, so that nothing repeats. */
export interface Scope {
  readonly bound: Map<string, { noun: Noun; number: GrammaticalNumber }>;
  readonly used: Map<string, Set<string>>;
}

export function newScope(): Scope {
  return { bound: new Map(), used: new Map() };
}

/** Later grammars add to the classes of the first, or replace those of the same name. */
export function mergeGrammars(...grammars: readonly Partial<Grammar>[]): Grammar {
  return {
    nouns: Object.assign({}, ...grammars.map((grammar) => grammar.nouns ?? {})),
    adjectives: Object.assign({}, ...grammars.map((grammar) => grammar.adjectives ?? {})),
    phrases: Object.assign({}, ...grammars.map((grammar) => grammar.phrases ?? {})),
  };
}

const SLOT = /\{([^{}]*)\}/g;

/**
 * Fills every slot and capitalises each sentence.
 * @throws Error if a slot names an unknown class, or agrees with a noun that has not been mentioned yet.
 */
export function expand(template: string, grammar: Grammar, rng: Rng, scope: Scope = newScope()): string {
  return capitalise(fill(template, grammar, rng, scope));
}

function fill(template: string, grammar: Grammar, rng: Rng, scope: Scope): string {
  return template.replace(SLOT, (_, slot: string) => {
    try {
      return fillSlot(slot, grammar, rng, scope);
    } catch (cause) {
      throw new Error(`slot {${slot}} of "${template}": ${cause instanceof Error ? cause.message : cause}`, {
        cause,
      });
    }
  });
}

function fillSlot(slot: string, grammar: Grammar, rng: Rng, scope: Scope): string {
  if (slot.startsWith('#')) return randomCharacters(slot.slice(1), rng);
  if (slot.startsWith('+')) return mention(slot.slice(1), 'plural', grammar, rng, scope).plural;
  if (slot.startsWith('*')) {
    const [adjectiveClass = '', name = ''] = slot.slice(1).split(' ');
    const { noun, number } = mentioned(name, scope);
    return inflect(pick(adjectiveClass, grammar.adjectives, String, rng, scope), noun.gender, number);
  }
  const [word = '', agreesWith] = slot.split(':');
  if (agreesWith !== undefined) {
    const { noun, number } = mentioned(agreesWith, scope);
    const [singular = '', plural] = word.split('|');
    if (plural !== undefined) return number === 'plural' ? plural : singular;
    return inflect(word, noun.gender, number);
  }
  const space = slot.lastIndexOf(' ');
  if (space < 0) {
    if (grammar.phrases[slot] === undefined) return mention(slot, 'singular', grammar, rng, scope).singular;
    return fill(pick(slot, grammar.phrases, String, rng, scope), grammar, rng, scope);
  }
  const determiner = slot.slice(0, space);
  const number = determinerNumber(determiner);
  if (number === undefined) throw new Error(`"${determiner}" is no determiner`);
  const noun = mention(slot.slice(space + 1), number, grammar, rng, scope);
  return `${determine(determiner, noun.gender, number)} ${noun[number]}`;
}

/** The noun of a slot: the one chosen before under this name, or a new one of the class. */
function mention(name: string, number: GrammaticalNumber, grammar: Grammar, rng: Rng, scope: Scope): Noun {
  const known = scope.bound.get(name)?.noun;
  const noun = known ?? pick(name.replace(/\d+$/, ''), grammar.nouns, (item) => item.singular, rng, scope);
  scope.bound.set(name, { noun, number });
  return noun;
}

function mentioned(name: string, scope: Scope): { noun: Noun; number: GrammaticalNumber } {
  const bound = scope.bound.get(name);
  if (bound === undefined) throw new Error(`"${name}" agrees with a noun that comes later or never`);
  return bound;
}

/** An item of a class, avoiding those already used in this scope while others are left. */
function pick<T extends NonNullable<unknown>>(
  className: string,
  classes: Readonly<Record<string, readonly T[]>>,
  keyOf: (item: T) => string,
  rng: Rng,
  scope: Scope,
): T {
  const items = classes[className];
  if (items === undefined) throw new Error(`unknown class "${className}"`);
  const used = scope.used.get(className) ?? new Set<string>();
  scope.used.set(className, used);
  const fresh = items.filter((item) => !used.has(keyOf(item)));
  const item = rng.choice(fresh.length > 0 ? fresh : items);
  used.add(keyOf(item));
  return item;
}

function randomCharacters(pattern: string, rng: Rng): string {
  return pattern.replace(/[ndL]/g, (kind) => {
    if (kind === 'L') return String.fromCharCode(65 + rng.int(26));
    return String(kind === 'n' ? 1 + rng.int(9) : rng.int(10));
  });
}

/** Capital letter at the start of the text and of each sentence in it, also after a dialogue's dash unless it follows a question or an exclamation (— Oi! — disse ela). */
function capitalise(text: string): string {
  return text.replace(
    /(^|[.!?]["”]? |\n)((?:— |["“])?)(\p{Ll})/gu,
    (match, end: string, mark: string, letter: string) =>
      mark === '— ' && /[!?]/.test(end) ? match : `${end}${mark}${letter.toUpperCase()}`,
  );
}
