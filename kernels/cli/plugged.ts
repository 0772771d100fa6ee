/** A base model with or without an adapter, as `eval` and `generate` take it. */

import type { Engine } from '../train/engine.ts';
import { type HeldAdapter, type HeldModel, holdAdapter, holdModel } from '../train/held.ts';
import { layoutOf, packTheta } from '../train/layout.ts';
import { engineFor, THREADS_OPTION } from './device.ts';
import { type ModelFolder, readAdapterFolder, readModelFolder } from './files.ts';
import type { Options, OptionTable } from './options.ts';

export const PLUGGED_OPTIONS = {
  model: { kind: 'text', value: 'DIR', help: 'pasta do modelo base', required: true },
  adapter: { kind: 'text', value: 'DIR', help: 'pasta do adaptador (sem ela: só a base)' },
  ...THREADS_OPTION,
} as const satisfies OptionTable;

/** What the options name, on the device. */
export interface PluggedModel {
  readonly engine: Engine;
  readonly folder: ModelFolder;
  readonly base: HeldModel;
  readonly plugged: HeldAdapter | undefined;
  readonly theta: Float32Array<ArrayBuffer> | undefined;
}

/** @throws CliError, FormatError in Portuguese */
export function openPlugged(options: Options): PluggedModel {
  const folder = readModelFolder(options.requiredText('model'));
  const path = options.text('adapter');
  const trained = path === undefined ? undefined : readAdapterFolder(path, folder.config);
  const engine = engineFor(options);
  const base = holdModel(engine, folder);
  if (!trained) return { engine, folder, base, plugged: undefined, theta: undefined };
  const { adapter, parameters } = trained;
  const theta = packTheta(layoutOf(adapter.parameters), parameters);
  return { engine, folder, base, plugged: holdAdapter(engine, base, adapter), theta };
}
