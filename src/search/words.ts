/**
 * From text to comparable words, the same way when the index is built and when a reader types:
 * no accents, no case, Greek letters by name, numbers in one spelling, Portuguese and English endings cut.
 */
import { stemmer } from '@orama/stemmers/portuguese';

const GREEK: Record<string, string> = {
  α: 'alfa',
  β: 'beta',
  δ: 'delta',
  '∆': 'delta',
  ε: 'epsilon',
  η: 'eta',
  θ: 'teta',
  λ: 'lambda',
  σ: 'sigma',
  ψ: 'psi',
  '√': 'raiz',
};

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).map(withoutAccents));
}

/** Words that only join others, in both languages. */
const CONNECTORS = wordSet(
  `a o as os um uma uns umas de da do das dos em no na nos nas num numa por pelo pela pelos pelas para pra pro com sem
  e ou que se ao aos the of in on at to for with an and or is are by from`,
);

/**
 * Ways of asking which of several, or whether at all: all of them are read as "ou", as in "LoRA ou QLoRA?". It joins
 * names like other connectors, and besides tells a place that decides from one that explains.
 */
const CHOICES = new RegExp(
  String.raw`\b(?:${[
    'quando (?:nao )?(?:se )?(?:devo |deve |vale (?:a pena )?|compensa )?(?:usar?|utilizar|aplicar|adotar|escolher|preferir)',
    '(?:quando )?(?:nao )?(?:vale a pena|compensa)(?: usar)?',
    'quando vale',
    'quando (?:nao )?(?:se )?(?:devo |deve )?(?=[a-z]{2,}[aei]r\\b)',
    'qual (?:devo |vale a pena )?(?:usar|escolher|(?:e )?(?:o )?melhor)',
    '(?:como|devo) (?:escolher|usar)',
    '(?:qual (?:e )?)?(?:as? )?diferencas?(?: entre)?|em vez d[eoa]|versus|vs',
    'when (?:to|should i) use|which (?:to use|should i use|is better)|is it worth|instead of|difference between',
  ].join('|')})\b`,
  'g',
);
export const CHOICE = 'ou';

/** Words of questions, with their spellings in a hurry: they carry no subject, but may be part of a name. */
const QUESTION_WORDS = wordSet(
  `eh é ser sao esta estao isso isto este esta esse essa ele ela seu sua meu minha tem ter ha foi como qual quais quanto
  quanta quantos quantas quando onde porque pq oq oque q quem cada ja nao mais muito entre sobre faz fazer serve funciona diferenca diferencas exemplo
  exemplos
  usa usar posso pode preciso quero eu me explique explica be what how why which does do when it its this that can should use used using i you we my many much difference
  between x`,
);

function withoutAccents(text: string): string {
  // Most words have none, and normalising is slow.
  if (!/\P{ASCII}/u.test(text)) return text;
  return text.normalize('NFKD').replace(/\p{M}/gu, '');
}

/** "ΔW ≈ BA" -> "delta w ≈ ba": accents, case, superscripts and Greek letters aside. */
export function fold(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replace(/[αβδ∆εηθλσψ√]/g, (letter) => ` ${GREEK[letter]} `)
    .replace(/(?<![a-z])alpha(?![a-z])/g, 'alfa');
}

/** Small numbers in words, and the fractions that laws and rules are named by. */
const NUMBER_WORDS: Record<string, string> = {
  dois: '2',
  duas: '2',
  tres: '3',
  quatro: '4',
  cinco: '5',
  seis: '6',
  sete: '7',
  oito: '8',
  nove: '9',
  dez: '10',
  dezesseis: '16',
  quinto: '5',
  quintos: '5',
  oitavo: '8',
  two: '2',
  three: '3',
  four: '4',
  fifths: '5',
  eight: '8',
};

/** "10.000" -> "10000", "0,127" -> "0.127". */
function plainNumber(digits: string): string {
  if (/^[1-9]\d{0,2}(?:\.\d{3})+$/.test(digits)) return digits.replaceAll('.', '');
  return digits.replace(',', '.');
}

/**
 * The words of a text, folded, in order: "W₀ de 4096×4096, 65 bilhões" -> w0 de 4096 x 4096 65 bilhoes 65b.
 * A count of billions is also written the short way, as model names do.
 */
export function wordsOf(text: string): string[] {
  const prepared = fold(text)
    .replace(/(\d) virgula (?=\d)/g, '$1,')
    .replace(/(\d)\s*[x×]\s*(?=\d)/g, '$1 x ')
    .replace(/(?<=[a-z]{3}) x (?=[a-z]{3})/g, ' ou ')
    .replace(CHOICES, ` ${CHOICE} `)
    .replace(/(\d)(?=(?:gb|mb|kb|tb|bits?|bytes?)\b)/g, '$1 ')
    .replace(/\b(\d+(?:[.,]\d+)?)\s+(bilhao|bilhoes|billion)\b/g, '$1 $2 $1b');
  const found = prepared.match(/\d+(?:[.,]\d+)+b?|[a-z0-9]+(?:\+(?![a-z0-9(]))?/g) ?? [];
  return found.map((word) => (/^\d+[.,]/.test(word) ? plainNumber(word) : (NUMBER_WORDS[word] ?? word)));
}

/** Only joins others: "de", "the". */
export function isConnector(word: string): boolean {
  return CONNECTORS.has(word);
}

export function isStopWord(word: string): boolean {
  return CONNECTORS.has(word) || QUESTION_WORDS.has(word);
}

/** English endings in their Portuguese form, and Portuguese plurals and accents that the stemmer expects. */
const ENDINGS: readonly [RegExp, string][] = [
  [/i[sz]ations?$/, 'ização'],
  [/i[sz](?:ed|ing|es?)$/, 'izar'],
  [/ations?$/, 'ação'],
  [/ers$/, 'er'],
  [/(...)ing$/, '$1'],
  [/(...[^s])([oa])s$/, '$1$2'],
  [/[csz]oes$/, 'ção'],
  [/oes$/, 'ão'],
  [/(...)ens$/, '$1em'],
  [/([aeou])is$/, '$1l'],
  [/[csz]ao$/, 'ção'],
  [/ao$/, 'ão'],
  [/en[csz]ia(s?)$/, 'ência$1'],
  [/an[csz]ia(s?)$/, 'ância$1'],
  [/avel$/, 'ável'],
  [/ivel$/, 'ível'],
];
/** Words that exams use for the same thing, by their stems. */
const SAME_WORD: Record<string, string> = {
  benefici: 'vantag',
  benefit: 'vantag',
  advantag: 'vantag',
  desvantag: 'limit',
  limitaca: 'limit',
  limitac: 'limit',
};
/** Words made from another that no ending leads back to. */
const DERIVED: readonly [RegExp, string][] = [[/^(?:des)?enviesa.*$/, 'vies']];
const SHORTEST_STEMMED = 4;
const stems = new Map<string, string>();

/** "quantizações", "quantizado", "quantizasao", "quantized" -> "quantiz". Short words and codes stay as they are. */
export function stem(word: string): string {
  if (word.length < SHORTEST_STEMMED || /[\d+]/.test(word)) return word;
  const known = stems.get(word);
  if (known !== undefined) return known;
  // A doubled consonant is the commonest slip in English words: "tunning", "overfiting".
  const single = word.replace(/([b-df-hj-np-tv-z])\1/g, '$1');
  const [ending, replacement] = [...DERIVED, ...ENDINGS].find(([pattern]) => pattern.test(single)) ?? [
    /$/,
    '',
  ];
  const cut = withoutAccents(stemmer(single.replace(ending, replacement)))
    // Short words keep a vowel that the stemmer dares not cut: "alvo", "alvos".
    .replace(/^(...+)[aeo]s$/, '$1')
    .replace(/^(...+)[aeo]$/, '$1');
  const meant = SAME_WORD[cut] ?? cut;
  stems.set(word, meant);
  return meant;
}

/** Stems of the words that carry a subject, repeated as in the text. */
export function stemsOf(text: string): string[] {
  return wordsOf(text)
    .filter((word) => !isStopWord(word))
    .map(stem);
}

/** Stems of a name, without those that only join; a name made of nothing else ("Q, K, V", "r") keeps them. */
export function nameStems(name: string): string[] {
  // What is between parentheses only tells two names apart: "viés (ético)".
  const words = wordsOf(name.replace(/ \([^)]*\)$/, ''));
  const telling = words.filter((word) => !CONNECTORS.has(word));
  return (telling.length > 0 ? telling : words).map(stem);
}

/** Words without those that only join, written together: "soft prompt" is also typed "softprompt". */
export function joined(words: readonly string[]): string {
  return words.filter((word) => !CONNECTORS.has(word)).join('');
}

/** "Quantização dupla " -> "quantizacao dupla": how names are compared. */
export function plainName(text: string): string {
  return wordsOf(text).join(' ');
}

/** A formula with only its letters and digits: "ΔW = B A" -> "deltawba"; roots and function names in words are left out. */
export function compactFormula(text: string): string {
  return fold(text)
    .replace(/\b(?:raiz|sqrt|vezes|sobre|mais|igual|transposta?|d[eoa]|por)\b|⊤/g, (word) =>
      word === '⊤' ? 't' : '',
    )
    .replace(/[^a-z0-9]/g, '');
}
