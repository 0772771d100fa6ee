/** A job's context in Node: the shipped base model on WebAssembly. */
import { readFile } from 'node:fs/promises';
import { openEngine } from '../../../kernels/cli/device.ts';
import { readModel } from '../../../kernels/formats/model.ts';
import { fromTokenizerJson } from '../../../kernels/text/hugging-face.ts';
import { holdModel } from '../../../kernels/train/held.ts';
import type { JobContext, LoadedBase } from '../../../src/runtime/job.ts';

const FOLDER = new URL('../../../public/modelos/base/', import.meta.url);
const engine = openEngine(1);
let loaded: Promise<LoadedBase> | undefined;

async function load(): Promise<LoadedBase> {
  const bytes = async (name: string) => ({
    name,
    bytes: new Uint8Array(await readFile(new URL(name, FOLDER))),
  });
  const model = readModel(await bytes('config.json'), [await bytes('model.safetensors')]);
  const tokenizer = fromTokenizerJson(await readFile(new URL('tokenizer.json', FOLDER), 'utf8'));
  return { model: holdModel(engine, model), tokenizer };
}

export function shippedBase(): Promise<LoadedBase> {
  loaded ??= load();
  return loaded;
}

export interface TestContext<Event> extends JobContext<Event, never> {
  /** What the job told the page. */
  readonly events: Event[];
}

export function contextFor<Event>(signal: AbortSignal = new AbortController().signal): TestContext<Event> {
  const events: Event[] = [];
  return {
    engine,
    base: shippedBase,
    emit: (event) => events.push(event),
    signal,
    commands: { poll: () => undefined, next: () => Promise.reject(new Error('There are no commands.')) },
    events,
  };
}
