/** Sums the chosen adapter into the base and compares: the same answers, without the extra work. */
import { useMemo } from 'preact/hooks';
import { formatDecimal, formatInteger, formatSignificant } from '../../charts/format.ts';
import { runtime } from '../../runtime/client.ts';
import { Ask } from '../training/ask.ts';
import { ProblemNote } from '../training/problem-note.tsx';
import type { TrainingTask } from '../training/tasks.ts';
import type { Shelf, ShelfAdapter } from './shelf.ts';

interface Props {
  shelf: Shelf;
  task: TrainingTask;
  ready: boolean;
}

export function MergeView({ shelf, task, ready }: Props) {
  const ask = useMemo(
    () =>
      new Ask(async (signal: AbortSignal, { name, data }: ShelfAdapter, on: TrainingTask) => ({
        name,
        result: await runtime().run('merge', { task: on, adapter: data }, { signal }).done,
      })),
    [],
  );
  const { chosen } = shelf;
  if (!chosen) return <p>Treine ou importe um adaptador para fundi-lo.</p>;
  const answer = ask.answer.value;
  return (
    <>
      <p>
        A fusão soma o adaptador aos pesos da base. O modelo fundido responde o mesmo, sem conta extra, mas o
        adaptador já não se desliga.
      </p>
      <div class="linha-botoes so-com-script">
        <button
          type="button"
          class="botao"
          disabled={!ready || ask.busy.value}
          onClick={() => void ask.ask(chosen, chosen.task ?? task)}
        >
          Fundir e comparar
        </button>
      </div>
      <ProblemNote problem={ask.error.value} />
      <p role="status">
        {answer &&
          !ask.error.value &&
          `${answer.name}: ${formatInteger(answer.result.matrices)} matrizes mudaram. ` +
            `Em ${answer.result.sentences} frases, o modelo fundido e o que tem o adaptador ao lado acertam e erram igual em ${answer.result.alike}. ` +
            `A maior diferença entre os logits é ${formatSignificant(answer.result.difference, 2)}, com logits de até ${formatSignificant(answer.result.largest)}. ` +
            `Um lote leva ${formatDecimal(answer.result.milliseconds.beside, 1)} ms com o adaptador ao lado e ${formatDecimal(answer.result.milliseconds.merged, 1)} ms fundido (o mais rápido de cinco).`}
      </p>
    </>
  );
}
