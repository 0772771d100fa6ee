import { dirname, extname } from 'node:path';
import { quoted } from '../formats/error.ts';
import { writeModel } from '../formats/model.ts';
import { jsonFile, type NamedFile } from '../formats/named-file.ts';
import { writeSafetensors } from '../formats/safetensors.ts';
import { fromFloat32 } from '../formats/tensor.ts';
import { ADAMW_DEFAULTS } from '../optim/adamw.ts';
import type { ScheduleKind } from '../optim/schedule.ts';
import { readParameters, writeAdapter } from '../peft/adapter-files.ts';
import type { Adapter, Weights } from '../peft/method.ts';
import { type Batch, batchesOf, formatFor } from '../train/batch.ts';
import { holdAdapter, holdModel } from '../train/held.ts';
import { layoutOf, packTheta, unpackTheta } from '../train/layout.ts';
import { DivergedError, runSteps } from '../train/loop.ts';
import type { BatchShape } from '../train/model-graph.ts';
import { Trainer } from '../train/trainer.ts';
import type { Command } from './command.ts';
import { readBatches, readPairs } from './data.ts';
import { engineFor, THREADS_OPTION } from './device.ts';
import { CliError } from './error.ts';
import { type ModelFolder, readModelFolder, readNamed, requireTokenizer } from './files.ts';
import { adapterFor, METHOD_OPTIONS, methodOf } from './method.ts';
import type { Options } from './options.ts';
import { requireOut, writeFolder, writeOne } from './out.ts';

const SCHEDULES: readonly ScheduleKind[] = ['constant', 'linear', 'cosine'];
/** Share of the steps in which the rate rises, unless it is constant. */
const WARMUP_SHARE = 0.06;

export const train: Command = {
  summary: 'treina um adaptador (ou todos os pesos) sobre um modelo base',
  options: {
    model: { kind: 'text', value: 'DIR', help: 'pasta do modelo base', required: true },
    ...METHOD_OPTIONS,
    data: {
      kind: 'text',
      value: 'ARQUIVO',
      help: 'pares de textos (.jsonl com "prompt" e "completion") ou lotes prontos (.safetensors)',
      required: true,
    },
    out: { kind: 'text', value: 'DIR', help: 'pasta do resultado', required: true },
    steps: { kind: 'integer', value: 'N', help: 'passos (padrão: 100)', min: 1 },
    lr: { kind: 'number', value: 'X', help: 'taxa de aprendizado (padrão: a do método)', above: 0 },
    'weight-decay': { kind: 'number', value: 'X', help: 'decaimento de pesos (padrão: 0)', min: 0 },
    schedule: { kind: 'text', value: 'TIPO', help: 'taxa ao longo do treino', choices: SCHEDULES },
    warmup: { kind: 'integer', value: 'N', help: 'passos de aquecimento da taxa', min: 0 },
    clip: { kind: 'number', value: 'X', help: 'maior norma do gradiente (padrão: sem limite)', above: 0 },
    batch: { kind: 'integer', value: 'N', help: 'exemplos por lote, com .jsonl (padrão: 8)', min: 1 },
    init: { kind: 'text', value: 'ARQUIVO', help: 'parâmetros iniciais (.safetensors)' },
    grads: { kind: 'text', value: 'ARQUIVO', help: 'grava os gradientes do passo 0 (.safetensors)' },
    seed: { kind: 'integer', value: 'N', help: 'semente do sorteio (padrão: 0)', min: 0 },
    ...THREADS_OPTION,
  },

  async run(options, { log }) {
    const model = readModelFolder(options.requiredText('model'));
    const adapter = adapterFor(options, model.config);
    const data = readData(options, model);
    const initial = readInitial(options, adapter);
    const out = options.requiredText('out');
    const gradientPath = options.text('grads');
    // Before the training, not after: hours of it would be lost.
    await requireOut(out, model.path);
    if (gradientPath !== undefined) await requireOut(dirname(gradientPath));
    const engine = engineFor(options);
    const base = holdModel(engine, model);
    const plugged = holdAdapter(engine, base, adapter);
    const trainer = await Trainer.create(engine, {
      base,
      plugged,
      options: {
        ...data.shape,
        weightDecay: options.number('weight-decay') ?? ADAMW_DEFAULTS.weightDecay,
        clip: options.number('clip'),
        gradient: options.has('grads'),
      },
      from: initial ?? { seed: options.number('seed') ?? 0 },
    });
    const { losses, gradient, milliseconds } = await trainAsAsked(trainer, data.batchAt, options, log);
    const parameters = await trainer.parameters();
    const { size: trainable } = trainer.layout;
    const report = { losses, trainable, ms_per_step: milliseconds, device: engine.kind };

    // Everything is ready before anything is written.
    const files = [...resultFiles(adapter, parameters, model), jsonFile('train.json', report)];
    const gradientFile = gradient && writeTensors(unpackTheta(trainer.layout, gradient));
    if (gradientPath !== undefined && gradientFile) await writeOne(gradientPath, gradientFile);
    await writeFolder(out, files);
    log(`Pronto: ${trainable} parâmetros treinados, perda ${losses.at(-1)?.toFixed(4)}, em ${out}.`);
    return report;
  },
};

interface TrainingData {
  readonly shape: BatchShape;
  batchAt(step: number): Batch;
}

/** @throws CliError, FormatError in Portuguese */
function readData(options: Options, model: ModelFolder): TrainingData {
  const file = readNamed(options.requiredText('data'));
  if (extname(file.name) === '.safetensors') {
    if (options.has('batch')) throw new CliError('--batch só vale para .jsonl: os lotes já vêm prontos.');
    const { batch, length, batches } = readBatches(file, model.config);
    const batchAt = (step: number): Batch => batches[step % batches.length] ?? {};
    return { shape: { batch, length }, batchAt };
  }
  if (extname(file.name) !== '.jsonl') {
    throw new CliError(`--data espera um arquivo .jsonl ou .safetensors, mas recebeu ${quoted(file.name)}.`);
  }
  const examples = readPairs(file, requireTokenizer(model, 'ler pares de textos'), model.config);
  const format = formatFor(examples, options.number('batch') ?? 8, model.config.padTokenId ?? 0);
  return { shape: format, batchAt: batchesOf(examples, format, options.number('seed') ?? 0) };
}

function readInitial(options: Options, adapter: Adapter) {
  const path = options.text('init');
  if (path === undefined) return undefined;
  return { theta: packTheta(layoutOf(adapter.parameters), readParameters(readNamed(path), adapter)) };
}

/** @throws CliError if the loss stops being a number */
async function trainAsAsked(
  trainer: Trainer,
  batchAt: (step: number) => Batch,
  options: Options,
  log: (text: string) => void,
) {
  const steps = options.number('steps') ?? 100;
  const learningRate = options.number('lr') ?? methodOf(options).learningRate;
  const kind = SCHEDULES.find((known) => known === options.text('schedule')) ?? 'constant';
  const warmupSteps = options.number('warmup') ?? (kind === 'constant' ? 0 : Math.ceil(WARMUP_SHARE * steps));
  const losses: number[] = [];
  let gradient: Float32Array<ArrayBuffer> | undefined;
  const start = performance.now();
  const schedule = { kind, warmupSteps, totalSteps: steps };
  try {
    await runSteps(
      trainer,
      { batchAt, learningRate, schedule },
      {
        request: (step) => ({ gradient: step === 0 && options.has('grads') }),
        onStep(report) {
          losses.push(report.loss);
          gradient ??= report.gradient;
          if (trainer.step % Math.max(1, Math.round(steps / 10)) === 0) {
            log(`passo ${trainer.step} de ${steps}: perda ${report.loss.toFixed(4)}`);
          }
        },
      },
    );
  } catch (error) {
    if (!(error instanceof DivergedError)) throw error;
    throw new CliError(
      `A perda deixou de ser um número no passo ${error.step + 1}: o treino divergiu. ` +
        `Tente uma taxa menor que --lr ${learningRate}, ou limite o gradiente com --clip 1. Nada foi gravado.`,
    );
  }
  return { losses, gradient, milliseconds: (performance.now() - start) / steps };
}

function writeTensors(tensors: Weights): Uint8Array<ArrayBuffer> {
  return writeSafetensors([...tensors].map(([name, tensor]) => [name, fromFloat32(tensor)] as const));
}

/** @throws CliError if training has spoilt a parameter: the last loss is from before the last step */
function resultFiles(adapter: Adapter, parameters: Weights, model: ModelFolder): NamedFile[] {
  for (const [name, { data }] of parameters) {
    if (!data.every(Number.isFinite)) {
      throw new CliError(
        `O treino divergiu no último passo: ${quoted(name)} deixou de ter números. Use uma taxa menor. Nada foi gravado.`,
      );
    }
  }
  if (adapter.method !== 'full') {
    return writeAdapter({ adapter, parameters, baseModel: model.path }, model.config);
  }
  return [...writeModel({ config: model.config, weights: parameters }), ...model.tokenizerFiles];
}
