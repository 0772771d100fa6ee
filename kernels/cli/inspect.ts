import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fieldsOf } from '../formats/fields.ts';
import { parseJsonObject } from '../formats/json.ts';
import { readSafetensors } from '../formats/safetensors.ts';
import { elementCount, type StoredTensor } from '../formats/tensor.ts';
import { ADAPTER_CONFIG, ADAPTER_WEIGHTS } from '../peft/adapter-files.ts';
import type { Command } from './command.ts';
import { CliError } from './error.ts';
import { readModelFolder, readNamed } from './files.ts';

export const inspect: Command = {
  summary: 'mostra o que há na pasta de um modelo, na de um adaptador ou num .safetensors',
  positionals: ['CAMINHO'],
  options: {},

  async run(options, { log }) {
    const [path] = options.rest;
    if (path === undefined) throw new CliError('Falta o caminho: inspect CAMINHO.');
    const report = path.endsWith('.safetensors') ? inspectFile(path) : inspectFolder(path);
    for (const [key, value] of Object.entries(report)) {
      if (key !== 'tensors') log(`${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`);
    }
    for (const { name, dtype, shape } of report.tensors) log(`  ${name}  ${dtype} [${shape.join(', ')}]`);
    return report;
  },
};

function inspectFile(path: string) {
  const { tensors, metadata } = readSafetensors(readNamed(path).bytes, path);
  return {
    kind: 'safetensors',
    metadata: Object.fromEntries(metadata),
    parameters: countElements(tensors),
    tensors: summaries(tensors),
  };
}

function inspectFolder(path: string) {
  if (existsSync(join(path, ADAPTER_CONFIG))) {
    const origin = join(path, ADAPTER_CONFIG);
    const config = parseJsonObject(readNamed(origin).bytes, origin);
    const weights = join(path, ADAPTER_WEIGHTS);
    const { tensors } = readSafetensors(readNamed(weights).bytes, weights);
    return {
      kind: 'adapter',
      method: fieldsOf(config, origin).text('peft_type', '?'),
      config,
      parameters: countElements(tensors),
      tensors: summaries(tensors),
    };
  }
  const { config, weights, tokenizer } = readModelFolder(path);
  const parameters = [...weights.values()].reduce((sum, { shape }) => sum + elementCount(shape), 0);
  return {
    kind: 'model',
    config,
    parameters,
    tokenizer: tokenizer ? `${tokenizer.vocabularySize} tokens` : 'não há',
    tensors: [...weights].map(([name, { shape }]) => ({ name, dtype: 'F32', shape })),
  };
}

function countElements(tensors: ReadonlyMap<string, StoredTensor>): number {
  return [...tensors.values()].reduce((sum, { shape }) => sum + elementCount(shape), 0);
}

function summaries(tensors: ReadonlyMap<string, StoredTensor>) {
  return [...tensors].map(([name, { dtype, shape }]) => ({ name, dtype, shape }));
}
