import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLlamaConfig } from '../../../../kernels/formats/llama-config.ts';
import { llamaShapes } from '../../../../kernels/formats/llama-weights.ts';
import { writeModel } from '../../../../kernels/formats/model.ts';
import { readSafetensors, writeSafetensors } from '../../../../kernels/formats/safetensors.ts';
import {
  elementCount,
  type FloatTensor,
  fromIntegers,
  toFloat32,
} from '../../../../kernels/formats/tensor.ts';
import { Rng } from '../../../../kernels/random.ts';
import { toTokenizerJson } from '../../../../kernels/text/hugging-face.ts';
import { Tokenizer } from '../../../../kernels/text/tokenizer.ts';
import { relativeError } from '../../../golden/run.ts';

const GOLDEN = fileURLToPath(new URL('../../../golden', import.meta.url));
const CLI = fileURLToPath(new URL('../../../../kernels/cli.ts', import.meta.url));
const summary = JSON.parse(readFileSync(join(GOLDEN, 'summary.json'), 'utf8'));

let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ajuste-fino-cli-'));
  mkdirSync(at('model'));
  for (const name of ['config.json', 'model.safetensors']) cpSync(join(GOLDEN, name), at(`model/${name}`));
  writeTextModel(at('texts'));
  const pairs = ['{"prompt":"oi","completion":" ola"}', '{"prompt":"um","completion":" dois"}'];
  writeFileSync(at('pairs.jsonl'), `${pairs.join('\n')}\n`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function peft(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function tensors(path: string): Map<string, FloatTensor> {
  const file = readSafetensors(new Uint8Array(readFileSync(path)), path);
  return new Map([...file.tensors].map(([name, t]) => [name, { shape: t.shape, data: toFloat32(t, name) }]));
}

/** A small random model whose tokens are bytes. */
function writeTextModel(path: string): void {
  const tokenizer = new Tokenizer([]);
  const stored = JSON.parse(readFileSync(at('model/config.json'), 'utf8'));
  const sizes = { vocab_size: tokenizer.vocabularySize, hidden_size: 16, pad_token_id: 3 };
  const config = readLlamaConfig(new TextEncoder().encode(JSON.stringify({ ...stored, ...sizes })));
  const rng = new Rng(0);
  const weights = [...llamaShapes(config)].map(([name, shape]): [string, FloatTensor] => {
    const data = Float32Array.from({ length: elementCount(shape) }, () =>
      shape.length === 1 ? 1 : 0.1 * rng.normal(),
    );
    return [name, { shape, data }];
  });
  mkdirSync(path);
  for (const { name, bytes } of writeModel({ config, weights: new Map(weights) })) {
    writeFileSync(join(path, name), bytes);
  }
  writeFileSync(join(path, 'tokenizer.json'), JSON.stringify(toTokenizerJson(tokenizer)));
}

function worst(got: Map<string, FloatTensor>, expected: Map<string, FloatTensor>): number {
  expect([...got.keys()].sort()).toEqual([...expected.keys()].sort());
  return Math.max(...[...expected].map(([name, tensor]) => relativeError(got.get(name), tensor)));
}

const TRAIN = [
  'train',
  '--model',
  'MODEL',
  '--method',
  'lora',
  '--data',
  join(GOLDEN, 'batches.safetensors'),
];
const trainArgs = (...more: string[]): string[] => [
  ...TRAIN.map((arg) => (arg === 'MODEL' ? at('model') : arg)),
  '--steps',
  '2',
  '--out',
  at('bad'),
  ...more,
];

describe('train', () => {
  it("repeats PyTorch's run and leaves an adapter, its gradients and a report", () => {
    const init = join(GOLDEN, 'lora_all_r2.init.safetensors');
    const settings = [
      '--rank',
      '2',
      '--alpha',
      '8',
      '--targets',
      'all-linear',
      '--lr',
      '1e-2',
      '--weight-decay',
      '0.01',
    ];
    const files = ['--init', init, '--grads', at('grads.safetensors'), '--out', at('lora')];
    const { status, stdout, stderr } = peft(...trainArgs(...settings, ...files, '--steps', '20', '--json'));
    expect(stderr).toBe('');
    expect(status).toBe(0);

    const report = JSON.parse(readFileSync(at('lora/train.json'), 'utf8'));
    expect(JSON.parse(stdout)).toEqual(report);
    expect(report.device).toBe('wasm');
    expect(report.trainable).toBe(summary.cases.lora_all_r2.trainable);
    const expected: number[] = summary.cases.lora_all_r2.losses;
    expect(Math.max(...expected.map((loss, i) => Math.abs(loss - report.losses[i])))).toBeLessThan(1e-4);

    const golden = (part: string) => tensors(join(GOLDEN, `lora_all_r2.${part}.safetensors`));
    expect(worst(tensors(at('grads.safetensors')), golden('grad'))).toBeLessThan(1e-4);
    expect(worst(tensors(at('lora/adapter_model.safetensors')), golden('final'))).toBeLessThan(2e-3);
    expect(readdirSync(at('lora')).sort()).toEqual([
      'adapter_config.json',
      'adapter_model.safetensors',
      'train.json',
    ]);
  });

  it('writes a whole model after full fine-tuning', () => {
    const args = trainArgs('--method', 'full', '--lr', '3e-3', '--weight-decay', '0.01', '--steps', '20');
    expect(peft(...args, '--out', at('full')).status).toBe(0);
    const final = tensors(join(GOLDEN, 'full.final.safetensors'));
    expect(worst(tensors(at('full/model.safetensors')), final)).toBeLessThan(2e-3);
    expect(existsSync(at('full/config.json'))).toBe(true);
  });
});

describe('what a trained adapter is for', () => {
  it('evaluates alike plugged in and merged, and otherwise than the base', () => {
    const data = ['--data', join(GOLDEN, 'batches.safetensors'), '--json'];
    const loss = (...args: string[]): number => JSON.parse(peft('eval', ...args, ...data).stdout).loss;
    const base = loss('--model', at('model'));
    const plugged = loss('--model', at('model'), '--adapter', at('lora'));
    const merging = ['--model', at('model'), '--adapter', at('lora'), '--out', at('merged')];
    expect(peft('merge', ...merging).status).toBe(0);
    expect(plugged).toBeLessThan(base - 0.1);
    expect(Math.abs(loss('--model', at('merged')) / plugged - 1)).toBeLessThan(1e-5);
  });

  it('trains on pairs of texts and writes them back', () => {
    const training = [
      '--model',
      at('texts'),
      '--method',
      'full',
      '--data',
      at('pairs.jsonl'),
      '--batch',
      '2',
    ];
    const run = peft('train', ...training, '--lr', '1e-2', '--steps', '60', '--out', at('tuned'));
    expect(run.stderr).toBe('');
    const scores = JSON.parse(
      peft('eval', '--model', at('tuned'), '--data', at('pairs.jsonl'), '--json').stdout,
    );
    expect(scores).toMatchObject({ examples: 2, exact: 1, token_accuracy: 1 });
    const { text } = JSON.parse(peft('generate', '--model', at('tuned'), '--prompt', 'oi', '--json').stdout);
    expect(text).toBe(' ola');
  });

  it('shows what is in a folder', () => {
    const adapter = JSON.parse(peft('inspect', at('lora'), '--json').stdout);
    expect(adapter).toMatchObject({ kind: 'adapter', method: 'LORA', parameters: 1952 });
    const model = JSON.parse(peft('inspect', at('model'), '--json').stdout);
    expect(model).toMatchObject({ kind: 'model', parameters: 20128 });
  });

  it('measures a quantisation', () => {
    const report = JSON.parse(peft('quantize', '--model', at('model'), '--json').stdout);
    expect(report).toMatchObject({ type: 'nf4', block: 64, double_quant: true, parameters: 16896 });
    expect(report.bits_per_parameter).toBeCloseTo(4.126953125, 9);
  });

  it('exports a graph with the map of its parameters', () => {
    const args = ['--model', at('model'), '--method', 'lora', '--sequence', '12', '--batch', '4'];
    expect(peft('export-onnx', ...args, '--out', at('step.onnx')).status).toBe(0);
    const layout = JSON.parse(readFileSync(at('step.layout.json'), 'utf8'));
    expect(layout.theta.at(-1).offset + layout.theta.at(-1).size).toBe(896);
    expect(readFileSync(at('step.onnx')).length).toBeGreaterThan(1000);
  });
});

describe('wrong input ends with exit code 2, a message and nothing written', () => {
  const cases: [name: string, args: () => string[], message: string][] = [
    ['an unknown command', () => ['trian'], 'O comando "trian" não existe. Você quis dizer "train"?'],
    [
      'an unknown option',
      () => trainArgs('--rnak', '4'),
      'Opção desconhecida: --rnak. Você quis dizer "rank"?',
    ],
    ['a name with nothing right in it', () => trainArgs('-x'), 'Opção desconhecida: -x.\n'],
    ['rank 0', () => trainArgs('--rank', '0'), '--rank precisa ser pelo menos 1, mas recebeu 0.'],
    ['a rank that is no number', () => trainArgs('--rank', 'x'), '--rank espera um número inteiro'],
    ['an unknown module', () => trainArgs('--targets', 'q_porj'), 'o módulo "q_porj" não existe'],
    [
      'an option of another method',
      () => trainArgs('--bottleneck', '3'),
      '--bottleneck não se aplica a LoRA',
    ],
    ['a missing model', () => ['inspect', at('nowhere')], 'não existe.'],
    ['missing data', () => trainArgs('--data', at('none.jsonl')), 'não existe.'],
    [
      'an unknown kind of data',
      () => trainArgs('--data', at('model/config.json')),
      'espera um arquivo .jsonl',
    ],
    ['truncated tensors', () => trainArgs('--data', at('cut.safetensors')), 'truncado'],
    [
      'initial values of another method',
      () => trainArgs('--init', join(GOLDEN, 'prompt_6.init.safetensors')),
      'sobram os tensores',
    ],
    [
      'a loss that is not a number',
      () => trainArgs('--method', 'full', '--lr', '1e38', '--steps', '5'),
      // Of the five the first loss is from before any update.
      'deixou de ser um número no passo 2: o treino divergiu',
    ],
    ['a rate of 0', () => trainArgs('--lr', '0'), '--lr precisa ser maior que 0'],
    ['a limit of 0', () => trainArgs('--clip', '0'), '--clip precisa ser maior que 0'],
    ['labels that are all ignored', () => trainArgs('--data', at('blank.safetensors')), 'só tem -100'],
    [
      'a tokenizer of another model',
      () => ['generate', '--model', at('mixed'), '--prompt', 'oi'],
      'o tokenizer.json tem 260 tokens, e o modelo, só 96',
    ],
    [
      'a result on top of its base',
      () => trainArgs('--out', at('model')),
      'é a pasta do modelo base, que não pode ser mudada',
    ],
    [
      'a merged model on top of its base',
      () => ['merge', '--model', at('model'), '--adapter', at('lora'), '--out', at('model')],
      'é a pasta do modelo base, que não pode ser mudada',
    ],
    ['pairs without a tokenizer', () => trainArgs('--data', at('pairs.jsonl')), 'não tem tokenizer.json'],
    [
      'an adapter of another base',
      () => ['eval', '--model', at('texts'), '--adapter', at('prompt'), '--data', at('pairs.jsonl')],
      'foi feito para outra base',
    ],
    [
      'merging a prompt',
      () => ['merge', '--model', at('model'), '--adapter', at('prompt'), '--out', at('bad')],
      'não pode ser fundido',
    ],
  ];

  beforeAll(() => {
    const blank = fromIntegers([1, 4], [-100, -100, -100, -100]);
    const ids = fromIntegers([1, 4], [1, 2, 3, 4]);
    writeFileSync(
      at('blank.safetensors'),
      writeSafetensors([
        ['input_ids.0', ids],
        ['labels.0', blank],
      ]),
    );
    cpSync(at('model'), at('mixed'), { recursive: true });
    cpSync(at('texts/tokenizer.json'), at('mixed/tokenizer.json'));
    writeFileSync(at('cut.safetensors'), readFileSync(join(GOLDEN, 'batches.safetensors')).subarray(0, 900));
    const args = trainArgs('--method', 'prompt', '--length', '2', '--out', at('prompt'));
    expect(peft(...args).status).toBe(0);
  });

  it.each(cases)('%s', (_, args, message) => {
    const { status, stderr, stdout } = peft(...args());
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^Erro: /);
    expect(stdout).not.toContain('Pronto');
    expect(status).toBe(2);
    expect(existsSync(at('bad'))).toBe(false);
  });

  it.each([
    ['--out', 'já existe e não é uma pasta', () => join(at('pairs.jsonl'), 'deep')],
    ['--grads', 'já existe e não é uma pasta', () => join(at('pairs.jsonl'), 'grads.safetensors')],
    // There is no such place elsewhere; where there is, Node's own recursive mkdir never returns from it.
    ...(existsSync('/proc/self')
      ? [['--out', 'Não foi possível gravar', () => '/proc/nowhere/deep'] as const]
      : []),
  ] as const)(
    '%s where nothing can be written: said before the training, not after',
    (option, message, path) => {
      const { status, stderr, stdout } = peft(...trainArgs(option, path()));
      expect(stderr).toContain(message);
      expect(stdout).toBe('');
      expect(status).toBe(2);
      expect(existsSync(at('bad'))).toBe(false);
    },
  );
});

it('a file of gradients beside the whole model that they made does not spoil its folder', () => {
  const grads = ['--grads', at('whole/grads.safetensors')];
  expect(peft(...trainArgs('--method', 'full', '--out', at('whole'), ...grads)).status).toBe(0);
  const { stdout, stderr } = peft('inspect', at('whole'), '--json');
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'model', parameters: 20128 });
});
