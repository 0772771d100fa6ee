/** A finished exam marked against today's bank. */
import type { BankQuestion } from '../../bank/bank.ts';
import type { ExamEvent } from '../../log/event.ts';
import { type Marked, mark } from '../../rules/scoring.ts';

/** Marks of the questions that are still in the bank; scores are those of the day of the exam. */
export function markedOf(exam: ExamEvent, questions: readonly BankQuestion[]): Marked[] {
  const known = new Map(questions.map((question) => [question.id, question]));
  return exam.items.flatMap((item) => {
    const question = known.get(item.question);
    return question ? [mark(question, item, exam.penalty)] : [];
  });
}
