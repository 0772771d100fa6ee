/** The compiler from a terminal: `npm run peft -- COMANDO …`. */
import type { Command } from './cli/command.ts';
import { CliError, didYouMean } from './cli/error.ts';
import { evaluate } from './cli/eval.ts';
import { exportOnnx } from './cli/export-onnx.ts';
import { generate } from './cli/generate.ts';
import { inspect } from './cli/inspect.ts';
import { merge } from './cli/merge.ts';
import { describeOptions, nearest, type OptionTable, parseOptions } from './cli/options.ts';
import { quantize } from './cli/quantize.ts';
import { train } from './cli/train.ts';
import { FormatError, quoted } from './formats/error.ts';
import { TokenizerFormatError } from './text/hugging-face.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  train,
  eval: evaluate,
  generate,
  quantize,
  merge,
  'export-onnx': exportOnnx,
  inspect,
};

const COMMON: OptionTable = {
  json: { kind: 'flag', help: 'escreve o resultado em JSON, para programas' },
  help: { kind: 'flag', help: 'mostra esta ajuda' },
};

/** What the person can mend. */
const EXIT_USAGE = 2;
/** A fault of the program, or a machine too small. */
const EXIT_FAULT = 1;
const HELP: readonly string[] = ['--help', '-h', 'help'];

function generalHelp(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(13)}${summary}`);
  return `Uso: npm run peft -- COMANDO [opções]\n\nComandos:\n${lines.join('\n')}\n\nCada comando explica as suas opções com --help.`;
}

function commandHelp(name: string, { summary, options, positionals = [] }: Command): string {
  const usage = ['npm run peft --', name, ...positionals, '[opções]'].join(' ');
  return `${name}: ${summary}\n\nUso: ${usage}\n\n${describeOptions({ ...options, ...COMMON })}`;
}

async function main(argv: readonly string[]): Promise<void> {
  const [name, ...rest] = argv;
  if (name === undefined || HELP.includes(name)) {
    console.log(generalHelp());
    return;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const hint = didYouMean(nearest(name, Object.keys(COMMANDS)));
    throw new CliError(`O comando ${quoted(name)} não existe.${hint}\n\n${generalHelp()}`);
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(commandHelp(name, command));
    return;
  }
  const options = parseOptions(rest, { ...command.options, ...COMMON }, command.positionals?.length);
  const isJson = options.flag('json');
  const result = await command.run(options, { log: (text) => (isJson ? undefined : console.log(text)) });
  if (isJson) console.log(JSON.stringify(result));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isUsage =
    error instanceof CliError || error instanceof FormatError || error instanceof TokenizerFormatError;
  if (isUsage) console.error(`Erro: ${error.message}`);
  else {
    console.error('Falha inesperada. Se foi a memória que acabou, use um lote ou um modelo menor.', error);
  }
  process.exitCode = isUsage ? EXIT_USAGE : EXIT_FAULT;
}
