/** Runs jobs in Node, on the base model that the site ships. */
import { readModelFolder, requireTokenizer } from '../../../kernels/cli/files.ts';
import { holdModel } from '../../../kernels/train/held.ts';
import type { Checkpoint, CheckpointStore } from '../../../src/runtime/checkpoints.ts';
import { Commands } from '../../../src/runtime/commands.ts';
import type { Job } from '../../../src/runtime/job.ts';
import { engine } from '../kernels/train/device.ts';

const folder = readModelFolder('public/modelos/base');

export const base = {
  model: holdModel(engine, folder),
  tokenizer: requireTokenizer(folder, 'testar'),
};

export interface JobRun<Event, Result, Command> {
  readonly done: Promise<Result>;
  readonly events: Event[];
  send(command: Command): void;
  cancel(): void;
}

/** @param onEvent called for each event, with the run, so that a test can answer */
export function runJob<Request, Event, Result, Command>(
  job: Job<Request, Event, Result, Command>,
  request: Request,
  onEvent: (event: Event, run: Pick<JobRun<Event, Result, Command>, 'send' | 'cancel'>) => void = () => {},
): JobRun<Event, Result, Command> {
  const abort = new AbortController();
  const commands = new Commands<Command>(abort.signal);
  const events: Event[] = [];
  const hand = {
    send: (command: Command) => commands.push(command),
    cancel: () => abort.abort(),
  };
  const done = job(request, {
    engine,
    base: async () => base,
    emit(event, transfer) {
      const arrived = structuredClone(event, { transfer: transfer ?? [] });
      events.push(arrived);
      onEvent(arrived, hand);
    },
    signal: abort.signal,
    commands,
  });
  return { done, events, ...hand };
}

/** Runs a job to its end: its result, and all its events. */
export async function finishJob<Request, Event, Result, Command>(
  ...run: Parameters<typeof runJob<Request, Event, Result, Command>>
): Promise<{ result: Result; events: Event[] }> {
  const { done, events } = runJob(...run);
  return { result: await done, events };
}

/** Checkpoints in memory, cloned as IndexedDB does. */
export function memoryCheckpoints(): CheckpointStore & { readonly kept: Map<string, Checkpoint> } {
  const kept = new Map<string, Checkpoint>();
  return {
    kept,
    async write(key, checkpoint) {
      kept.set(key, structuredClone(checkpoint));
    },
    read: async (key) => structuredClone(kept.get(key)),
    async remove(key) {
      kept.delete(key);
    },
  };
}
