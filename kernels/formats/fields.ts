import { FormatError, quoted } from './error.ts';
import type { JsonObject } from './json.ts';

/** Beyond this a size is a mistake or an attack: no model has a dimension of 16 million. */
const LARGEST_SIZE = 2 ** 24;

/** Checked access to the fields of an outside JSON object; a missing field and `null` both mean the fallback. */
export interface Fields {
  /** An integer of 1 to 2²⁴. Without fallback the field is required. */
  size(key: string, fallback?: number): number;
  /** A finite number above zero. */
  positive(key: string, fallback?: number): number;
  /** An integer of at least 0, or null. */
  index(key: string): number | null;
  flag(key: string, fallback: boolean): boolean;
  text(key: string, fallback: string): string;
  /** One of some texts. */
  choice<T extends string>(key: string, options: readonly T[], fallback: T): T;
  /** A list of texts, or null. */
  texts(key: string): readonly string[] | null;
  /** The field as it is; undefined when missing or null. */
  raw(key: string): unknown;
  /** Stops with a message about one field. */
  refuse(key: string, problem: string): never;
}

/** @param origin how the file is called in error messages */
export function fieldsOf(object: JsonObject, origin: string): Fields {
  const raw = (key: string) => (Object.hasOwn(object, key) ? (object[key] ?? undefined) : undefined);
  const refuse = (key: string, problem: string): never => {
    throw new FormatError(origin, `campo ${quoted(key)}: ${problem}`);
  };
  const found = (key: string) => quoted(JSON.stringify(raw(key)) ?? 'nada');

  function checked<T>(
    key: string,
    fallback: T | undefined,
    accepts: (value: unknown) => value is T,
    what: string,
  ): T {
    const value = raw(key);
    if (value === undefined && fallback !== undefined) return fallback;
    if (value === undefined) return refuse(key, `falta; esperava ${what}.`);
    return accepts(value) ? value : refuse(key, `esperava ${what}, mas encontrei ${found(key)}.`);
  }

  return {
    raw,
    refuse,
    size: (key, fallback) => checked(key, fallback, isSize, `um inteiro de 1 a ${LARGEST_SIZE}`),
    positive: (key, fallback) => checked(key, fallback, isPositive, 'um número maior que zero'),
    index: (key) => (raw(key) === undefined ? null : checked(key, 0, isIndex, 'um inteiro não negativo')),
    flag: (key, fallback) => checked(key, fallback, (value) => typeof value === 'boolean', 'true ou false'),
    text: (key, fallback) => checked(key, fallback, (value) => typeof value === 'string', 'um texto'),
    choice<T extends string>(key: string, options: readonly T[], fallback: T): T {
      const isOption = (value: unknown): value is T => options.some((option) => option === value);
      return checked(key, fallback, isOption, `um destes: ${options.join(', ')}`);
    },
    texts: (key) => (raw(key) === undefined ? null : checked(key, [], isTexts, 'uma lista de textos')),
  };
}

function isSize(value: unknown): value is number {
  return isIndex(value) && value >= 1 && value <= LARGEST_SIZE;
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
