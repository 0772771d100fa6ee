/** A sentence of the reader's own, answered by the base and by the adapted model. */
import { useId, useMemo, useState } from 'preact/hooks';
import { runtime } from '../../runtime/client.ts';
import { Ask } from '../training/ask.ts';
import { ProblemNote } from '../training/problem-note.tsx';
import { TASKS, type TrainingTask } from '../training/tasks.ts';
import { AnswersView, sideBySide } from './answers-view.tsx';
import type { ShelfAdapter } from './shelf.ts';

interface Props {
  task: TrainingTask;
  adapter: ShelfAdapter | undefined;
  ready: boolean;
}

const LONGEST = 200;

/** Base and adapted answer to one prompt, under the names of who gave them. */
async function askBoth(
  signal: AbortSignal,
  task: TrainingTask,
  text: string,
  adapter: ShelfAdapter | undefined,
) {
  const request = { task, prompts: [TASKS[task].prompt(text)] };
  const base = await runtime().run('answers', request, { signal }).done;
  const adapted =
    adapter && (await runtime().run('answers', { ...request, adapter: adapter.data }, { signal }).done);
  return sideBySide(base, adapted, adapter?.name ?? '');
}

export function OwnText({ task, adapter, ready }: Props) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const ask = useMemo(() => new Ask(askBoth), []);
  const text = (typed ?? TASKS[task].sample).trim();
  const { answer, busy, error } = ask;
  return (
    <form
      class="perguntar so-com-script"
      onSubmit={(event) => {
        event.preventDefault();
        if (text) void ask.ask(task, text, adapter);
      }}
    >
      <div class="campo">
        <label for={id}>Escreva a sua frase</label>
        <input
          id={id}
          type="text"
          maxLength={LONGEST}
          value={typed ?? TASKS[task].sample}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <div class="linha-botoes">
        <button type="submit" class="botao" disabled={!ready || text === '' || busy.value}>
          Perguntar
        </button>
        {!adapter && <span>Antes do treino, só a base responde.</span>}
      </div>
      <ProblemNote problem={error.value} />
      <div role="status">{answer.value && <AnswersView columns={answer.value} />}</div>
    </form>
  );
}
