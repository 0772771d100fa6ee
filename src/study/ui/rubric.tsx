/** Self-assessment of an open answer: which points of the rubric it has. */
import { useState } from 'preact/hooks';
import type { BankQuestion } from '../bank/bank.ts';
import { Html } from './html.tsx';

interface Props {
  question: Extract<BankQuestion, { kind: 'aberta' }>;
  onScore: (score: number) => void;
}

export function Rubric({ question, onScore }: Props) {
  const [met, setMet] = useState<readonly number[]>([]);
  const total = question.rubric.length;
  return (
    <fieldset class="rubrica">
      <legend>Compare com a sua resposta: o que ela tem?</legend>
      {question.rubric.map((point, index) => (
        <label key={point}>
          <input
            type="checkbox"
            checked={met.includes(index)}
            onChange={({ currentTarget: { checked } }) =>
              setMet(checked ? [...met, index] : met.filter((one) => one !== index))
            }
          />
          <Html as="span" html={point} />
        </label>
      ))}
      <button type="button" class="botao cheio" onClick={() => onScore(met.length / total)}>
        Registrar {met.length} de {total}
      </button>
    </fieldset>
  );
}
