/** How far a reader has come in each section of the lessons. */
import type { Bank } from '../bank/bank.ts';
import { entryOf, type History } from './history.ts';

export interface SectionProgress {
  id: string;
  title: string;
  href: string;
  questions: number;
  answered: number;
  /** Right at the latest answer. */
  right: number;
}

/** Sections that have questions, in reading order. A question counts in the section that mainly teaches it. */
export function progressOf(bank: Bank, history: History): SectionProgress[] {
  const bySection = Map.groupBy(bank.questions, ({ places }) => places[0]?.section ?? '');
  return bank.sections.flatMap((section) => {
    const own = bySection.get(section.id) ?? [];
    if (own.length === 0) return [];
    const answered = own.map(({ id }) => entryOf(history, id)).filter(({ attempts }) => attempts > 0);
    return [
      {
        ...section,
        questions: own.length,
        answered: answered.length,
        right: answered.filter(({ pending }) => !pending).length,
      },
    ];
  });
}
