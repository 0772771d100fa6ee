import { quoted } from '../formats/error.ts';
import { writeModel } from '../formats/model.ts';
import type { FloatDType } from '../formats/tensor.ts';
import type { Command } from './command.ts';
import { CliError } from './error.ts';
import { readAdapterFolder, readModelFolder } from './files.ts';
import { requireOut, writeFolder } from './out.ts';

const DTYPES: readonly FloatDType[] = ['F32', 'F16', 'BF16'];

export const merge: Command = {
  summary: 'soma um adaptador aos pesos da base e grava um modelo inteiro',
  options: {
    model: { kind: 'text', value: 'DIR', help: 'pasta do modelo base', required: true },
    adapter: { kind: 'text', value: 'DIR', help: 'pasta do adaptador', required: true },
    out: { kind: 'text', value: 'DIR', help: 'pasta do modelo resultante', required: true },
    dtype: {
      kind: 'text',
      value: 'TIPO',
      help: 'precisão dos pesos gravados (padrão: F32)',
      choices: DTYPES,
    },
  },

  async run(options, { log }) {
    const model = readModelFolder(options.requiredText('model'));
    const path = options.requiredText('adapter');
    const { adapter, parameters } = readAdapterFolder(path, model.config);
    const out = options.requiredText('out');
    await requireOut(out, model.path);
    if (!adapter.merging.possible) {
      throw new CliError(`O adaptador em ${quoted(path)} não pode ser fundido: ${adapter.merging.reason}`);
    }
    const changed = adapter.merging.merge(model.weights, parameters);
    const weights = new Map([...model.weights, ...changed]);
    const dtype = DTYPES.find((known) => known === options.text('dtype')) ?? 'F32';
    await writeFolder(out, [
      ...writeModel({ config: model.config, weights }, dtype),
      ...model.tokenizerFiles,
    ]);
    log(`Pronto: ${changed.size} matrizes mudaram; o modelo fundido está em ${out}.`);
    return { method: adapter.method, merged: [...changed.keys()], dtype };
  },
};
