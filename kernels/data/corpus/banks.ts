import { contract } from '../grammar/determiners.ts';
import { type Noun, nouns, parseNoun, phrases } from '../grammar/morphology.ts';

/**
 * Words in three separate banks: a task trains on `seen`, chooses its recipe on `validation` and is tested on `unseen`.
 * The base corpus uses all of them, so that the base model knows every word before any task.
 */
export interface Banks<T> {
  readonly seen: readonly T[];
  readonly validation: readonly T[];
  readonly unseen: readonly T[];
}

export const BANK_NAMES = ['seen', 'validation', 'unseen'] as const;
export type BankName = (typeof BANK_NAMES)[number];

/** Every item of every bank. */
export function allBanks<T>({ seen, validation, unseen }: Banks<T>): readonly T[] {
  return [...seen, ...validation, ...unseen];
}

/** Reads "seen | validation | unseen", each part with the given reader. @throws Error unless there are three parts. */
function readBanks<T>(text: string, read: (part: string) => readonly T[]): Banks<T> {
  const [seen, validation, unseen, ...rest] = text.split('|');
  if (seen === undefined || validation === undefined || unseen === undefined || rest.length > 0) {
    throw new Error(`"${text}": expected three banks separated by "|"`);
  }
  return { seen: read(seen), validation: read(validation), unseen: read(unseen) };
}

/** Banks of nouns: "boleto/m, fatura/f | débito/m | quantia/f". */
export function nounBanks(text: string): Banks<Noun> {
  return readBanks(text, nouns);
}

/** Banks of words or phrases, separated by commas. */
export function phraseBanks(text: string): Banks<string> {
  return readBanks(text, phrases);
}

/**
 * Banks of actions in the infinitive. Groups are separated by ";": either "pagar, quitar: boleto/m, fatura/f", which is
 * each verb with each object and its article (a verb may end in a preposition: "cuidar de"), or a phrase as it stands.
 */
export function actionBanks(text: string): Banks<string> {
  return readBanks(text, (part) => part.split(';').flatMap(readActions));
}

function readActions(group: string): readonly string[] {
  const [verbs = '', objects] = group.split(':');
  if (objects === undefined) return phrases(verbs);
  return phrases(verbs).flatMap((verb) =>
    objects.split(',').map((object) => withObject(verb, parseNoun(object))),
  );
}

function withObject(verb: string, { singular, gender }: Noun): string {
  const article = gender === 'm' ? 'o' : 'a';
  const [, stem = verb, preposition] = /^(.*) (de|em|a|por)$/.exec(verb) ?? [];
  const joined =
    preposition === 'de' || preposition === 'em' || preposition === 'a' || preposition === 'por'
      ? contract(preposition, article)
      : article;
  return `${stem} ${joined} ${singular}`;
}
