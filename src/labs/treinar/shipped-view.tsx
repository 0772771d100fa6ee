/** Puts adapters that the site ships on the shelf, so that tasks can be swapped without training each. */
import { useMemo } from 'preact/hooks';
import { runtime } from '../../runtime/client.ts';
import { RuntimeProblem } from '../../runtime/problem.ts';
import { CONFIG_FILE, WEIGHTS_FILE } from '../training/adapter-archive.ts';
import { Ask } from '../training/ask.ts';
import { isMethodId, METHODS } from '../training/methods.ts';
import { ProblemNote } from '../training/problem-note.tsx';
import { TASKS, type TrainingTask } from '../training/tasks.ts';
import type { Shelf } from './shelf.ts';

interface Props {
  shelf: Shelf;
  /** Tasks that have a shipped adapter. */
  shipped: readonly TrainingTask[];
  /** Address of the folder that holds a folder for each of them. */
  adaptersPath: string;
  ready: boolean;
}

async function fetchFile(path: string, name: string, signal: AbortSignal) {
  try {
    const response = await fetch(path + name, { signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return { name, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch (cause) {
    signal.throwIfAborted();
    throw new RuntimeProblem(
      { what: `O arquivo ${name} não chegou.`, remedy: 'Confira a conexão e tente de novo.' },
      cause,
    );
  }
}

async function bring(signal: AbortSignal, task: TrainingTask, path: string, shelf: Shelf): Promise<string> {
  const [config, weights] = await Promise.all([
    fetchFile(path, CONFIG_FILE, signal),
    fetchFile(path, WEIGHTS_FILE, signal),
  ]);
  const data = await runtime().run('import', { config, weights }, { signal }).done;
  const method = isMethodId(data.method) ? METHODS[data.method].name : data.method;
  const name = `${method}, ${TASKS[task].title}, do site`;
  shelf.put({ id: `site-${task}`, name, task, data });
  return name;
}

export function ShippedView({ shelf, shipped, adaptersPath, ready }: Props) {
  const ask = useMemo(() => new Ask(bring), []);
  if (shipped.length === 0) return null;
  return (
    <div class="so-com-script">
      <p>A mesma base serve a várias tarefas, cada uma com o seu adaptador. O site já traz estes prontos:</p>
      <div class="linha-botoes">
        {shipped.map((task) => (
          <button
            key={task}
            type="button"
            class="botao"
            disabled={!ready || ask.busy.value}
            onClick={() => void ask.ask(task, `${adaptersPath}${task}/`, shelf)}
          >
            Trazer: {TASKS[task].title}
          </button>
        ))}
      </div>
      <ProblemNote problem={ask.error.value} />
      <p role="status">{ask.answer.value && !ask.error.value && `Na lista: ${ask.answer.value}.`}</p>
    </div>
  );
}
