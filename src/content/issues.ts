/** zod's findings in Portuguese: what is wrong with a key or a prop, and what to write. */
import { z } from 'zod';
import { nearest } from './nearest.ts';

export interface Explanation {
  cause: string;
  mend: string;
}

/** What is being checked, for the sentences. */
export interface Subject {
  /** "chave" in YAML, "propriedade" in a component. */
  noun: 'chave' | 'propriedade';
  /** "da seção", "de <Nota>". */
  owner: string;
}

/** What to write in each key, where its name does not say it all. */
const HINTS: Record<string, string> = {
  alt: 'Descreva a figura para quem não a vê.',
  legenda: 'Diga em uma frase o que a figura ou a tabela mostra.',
  fala: 'Escreva a fórmula por extenso, como se lê em voz alta.',
  fonte: 'Cite a obra pelo id, como em fonte="hu-2021-lora".',
  resumo: 'Resuma em uma frase de 30 a 160 caracteres.',
  atualizado: 'Escreva a data como 2026-11-24, sem aspas.',
  ensinadoEm: 'Escreva “aula/secao” ou “aula/secao#ancora”, como em “19-peft/lora-matematica#def-posto”.',
  itens: 'Escreva os itens separados por espaço, como em itens="S08.1 S08.2".',
  arxiv: 'Escreva só o número, entre aspas, como em "2106.09685".',
  doi: 'Escreva só o DOI, como em 10.18653/v1/2021.acl-long.353.',
  url: 'Escreva o endereço completo, com https://.',
  largura: 'Escreva a largura em pixels, como em largura="480".',
  tipo: 'Os tipos são multipla, certo-errado, numerica e aberta.',
};

const ID_HINT = 'Use letras minúsculas sem acento, algarismos e hifens.';

const TYPES: Record<string, string> = {
  string: 'texto',
  number: 'número',
  int: 'número inteiro',
  boolean: 'true ou false',
  array: 'lista',
  object: 'bloco de chaves',
  date: 'data',
  null: 'nada',
};

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  return typeof value;
}

function show(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? (TYPES[typeOf(value)] ?? 'valor')
    : `“${String(value)}”`;
}

/** The last key of the path: `alternativas.2.texto` -> `texto`. */
function keyOf(path: readonly PropertyKey[]): string {
  return String(path.findLast((part) => typeof part === 'string') ?? '');
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? `${part + 1}º item` : String(part))).join(' → ');
}

const plural = (count: number | bigint, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

function sizeUnit(origin: string): [one: string, many: string] | undefined {
  if (origin === 'string') return ['caractere', 'caracteres'];
  if (origin === 'array') return ['item', 'itens'];
  return undefined;
}

function explainSize(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, name: string): string {
  const unit = sizeUnit(issue.origin);
  const small = issue.code === 'too_small';
  const limit = small ? issue.minimum : issue.maximum;
  if (!unit) return `${name} deve ser ${small ? 'no mínimo' : 'no máximo'} ${limit}`;
  const size = typeof issue.input === 'string' || Array.isArray(issue.input) ? issue.input.length : 0;
  if (size === 0) return `${name} está vazia`;
  return `${name} tem ${plural(size, ...unit)}; o ${small ? 'mínimo' : 'máximo'} é ${limit}`;
}

/** Keys that the schema accepts at a path; for a union by `tipo`, those of the chosen kind. */
export function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[], data: unknown): string[] {
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const kind = typeof data === 'object' && data !== null && 'tipo' in data ? data.tipo : undefined;
    const option = schema.options.find(
      (item) => item instanceof z.ZodObject && z.safeParse(item.shape['tipo'] ?? z.never(), kind).success,
    );
    return option ? knownKeys(option, path, data) : ['tipo'];
  }
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) {
    return knownKeys(schema.unwrap(), path, data);
  }
  const [head, ...rest] = path;
  if (schema instanceof z.ZodArray) return knownKeys(schema.element, rest, undefined);
  if (!(schema instanceof z.ZodObject)) return [];
  if (head === undefined) return Object.keys(schema.shape);
  const inner = schema.shape[String(head)];
  return inner ? knownKeys(inner, rest, undefined) : [];
}

/** One finding, explained; `keys` are the accepted ones where an unknown key was written. */
export function explainIssue(
  issue: z.core.$ZodIssue,
  subject: Subject,
  keys: readonly string[],
): Explanation[] {
  const { noun, owner } = subject;
  const key = keyOf(issue.path);
  const name = `A ${noun} “${nameOf(issue.path)}”`;
  const hint = HINTS[key] ?? '';
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((unknown) => ({
        cause: `A ${noun} “${unknown}” não existe ${owner}.`,
        mend:
          nearest(unknown, keys, (known) => `“${known}”`) ||
          (keys.length > 0 ? `As que existem: ${keys.join(', ')}.` : `Apague-a.`),
      }));
    case 'invalid_type': {
      if (issue.input === undefined)
        return [{ cause: `Falta a ${noun} “${nameOf(issue.path)}” ${owner}.`, mend: hint }];
      const expected = TYPES[issue.expected] ?? issue.expected;
      return [{ cause: `${name} deve ser ${expected}, e veio ${show(issue.input)}.`, mend: hint }];
    }
    case 'too_small':
    case 'too_big':
      return [{ cause: `${explainSize(issue, name)}.`, mend: hint }];
    case 'invalid_value': {
      const values = issue.values.map(String);
      if (issue.input === undefined)
        return [
          {
            cause: `Falta a ${noun} “${nameOf(issue.path)}” ${owner}.`,
            mend: `Escolha: ${values.join(', ')}.`,
          },
        ];
      return [{ cause: `${name} não aceita ${show(issue.input)}.`, mend: `Escolha: ${values.join(', ')}.` }];
    }
    case 'invalid_union': {
      const written = typeof issue.input === 'object' && issue.input !== null && key in issue.input;
      return [
        {
          cause: written ? `${name} tem um valor que não existe.` : `${name} falta ou não é aceita.`,
          mend: hint,
        },
      ];
    }
    case 'invalid_key':
      return [{ cause: `A ${noun} “${key}” não serve.`, mend: `${issue.issues[0]?.message ?? ''}.` }];
    case 'invalid_format':
      return [{ cause: `${name} não aceita ${show(issue.input)}.`, mend: hint || ID_HINT }];
    default:
      return [{ cause: `${key ? `${name}: ` : ''}${issue.message}.`, mend: '' }];
  }
}
