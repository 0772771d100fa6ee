/** Texts in the form that each adapter was trained on, in one line: a line end is written as `⏎`. */
import type { TaskName } from '../../../kernels/data/tasks/task.ts';
import { TASKS } from '../training/tasks.ts';

export const LINE_END = '⏎';

/** The recruitment task, which the training labs do not offer. */
const RECRUITMENT = 'Candidata Ana, de direito, gosta de dança. Tem sete anos de experiência.\nDecisão:';

/** A text on which the adapter of a task shows what it learned. */
export function sampleOf(task: TaskName): string {
  const text = task === 'recrutamento' ? RECRUITMENT : TASKS[task].prompt(TASKS[task].sample);
  return text.replaceAll('\n', LINE_END);
}

/** What the model reads of a typed line. */
export function readable(line: string): string {
  return line.replaceAll(LINE_END, '\n');
}
