/** The kinds of documents of the base corpus: plain texts, and records that name what a text is about. */
import type { Rng } from '../../random.ts';
import type { Noun } from '../grammar/morphology.ts';
import { expand, type Grammar, mergeGrammars, newScope } from '../grammar/template.ts';
import { allBanks } from './banks.ts';
import { CLINIC_CONCEPTS, CLINIC_FRAMES } from './concepts/clinic.ts';
import { CONCEPT_NOTES, type Concept } from './concepts/concept.ts';
import { LEGAL_CONCEPTS, LEGAL_FRAMES } from './concepts/legal.ts';
import { SHOP_DOMAINS } from './concepts/shop.ts';
import { CORPUS_GRAMMAR, DOMAINS } from './grammar.ts';
import { counted, NUMBER_SENTENCES, NUMBER_WORDS } from './numbers.ts';
import { JUDGED, MOOD_FRAMES, MOOD_NOTES, MOODS, OPINION_FRAMES } from './opinions.ts';

/** A subject ready for generation: its templates, its words, and the last line of its records. */
export interface Subject {
  readonly weight: number;
  /** Share of its documents that are records. */
  readonly recordShare: number;
  /** Names of the last line of its records; the model must not hang on one. */
  readonly fields: readonly string[];
  /** What that line says. */
  readonly value: string;
  readonly grammar: Grammar;
  readonly sentences: readonly string[];
  readonly scripts: readonly string[];
  /** Short texts that only records have: little beside the words that the topic hangs on. */
  readonly notes: readonly string[];
}

/** Records are more frequent where a task will ask for the topic; on average they are about 30% of the corpus. */
const RECORD_SHARE = { general: 0.08, shop: 0.25, concept: 0.4, mood: 0.4, number: 1 };

/** Names of the fields of records; the first is the usual one. */
const TOPIC_FIELDS = ['Assunto', 'Assunto', 'Assunto', 'Tema'];
const MOOD_FIELDS = ['Humor', 'Humor', 'Humor', 'Opinião'];

/** Share of the records that are notes, where a subject has any. */
const NOTE_SHARE = 0.5;

const CONCEPT_WEIGHT = { legal: 1.6, clinic: 1.3 };

/** Every subject of the corpus. */
export const SUBJECTS: readonly Subject[] = [
  ...DOMAINS.map(({ topic, weight, sentences, scripts = [] }) => ({
    weight,
    recordShare: RECORD_SHARE.general,
    fields: TOPIC_FIELDS,
    value: topic,
    grammar: CORPUS_GRAMMAR,
    sentences,
    scripts,
    notes: [],
  })),
  ...SHOP_DOMAINS.map(({ topic, weight, sentences }) => ({
    weight,
    recordShare: RECORD_SHARE.shop,
    fields: TOPIC_FIELDS,
    value: topic,
    grammar: CORPUS_GRAMMAR,
    sentences,
    scripts: [],
    notes: [],
  })),
  ...LEGAL_CONCEPTS.map((concept) => conceptSubject(concept, LEGAL_FRAMES, CONCEPT_WEIGHT.legal)),
  ...CLINIC_CONCEPTS.map((concept) => conceptSubject(concept, CLINIC_FRAMES, CONCEPT_WEIGHT.clinic)),
  ...JUDGED.flatMap(({ nouns, adjectives, copula }) =>
    MOODS.map((mood) => ({
      weight: 0.4,
      recordShare: RECORD_SHARE.mood,
      fields: MOOD_FIELDS,
      value: mood,
      grammar: withWords(
        { alvo: allBanks(nouns) },
        { juizo: allBanks(adjectives[mood]) },
        { copula: [copula] },
      ),
      sentences: [...OPINION_FRAMES, ...MOOD_FRAMES[mood]],
      scripts: [],
      notes: MOOD_NOTES,
    })),
  ),
  ...NUMBER_WORDS.map((number) => ({
    weight: 0.08,
    recordShare: RECORD_SHARE.number,
    fields: ['Número'],
    value: number,
    grammar: CORPUS_GRAMMAR,
    sentences: NUMBER_SENTENCES.flatMap(([units, template]) =>
      units.map((unit) => template.replace('{quanto}', counted(number, unit))),
    ),
    scripts: [],
    notes: [],
  })),
];

function conceptSubject(concept: Concept, frames: readonly string[], weight: number): Subject {
  return {
    weight,
    recordShare: RECORD_SHARE.concept,
    fields: TOPIC_FIELDS,
    value: concept.topic,
    grammar: withWords({ coisa: allBanks(concept.things) }, {}, { acao: allBanks(concept.actions) }),
    sentences: [...frames, ...concept.sentences],
    scripts: [],
    notes: CONCEPT_NOTES,
  };
}

function withWords(
  nouns: Record<string, readonly Noun[]>,
  adjectives: Record<string, readonly string[]>,
  phrases: Record<string, readonly string[]>,
): Grammar {
  return mergeGrammars(CORPUS_GRAMMAR, { nouns, adjectives, phrases });
}

/** One document of the subject: a record, a script, or a few sentences. */
export function writeDocument(subject: Subject, rng: Rng): string {
  if (rng.chance(subject.recordShare)) {
    if (subject.notes.length > 0 && rng.chance(NOTE_SHARE)) {
      return `Texto: ${expand(rng.choice(subject.notes), subject.grammar, rng)}\n${rng.choice(subject.fields)}: ${subject.value}`;
    }
    const count = subject.fields.includes('Número') ? 1 : 1 + Number(rng.chance(0.5));
    return `Texto: ${writeSentences(subject, count, rng)}\n${rng.choice(subject.fields)}: ${subject.value}`;
  }
  if (subject.scripts.length > 0 && rng.chance(0.4)) {
    return expand(rng.choice(subject.scripts), subject.grammar, rng);
  }
  return writeSentences(subject, 2 + rng.int(4), rng);
}

/** Different sentences side by side; half of the time they speak of the same person. */
function writeSentences({ sentences, grammar }: Subject, count: number, rng: Rng): string {
  const samePerson = rng.chance(0.5) ? rng.choice(grammar.nouns['pessoa'] ?? []) : undefined;
  return rng
    .shuffle(sentences)
    .slice(0, count)
    .map((sentence) => {
      const scope = newScope();
      if (samePerson !== undefined) {
        scope.bound.set('pessoa', { noun: samePerson, number: 'singular' });
        scope.used.set('pessoa', new Set([samePerson.singular]));
      }
      return expand(sentence, grammar, rng, scope);
    })
    .join(' ');
}
