/** The same sentences answered by the base and by the adapted model, side by side, each with its probability. */
import { formatPercent } from '../../charts/format.ts';
import type { ModelAnswer } from '../../runtime/jobs/answers.ts';

interface Props {
  base: readonly ModelAnswer[];
  /** As many answers of the adapted model; absent while there is none. */
  adapted?: readonly ModelAnswer[] | undefined;
  /** Name of the adapted model. */
  adaptedName: string;
}

const SPLIT_NAMES: Readonly<Record<string, string>> = {
  testSame: 'frase nova, palavras vistas no treino',
  testNew: 'palavras e molde novos',
};

export function AnswersView({ base, adapted, adaptedName }: Props) {
  return (
    <ul class="respostas">
      {base.map((answer, i) => (
        <li key={answer.prompt}>
          <blockquote>{answer.prompt}</blockquote>
          {answer.expected !== undefined && (
            <p class="resposta-certa">
              Resposta certa: <b>{answer.expected.trim()}</b>
              {answer.split && <span> ({SPLIT_NAMES[answer.split]})</span>}
            </p>
          )}
          <div class="resposta-par">
            <AnswerCard name="Base" answer={answer} />
            {adapted?.[i] && <AnswerCard name={adaptedName} answer={adapted[i]} adapted />}
          </div>
        </li>
      ))}
    </ul>
  );
}

interface CardProps {
  name: string;
  answer: ModelAnswer;
  adapted?: boolean;
}

/** Labels beyond these say little. */
const SHOWN_LABELS = 3;

function AnswerCard({ name, answer, adapted = false }: CardProps) {
  const { text, expected, labels, probability } = answer;
  const right = expected === undefined ? undefined : text === expected;
  const choices = labels.length > 0 ? labels.slice(0, SHOWN_LABELS) : [{ text, probability }];
  return (
    <div class={adapted ? 'resposta adaptada' : 'resposta'}>
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
            <span>{formatPercent(choice.probability)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Right answers among those whose right answer is known, as a sentence. */
export function scoreText(answers: readonly ModelAnswer[]): string {
  const known = answers.filter(({ expected }) => expected !== undefined);
  const right = known.filter(({ expected, text }) => text === expected);
  return `${right.length} de ${known.length}`;
}
