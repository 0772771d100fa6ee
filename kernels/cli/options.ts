/** Options of the terminal: one table a command drives parsing, checking and help. */
import { parseArgs } from 'node:util';
import { closest, distance } from 'fastest-levenshtein';
import { quoted } from '../formats/error.ts';
import { CliError, didYouMean } from './error.ts';

/** One option: how it is read, checked and explained. */
export interface OptionSpec {
  readonly kind: 'text' | 'integer' | 'number' | 'flag';
  /** What stands after the option in help: `DIR`. */
  readonly value?: string;
  readonly help: string;
  readonly required?: boolean;
  /** Smallest value that makes sense, for numbers. */
  readonly min?: number;
  /** What a number must be greater than. */
  readonly above?: number;
  readonly choices?: readonly string[];
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** Parsed options, each read by the kind that its table gives it. */
export interface Options {
  text(name: string): string | undefined;
  /** @throws CliError if it is missing */
  requiredText(name: string): string;
  number(name: string): number | undefined;
  flag(name: string): boolean;
  has(name: string): boolean;
  /** Arguments that are not options. */
  readonly rest: readonly string[];
}

/** Largest edit distance at which an unknown name still looks like a slip of the finger. */
const NEAR = 3;

/** The known name that a mistyped one is nearest to, if any is near: at least one letter must be right. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const found = known.length > 0 ? closest(name, [...known]) : undefined;
  return found !== undefined && distance(name, found) <= Math.min(NEAR, name.length - 1) ? found : undefined;
}

/** @throws CliError on an unknown option, a missing one or a value of the wrong kind */
export function parseOptions(argv: readonly string[], table: OptionTable, positionals = 0): Options {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(table).map(([name, { kind }]) => [
        name,
        { type: kind === 'flag' ? 'boolean' : 'string' } as const,
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const texts = new Map<string, string>();
  const rest: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') rest.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(table, token.name) ? table[token.name] : undefined;
    if (!spec) {
      throw new CliError(
        `Opção desconhecida: ${token.rawName}.${didYouMean(nearest(token.name, Object.keys(table)))}`,
      );
    }
    if (spec.kind !== 'flag' && token.value === undefined) {
      throw new CliError(`A opção --${token.name} precisa de um valor (${spec.value ?? 'VALOR'}).`);
    }
    texts.set(token.name, token.value ?? '');
  }
  if (rest.length > positionals) {
    throw new CliError(`Argumento inesperado: ${quoted(rest[positionals] ?? '')}.`);
  }
  checkValues(texts, table);
  const numbers = (name: string): number | undefined => {
    const text = texts.get(name);
    return text === undefined ? undefined : Number(text);
  };
  return {
    rest,
    text: (name) => texts.get(name),
    requiredText: (name) => texts.get(name) ?? missing(name, table),
    number: numbers,
    flag: (name) => texts.has(name),
    has: (name) => texts.has(name),
  };
}

function missing(name: string, table: OptionTable): never {
  throw new CliError(`Falta a opção --${name} ${table[name]?.value ?? ''} (${table[name]?.help ?? ''}).`);
}

function checkValues(texts: ReadonlyMap<string, string>, table: OptionTable): void {
  for (const [name, spec] of Object.entries(table)) {
    const text = texts.get(name);
    if (text === undefined) {
      if (spec.required) missing(name, table);
      continue;
    }
    if (spec.choices && !spec.choices.includes(text)) {
      const hint = didYouMean(nearest(text, spec.choices));
      throw new CliError(
        `--${name} não pode ser ${quoted(text)}; use um destes: ${spec.choices.join(', ')}.${hint}`,
      );
    }
    if (spec.kind === 'integer' || spec.kind === 'number') checkNumber(name, text, spec);
  }
}

function checkNumber(name: string, text: string, { kind, min, above }: OptionSpec): void {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const isValid = kind === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value);
  const what = kind === 'integer' ? 'um número inteiro' : 'um número (com ponto, como 0.01)';
  if (!isValid) throw new CliError(`--${name} espera ${what}, mas recebeu ${quoted(text)}.`);
  if (min !== undefined && value < min) {
    throw new CliError(`--${name} precisa ser pelo menos ${min}, mas recebeu ${text}.`);
  }
  if (above !== undefined && value <= above) {
    throw new CliError(`--${name} precisa ser maior que ${above}, mas recebeu ${text}.`);
  }
}

/** Help lines of a table, in columns. */
export function describeOptions(table: OptionTable): string {
  const rows = Object.entries(table).map(([name, { value, help, required, choices }]) => {
    const left = `  --${name}${value ? ` ${value}` : ''}`;
    const notes = [choices && `um destes: ${choices.join(', ')}`, required && 'obrigatória'].filter(Boolean);
    return [left, `${help}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `${left.padEnd(width)}${right}`).join('\n');
}
