/** The question bank as the pages read it. */
import { type CollectionEntry, getCollection, getEntry } from 'astro:content';

export type Question = CollectionEntry<'questoes'>;

/** Lesson folder of a question: `content/questoes/19-peft/x.yaml` -> `19-peft`. */
export function lessonOfQuestion(question: Question): string {
  return question.filePath?.split('/').at(-2) ?? '';
}

/** Every question by subject, subjects and questions in alphabetical order. */
export async function questionsBySubject(): Promise<Map<string, Question[]>> {
  const questions = await getCollection('questoes');
  questions.sort(
    (a, b) => a.data.assunto.localeCompare(b.data.assunto, 'pt-BR') || a.id.localeCompare(b.id, 'pt-BR'),
  );
  return Map.groupBy(questions, (question) => question.data.assunto);
}

/** @throws Error when no question has this id (the content check reports it first, with file and line). */
export async function requireQuestion(id: string): Promise<Question> {
  const question = await getEntry('questoes', id);
  if (!question) throw new Error(`A questão “${id}” não existe em content/questoes/.`);
  return question;
}
