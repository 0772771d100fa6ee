/** A lab's state in an address. What arrives from an address is hostile until the state table has accepted it. */
import { formatDecimal, formatInteger } from '../../charts/format.ts';
import type {
  ChoiceRow,
  Follow,
  NumberRow,
  RangeRow,
  Row,
  SetRow,
  StateOf,
  Table,
  TextRow,
  Value,
} from './rows.ts';
import { defaultsIn, setOf, stateOf } from './rows.ts';

/** What was read from outside: the value to use and, where it is not the one asked for, a sentence that says so. */
export interface Reading {
  value: Value;
  notice?: string;
}

/** What an address said. */
export interface DecodedState<T extends Table> {
  state: StateOf<T>;
  /** In Portuguese, one for each value that was refused or adjusted. */
  notices: readonly string[];
}

/** Longest value that is looked at: more is refused unread. */
const MAX_RAW = 400;
/** A whole number as the site writes it: `1.000` is a thousand. */
const THOUSANDS = /^[+-]?\d{1,3}(\.\d{3})+$/;
const NUMBER = /^[+-]?\d{1,15}([.,]\d{1,15})?(e[+-]?\d{1,2})?$/i;
const YES = 'sim';
const NO = 'nao';

/** Query parameters of the values that differ from their defaults, in the order of the table. */
export function encodeState<T extends Table>(
  table: T,
  state: StateOf<T>,
  follow?: Follow<T>,
): URLSearchParams {
  const params = new URLSearchParams();
  const defaults = new Map<string, Value>(Object.entries(defaultsIn(table, state, follow)));
  const values = new Map<string, Value>(Object.entries(state));
  for (const [name, row] of Object.entries(table)) {
    const value = values.get(name);
    if (value === undefined || value === defaults.get(name)) continue;
    params.set(row.key, typeof value === 'boolean' ? (value ? YES : NO) : String(value));
  }
  return params;
}

/** State told by `params`, where some rows follow others: what is not told is as the rows that are followed have it. */
export function decodeFollowed<T extends Table>(
  table: T,
  params: URLSearchParams,
  follow: Follow<T> | undefined,
): DecodedState<T> {
  const { state } = decodeState(table, params);
  return decodeState(table, params, defaultsIn(table, state, follow));
}

/**
 * State told by `params`; keys of no row are somebody else's and left alone.
 * @param base what holds where the parameters say nothing
 */
export function decodeState<T extends Table>(
  table: T,
  params: URLSearchParams,
  base: StateOf<T> = stateOf(table),
): DecodedState<T> {
  const values: Record<string, Value> = Object.fromEntries(Object.entries(base));
  const notices: string[] = [];
  for (const [name, row] of Object.entries(table)) {
    const raw = params.get(row.key);
    if (raw === null) continue;
    const reading = readValue(row, raw);
    values[name] = reading.value;
    if (reading.notice) notices.push(reading.notice);
  }
  return { state: stateOf(table, values), notices };
}

/** Reads what somebody wrote for a row. Never throws: what cannot be used becomes the default, with a notice. */
export function readValue(row: Row, raw: string): Reading {
  if (raw.length > MAX_RAW) return refuse(row, raw, 'é longo demais');
  switch (row.type) {
    case 'number':
      return readNumber(row, raw);
    case 'range':
      return readRange(row, raw);
    case 'choice':
      return readChoice(row, raw);
    case 'boolean':
      if (raw === YES || raw === '1') return { value: true };
      if (raw === NO || raw === 'não' || raw === '0') return { value: false };
      return refuse(row, raw, 'não é “sim” nem “nao”');
    case 'text':
      return readText(row, raw);
    case 'set':
      return readSet(row, raw);
  }
}

function readNumber(row: NumberRow, raw: string): Reading {
  const asked = parse(row.integer && THOUSANDS.test(raw.trim()) ? raw.replaceAll('.', '') : raw);
  if (asked === undefined) return refuse(row, raw, 'não é um número');
  const whole = row.integer ? Math.round(asked) : asked;
  const value = Math.min(row.max, Math.max(row.min, whole));
  if (value === asked) return { value };
  const limits = `vai de ${show(row.min)} a ${show(row.max)}${row.integer ? ', sem casas decimais' : ''}`;
  return { value, notice: `${row.label}: ${limits}. Em vez de ${show(asked)}, está em uso ${show(value)}.` };
}

function readRange(row: RangeRow, raw: string): Reading {
  const asked = parse(raw);
  if (asked === undefined) return refuse(row, raw, 'não é um número');
  const value = row.values.reduce((best, one) =>
    Math.abs(one - asked) < Math.abs(best - asked) ? one : best,
  );
  if (value === asked) return { value };
  return {
    value,
    notice: `${row.label}: ${show(asked)} não é um dos valores. O mais próximo, ${show(value)}, está em uso.`,
  };
}

function readChoice(row: ChoiceRow, raw: string): Reading {
  if (Object.hasOwn(row.options, raw)) return { value: raw };
  return refuse(row, raw, `não é uma das opções (${Object.keys(row.options).join(', ')})`);
}

function readText(row: TextRow, raw: string): Reading {
  const clean = raw.replace(/\p{Cc}+/gu, ' ');
  if (row.form && !row.form.pattern.test(clean)) return refuse(row, raw, row.form.why);
  if (clean.length <= row.maxLength) return { value: clean };
  const value = clean.slice(0, row.maxLength);
  return { value, notice: `${row.label}: o texto foi cortado em ${row.maxLength} caracteres.` };
}

function readSet(row: SetRow, raw: string): Reading {
  const names = raw.split(/[\s,]+/).filter(Boolean);
  const stray = names.find((name) => !Object.hasOwn(row.options, name));
  const options = Object.keys(row.options).join(', ');
  if (stray !== undefined) return refuse(row, stray, `não é uma das opções (${options})`);
  if (names.length === 0) return refuse(row, raw, `não diz nenhuma das opções (${options})`);
  return { value: setOf(row, names) };
}

function refuse(row: Row, raw: string, why: string): Reading {
  const shown = raw.length > 24 ? `${raw.slice(0, 24)}…` : raw;
  return { value: row.default, notice: `${row.label}: “${shown}” ${why}. Está em uso o valor padrão.` };
}

function parse(raw: string): number | undefined {
  const trimmed = raw.trim();
  const value = NUMBER.test(trimmed) ? Number(trimmed.replace(',', '.')) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

function show(value: number): string {
  return Number.isInteger(value) ? formatInteger(value) : formatDecimal(value, 6);
}
