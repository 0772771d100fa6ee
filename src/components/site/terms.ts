/** Glossary terms in alphabetical order, and the places that teach them. */
import { type CollectionEntry, getCollection } from 'astro:content';
import { lessonIdOf } from './lessons.ts';

export type Term = CollectionEntry<'glossario'>;

const ORDER = new Intl.Collator('pt-BR', { ignorePunctuation: true, sensitivity: 'base' });

/** Terms from A to Z, accents and punctuation aside. */
export async function loadTerms(): Promise<Term[]> {
  return (await getCollection('glossario')).sort((a, b) => ORDER.compare(a.data.pt, b.data.pt));
}

/** First letter of the term without accent, in capitals: "(IA)³" -> "I", "época" -> "E". */
export function initialOf(term: Term): string {
  const letter = term.data.pt.normalize('NFD').match(/[a-z0-9]/i)?.[0] ?? '#';
  return /\d/.test(letter) ? '0–9' : letter.toUpperCase();
}

/** A place that teaches a term: `19-peft/lora#eq-lora` with the section's title. */
export interface TaughtIn {
  path: `/${string}`;
  title: string;
  lessonId: string;
}

/** Resolves the references of `ensinadoEm` to addresses and titles. */
export async function placesOf(references: readonly string[]): Promise<TaughtIn[]> {
  const sections = new Map((await getCollection('secoes')).map((section) => [section.id, section]));
  return references.map((reference) => {
    const [id = '', anchor] = reference.split('#');
    const title = sections.get(id)?.data.titulo ?? id;
    return { path: `/aulas/${id}/${anchor ? `#${anchor}` : ''}`, title, lessonId: lessonIdOf(id) };
  });
}
