/** The fine-tuning method that a command line asks for. */
import { quoted } from '../formats/error.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import type { Adapter, PeftMethod } from '../peft/method.ts';
import { METHODS } from '../peft/registry.ts';
import { BASE_TYPES } from '../quant/levels.ts';
import { CliError } from './error.ts';
import type { Options, OptionTable } from './options.ts';

/** Options that choose a method and its settings. */
export const METHOD_OPTIONS = {
  method: {
    kind: 'text',
    value: 'MÉTODO',
    help: 'método de ajuste',
    required: true,
    choices: METHODS.map(({ id }) => id),
  },
  rank: { kind: 'integer', value: 'N', help: 'posto (lora, qlora, dora, vera)', min: 1 },
  alpha: { kind: 'number', value: 'X', help: 'alpha do fator de escala (lora, qlora, dora)' },
  targets: { kind: 'text', value: 'A,B', help: 'módulos-alvo separados por vírgula, ou all-linear' },
  rslora: { kind: 'flag', help: 'divide alpha por √posto em vez do posto' },
  length: { kind: 'integer', value: 'N', help: 'tokens virtuais (prefix, prompt)', min: 1 },
  start: {
    kind: 'text',
    value: 'TIPO',
    help: 'início do prompt suave',
    choices: ['vocabulary', 'random'],
  },
  bottleneck: { kind: 'integer', value: 'N', help: 'largura do gargalo (adapter)', min: 1 },
  'base-type': { kind: 'text', value: 'TIPO', help: 'tipo da base quantizada (qlora)', choices: BASE_TYPES },
  block: { kind: 'integer', value: 'N', help: 'pesos por bloco de quantização (qlora)', min: 1 },
  'no-double-quant': { kind: 'flag', help: 'desliga a quantização dupla (qlora)' },
} as const satisfies OptionTable;

/** Option -> the name of the setting and its value. */
const SETTINGS: Readonly<Record<string, readonly [setting: string, read: (options: Options) => unknown]>> = {
  rank: ['rank', (options) => options.number('rank')],
  alpha: ['alpha', (options) => options.number('alpha')],
  targets: ['targets', (options) => readList(options.text('targets') ?? '')],
  rslora: ['rsLora', () => true],
  length: ['length', (options) => options.number('length')],
  start: ['start', (options) => options.text('start')],
  bottleneck: ['bottleneck', (options) => options.number('bottleneck')],
  'base-type': ['base', (options) => options.text('base-type')],
  block: ['blockSize', (options) => options.number('block')],
  'no-double-quant': ['doubleQuant', () => false],
};

function readList(text: string): string | string[] {
  return text === 'all-linear' ? text : text.split(',').map((name) => name.trim());
}

/** The method of `--method`. @throws CliError */
export function methodOf(options: Options): PeftMethod {
  const id = options.requiredText('method');
  const method = METHODS.find((known) => known.id === id);
  if (!method) throw new CliError(`O método ${quoted(id)} não existe.`);
  return method;
}

/** The method with the settings of the command line. @throws CliError, FormatError in Portuguese */
export function adapterFor(options: Options, config: LlamaConfig): Adapter {
  const method = methodOf(options);
  const settings: Record<string, unknown> = {};
  for (const [option, [setting, read]] of Object.entries(SETTINGS)) {
    if (!options.has(option)) continue;
    if (!Object.hasOwn(method.defaults, setting)) {
      const others = METHODS.filter(({ defaults }) => Object.hasOwn(defaults, setting)).map(({ id }) => id);
      throw new CliError(`--${option} não se aplica a ${method.name}; serve para ${others.join(', ')}.`);
    }
    settings[setting] = read(options);
  }
  return method.configure(config, settings);
}
