/** The same sentences answered by the base and by the adapted model, side by side, each with its probability. */
import { formatPercent } from '../../charts/format.ts';
import type { ModelAnswer } from '../../runtime/jobs/answers.ts';

/** One model's answers to the same sentences as the other columns'. */
export interface AnswerColumn {
  readonly name: string;
  readonly answers: readonly ModelAnswer[];
  readonly adapted?: boolean;
}

const SPLIT_NAMES: Readonly<Record<string, string>> = {
  testSame: 'frase nova, palavras vistas no treino',
  testNew: 'palavras e molde novos',
};

export function AnswersView({ columns }: { columns: readonly AnswerColumn[] }) {
  const [first] = columns;
  return (
    <ul class="respostas">
      {first?.answers.map(({ prompt, expected, split }, i) => (
        <li key={prompt}>
          <blockquote>{prompt}</blockquote>
          {expected !== undefined && (
            <p class="resposta-certa">
              Resposta certa: <b>{expected.trim()}</b>
              {split && <span> ({SPLIT_NAMES[split]})</span>}
            </p>
          )}
          <div class="resposta-par">
            {columns.map(({ name, answers, adapted = false }) => {
              const answer = answers[i];
              return answer && <AnswerCard key={name} name={name} answer={answer} adapted={adapted} />;
            })}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The base and, if there is one, the adapted model, side by side. */
export function sideBySide(
  base: readonly ModelAnswer[],
  adapted: readonly ModelAnswer[] | undefined,
  adaptedName: string,
): AnswerColumn[] {
  return [
    { name: 'Base', answers: base },
    ...(adapted ? [{ name: adaptedName, answers: adapted, adapted: true }] : []),
  ];
}

interface CardProps {
  name: string;
  answer: ModelAnswer;
  adapted: boolean;
}

/** Labels beyond these say little. */
const SHOWN_LABELS = 3;

function AnswerCard({ name, answer, adapted }: CardProps) {
  const { text, expected, labels, probability } = answer;
  const right = expected === undefined ? undefined : text === expected;
  const choices = labels.length > 0 ? labels.slice(0, SHOWN_LABELS) : [{ text, probability }];
  return (
    <div class={adapted ? 'resposta-dada adaptada' : 'resposta-dada'}>
      <p class="resposta-nome">
        {name}
        {right !== undefined && (
          <span class={right ? 'acertou' : 'errou'}>{right ? ' ✓ acertou' : ' ✗ errou'}</span>
        )}
      </p>
      <ul>
        {choices.map((choice) => (
          <li key={choice.text}>
            <span>{choice.text.trim() || '(nada)'}</span>
            <meter min={0} max={1} value={choice.probability} aria-hidden="true" />
            <span>{shareText(choice.probability)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Below a thousandth the digits say nothing. */
function shareText(probability: number): string {
  return probability < 1e-3 ? '< 0,1%' : formatPercent(probability);
}

/** Right answers among those whose right answer is known, as a sentence. */
export function scoreText(answers: readonly ModelAnswer[]): string {
  const known = answers.filter(({ expected }) => expected !== undefined);
  const right = known.filter(({ expected, text }) => text === expected);
  return `${right.length} de ${known.length}`;
}
