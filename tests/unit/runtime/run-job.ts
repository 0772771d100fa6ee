/** Runs a job as the worker does, on WebAssembly in Node, with the shipped base model. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModel } from '../../../kernels/formats/model.ts';
import { fromTokenizerJson } from '../../../kernels/text/hugging-face.ts';
import { holdModel } from '../../../kernels/train/held.ts';
import { Commands } from '../../../src/runtime/commands.ts';
import type { Job, LoadedBase } from '../../../src/runtime/job.ts';
import { engine } from '../kernels/train/device.ts';

const FOLDER = join(import.meta.dirname, '../../../public/modelos/base');
const read = (name: string) => ({ name, bytes: new Uint8Array(readFileSync(join(FOLDER, name))) });

let held: LoadedBase | undefined;

/** The shipped base, read once. */
export function shippedBase(): LoadedBase {
  held ??= {
    model: holdModel(engine, readModel(read('config.json'), [read('model.safetensors')])),
    tokenizer: fromTokenizerJson(readFileSync(join(FOLDER, 'tokenizer.json'), 'utf8')),
  };
  return held;
}

interface Options<Event, Command> {
  onEvent?(event: Event, commands: Commands<Command>, abort: AbortController): void;
}

/** The result of a job and all its events. */
export async function runJob<Request, Event, Result, Command>(
  job: Job<Request, Event, Result, Command>,
  request: Request,
  { onEvent }: Options<Event, Command> = {},
): Promise<{ result: Result; events: Event[] }> {
  const abort = new AbortController();
  const commands = new Commands<Command>(abort.signal);
  const events: Event[] = [];
  const result = await job(request, {
    engine,
    base: async () => shippedBase(),
    emit(event) {
      events.push(event);
      onEvent?.(event, commands, abort);
    },
    signal: abort.signal,
    commands,
  });
  return { result, events };
}
