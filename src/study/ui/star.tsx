/** Marks a question to find it again. */
import type { Journal } from '../log/journal.ts';

export function Star({ journal, question, on }: { journal: Journal; question: string; on: boolean }) {
  return (
    <button
      type="button"
      class="estrela"
      aria-pressed={on}
      onClick={() => journal.append({ kind: 'star', question, on: !on })}
    >
      <span aria-hidden="true">{on ? '★' : '☆'}</span> Estrela
    </button>
  );
}
