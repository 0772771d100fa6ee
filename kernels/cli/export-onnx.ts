import { basename, dirname } from 'node:path';
import { jsonFile, type NamedFile } from '../formats/named-file.ts';
import type { Tensor } from '../onnx/tensor.ts';
import { compileEval } from '../train/compile-eval.ts';
import { compileTrainStep } from '../train/compile-train.ts';
import { INPUT } from '../train/model-graph.ts';
import type { Command } from './command.ts';
import { CliError } from './error.ts';
import { readModelFolder } from './files.ts';
import { adapterFor, METHOD_OPTIONS } from './method.ts';
import { writeFolder } from './out.ts';

const GRAPHS = ['train', 'eval'];
const WEIGHTS = ['inputs', 'inside', 'external'];

export const exportOnnx: Command = {
  summary: 'grava o grafo do passo de treino (ou da avaliação) em ONNX, com o mapa dos parâmetros',
  options: {
    model: { kind: 'text', value: 'DIR', help: 'pasta do modelo base', required: true },
    ...METHOD_OPTIONS,
    out: { kind: 'text', value: 'ARQUIVO.onnx', help: 'arquivo do grafo', required: true },
    graph: { kind: 'text', value: 'TIPO', help: 'qual grafo (padrão: train)', choices: GRAPHS },
    weights: {
      kind: 'text',
      value: 'ONDE',
      help: 'pesos da base como entradas (padrão), dentro do arquivo ou num arquivo ao lado',
      choices: WEIGHTS,
    },
    batch: { kind: 'integer', value: 'N', help: 'sequências por lote (padrão: 8)', min: 1 },
    sequence: { kind: 'integer', value: 'N', help: 'tokens por sequência (padrão: 64)', min: 1 },
    clip: { kind: 'number', value: 'X', help: 'maior norma do gradiente (padrão: sem limite)', above: 0 },
    'weight-decay': { kind: 'number', value: 'X', help: 'decaimento de pesos (padrão: 0)', min: 0 },
  },

  async run(options, { log }) {
    const { config, weights } = readModelFolder(options.requiredText('model'));
    const adapter = adapterFor(options, config);
    const out = options.requiredText('out');
    if (!out.endsWith('.onnx')) throw new CliError('--out precisa terminar em .onnx.');
    const length = options.number('sequence') ?? 64;
    if (length > config.maxPositions) {
      throw new CliError(`--sequence ${length} passa do que o modelo lê (${config.maxPositions}).`);
    }
    const shape = { batch: options.number('batch') ?? 8, length };
    const { model, layout } =
      options.text('graph') === 'eval'
        ? compileEval(config, adapter, { ...shape, outputs: ['loss', 'logits'] })
        : compileTrainStep(config, adapter, {
            ...shape,
            clip: options.number('clip'),
            weightDecay: options.number('weight-decay') ?? 0,
          });

    const place = options.text('weights') ?? 'inputs';
    const frozen = new Map<string, Tensor>([
      ...[...weights].map(([name, tensor]) => [name, { dtype: 'float32', ...tensor }] as const),
      ...(adapter.frozen?.(weights) ?? []),
    ]);
    const name = basename(out);
    const externalFile = `${name}.data`;
    const { model: bytes, external } = model.write({
      ...(place !== 'inputs' && { initializers: frozen }),
      ...(place === 'external' && { externalFile }),
    });
    const changing: readonly string[] = Object.values(INPUT);
    const report = {
      graph: options.text('graph') ?? 'train',
      method: adapter.method,
      settings: adapter.settings,
      ...shape,
      nodes: model.nodeCount,
      inputs: model.inputs.map((port) => ({ ...port, frozen: !changing.includes(port.name) })),
      outputs: model.outputs,
      weights: place,
      theta: layout.entries,
    };
    const files: NamedFile[] = [
      { name, bytes },
      ...(external ? [{ name: externalFile, bytes: external }] : []),
      jsonFile(name.replace(/\.onnx$/, '.layout.json'), report),
    ];
    await writeFolder(dirname(out), files);
    log(`${name}: ${model.nodeCount} nós, ${bytes.length} bytes, ${layout.size} parâmetros treináveis.`);
    return { ...report, bytes: bytes.length };
  },
};
