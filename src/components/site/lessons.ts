/** Lessons with their sections in reading order, as the pages show them. */
import { type CollectionEntry, getCollection } from 'astro:content';

export type Section = CollectionEntry<'secoes'>;

export interface Lesson {
  /** Folder name, e.g. `19-peft`: part of the address. */
  id: string;
  data: CollectionEntry<'aulas'>['data'];
  /** Sections ordered by `ordem`. */
  sections: Section[];
}

/** `19-peft/introducao` -> `introducao`. */
export function sectionSlug(section: Section): string {
  return section.id.slice(section.id.indexOf('/') + 1);
}

/** `19-peft/introducao` -> `19-peft`. */
export function lessonIdOf(sectionId: string): string {
  return sectionId.slice(0, sectionId.indexOf('/'));
}

/** Site path of a section, with its closing slash. */
export function sectionPath(section: Section): `/${string}` {
  return `/aulas/${section.id}/`;
}

/** Every lesson, ordered, with its sections. */
export async function loadLessons(): Promise<Lesson[]> {
  const [lessons, sections] = await Promise.all([getCollection('aulas'), getCollection('secoes')]);
  const byLesson = Map.groupBy(sections, (section) => lessonIdOf(section.id));
  return lessons
    .sort((a, b) => a.data.ordem - b.data.ordem)
    .map((lesson) => ({
      id: lesson.id,
      data: lesson.data,
      sections: (byLesson.get(lesson.id) ?? []).sort((a, b) => a.data.ordem - b.data.ordem),
    }));
}

/** A section that stands before or after another in the reading order. */
export interface Neighbour {
  section: Section;
  /** Number of its lesson, when it is another one. */
  lesson: number | undefined;
}

/** The sections around one, in the order of the whole course: the end of a lesson leads to the next. */
export function neighboursOf(
  lessons: readonly Lesson[],
  section: Section,
): { previous: Neighbour | undefined; next: Neighbour | undefined } {
  const places = lessons.flatMap(({ data, sections }) =>
    sections.map((each) => ({ section: each, lesson: data.numero })),
  );
  const at = places.findIndex((place) => place.section.id === section.id);
  const own = places[at]?.lesson;
  const neighbour = (index: number): Neighbour | undefined => {
    const place = places[index];
    return place && { section: place.section, lesson: place.lesson === own ? undefined : place.lesson };
  };
  return { previous: neighbour(at - 1), next: neighbour(at + 1) };
}

/** Sum of the sections' reading times, in minutes. */
export function lessonMinutes(lesson: Lesson): number {
  return lesson.sections.reduce((sum, section) => sum + section.data.minutos, 0);
}

/** `65` -> "1 h 5 min", `12` -> "12 min". */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

const DATE_FORMAT = new Intl.DateTimeFormat('pt-BR', { dateStyle: 'long', timeZone: 'UTC' });

/** "24 de novembro de 2026". */
export function formatDate(date: Date): string {
  return DATE_FORMAT.format(date);
}
