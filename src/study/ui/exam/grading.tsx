/** After an exam with open questions: the reader compares each answer with the model and marks the rubric. */
import { useState } from 'preact/hooks';
import { focusOnArrival } from '../../../client/kept-focus.ts';
import type { BankQuestion } from '../../bank/bank.ts';
import { QuestionFields } from '../question-fields.tsx';
import { Rubric } from '../rubric.tsx';
import type { RunningExam } from './running.ts';

interface Props {
  exam: RunningExam;
  questions: ReadonlyMap<string, BankQuestion>;
  onDone: (scores: ReadonlyMap<string, number>) => void;
}

export function Grading({ exam, questions, onDone }: Props) {
  const [scores, setScores] = useState<ReadonlyMap<string, number>>(new Map());
  const waiting = exam.items.flatMap(({ question: id, response }) => {
    const question = questions.get(id);
    const open = question?.kind === 'aberta' && response.trim() !== '' && !scores.has(id);
    return open ? [{ question, response }] : [];
  });
  const [next] = waiting;
  if (!next) return null;
  return (
    <article key={next.question.id} class="cartao" aria-label="Avalie a sua resposta">
      <h2 tabIndex={-1} ref={focusOnArrival}>
        Avalie a sua resposta{waiting.length > 1 && ` (faltam ${waiting.length})`}
      </h2>
      <QuestionFields question={next.question} response={next.response} onResponse={() => {}} revealed />
      <Rubric
        question={next.question}
        onScore={(score) => {
          const all = new Map([...scores, [next.question.id, score]]);
          setScores(all);
          if (waiting.length === 1) onDone(all);
        }}
      />
    </article>
  );
}
