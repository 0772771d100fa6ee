/**
 * The state table of a lab: one row a control. The table alone decides what the form shows, what a permalink may say,
 * which values are valid and what the tests try.
 */

interface RowBase {
  /** What the reader sees beside the control. */
  label: string;
  /** One sentence under the control. */
  help?: string | undefined;
  /** Name of the value in a permalink and in the tag's attributes. */
  key: string;
  /** Title of the group of controls to which the row belongs. */
  group: string;
  /** Shown only while every named row has one of these values. */
  shownWhen?: Readonly<Record<string, readonly Value[]>> | undefined;
}

/** A number that is typed. */
export interface NumberRow extends RowBase {
  type: 'number';
  min: number;
  max: number;
  integer: boolean;
  default: number;
  unit?: string | undefined;
}

/** A slider over listed values, which need not be evenly spaced. */
export interface RangeRow extends RowBase {
  type: 'range';
  /** Ascending. */
  values: readonly number[];
  default: number;
  unit?: string | undefined;
}

/** One of a few named options. */
export interface ChoiceRow<C extends string = string> extends RowBase {
  type: 'choice';
  /** Value to label, in the order shown. */
  options: Readonly<Record<C, string>>;
  default: C;
  /** `radios` shows every option at once; `menu` folds them away. */
  look: 'radios' | 'menu';
}

/** A switch. */
export interface BooleanRow extends RowBase {
  type: 'boolean';
  default: boolean;
}

/** A line of free text. */
export interface TextRow extends RowBase {
  type: 'text';
  maxLength: number;
  default: string;
  /** What a text must look like besides; `why` ends the sentence "“…” ", in Portuguese. */
  form?: { readonly pattern: RegExp; readonly why: string } | undefined;
}

/** Some of a few named options, at least one: their names in the order of the options, with spaces between. */
export interface SetRow extends RowBase {
  type: 'set';
  /** Name to label; names hold no space. */
  options: Readonly<Record<string, string>>;
  default: string;
}

export type Value = number | string | boolean;
export type Row = NumberRow | RangeRow | ChoiceRow | BooleanRow | TextRow | SetRow;
export type Table = Readonly<Record<string, Row>>;

/** Type of the value of a row. */
export type ValueOf<R extends Row> =
  R extends ChoiceRow<infer C>
    ? C
    : R extends BooleanRow
      ? boolean
      : R extends TextRow | SetRow
        ? string
        : number;

/** The state that a table describes: one value a row. */
export type StateOf<T extends Table> = { readonly [K in keyof T]: ValueOf<T[K]> };

/** A choice row whose options give its type. */
export function choice<C extends string>(
  row: Omit<ChoiceRow<C>, 'type' | 'default' | 'look'> & { default: NoInfer<C>; look?: ChoiceRow['look'] },
): ChoiceRow<C> {
  return { look: 'menu', ...row, type: 'choice' };
}

export function range(row: Omit<RangeRow, 'type'>): RangeRow {
  return { ...row, type: 'range' };
}

export function number(row: Omit<NumberRow, 'type' | 'integer'> & { integer?: boolean }): NumberRow {
  return { integer: false, ...row, type: 'number' };
}

export function boolean(row: Omit<BooleanRow, 'type'>): BooleanRow {
  return { ...row, type: 'boolean' };
}

export function text(row: Omit<TextRow, 'type'>): TextRow {
  return { ...row, type: 'text' };
}

export function set(row: Omit<SetRow, 'type'>): SetRow {
  return { ...row, type: 'set' };
}

/** The options that the value of a set row names. */
export function namesIn(value: string): string[] {
  return value.split(' ').filter(Boolean);
}

/** The value of a set row that holds these options, in their order; unknown names are left out. */
export function setOf(row: SetRow, names: Iterable<string>): string {
  const chosen = new Set(names);
  return Object.keys(row.options)
    .filter((option) => chosen.has(option))
    .join(' ');
}

/** `1, 2, 4, … max`: the values of a slider that doubles. */
export function doubling(from: number, max: number): number[] {
  const values: number[] = [];
  for (let value = from; value <= max; value *= 2) values.push(value);
  return values;
}

/** `from, from + step, … to`: the values of an even slider, free of rounding dust. */
export function evenly(from: number, to: number, step: number): number[] {
  const count = Math.round((to - from) / step) + 1;
  return Array.from({ length: count }, (_, index) => Number((from + index * step).toPrecision(12)));
}

/** Whether `value` is one that `row` may hold. */
export function accepts(row: Row, value: unknown): value is Value {
  switch (row.type) {
    case 'number':
      return (
        typeof value === 'number' &&
        value >= row.min &&
        value <= row.max &&
        (!row.integer || Number.isInteger(value))
      );
    case 'range':
      return typeof value === 'number' && row.values.includes(value);
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(row.options, value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return (
        typeof value === 'string' && value.length <= row.maxLength && (row.form?.pattern.test(value) ?? true)
      );
    case 'set':
      return typeof value === 'string' && value !== '' && setOf(row, namesIn(value)) === value;
  }
}

/**
 * Checks a table when the lab is loaded, so that a slip of its author never reaches a reader.
 * @throws Error on a default that its row refuses, a URL key used twice, or a `shownWhen` that names no row
 */
export function defineTable<T extends Table>(table: T): T {
  const keys = new Set<string>();
  for (const [name, row] of Object.entries(table)) {
    const fallback: unknown = row.default;
    if (!accepts(row, fallback))
      throw new Error(`state table: "${name}" refuses its own default ${fallback}`);
    if (keys.has(row.key)) throw new Error(`state table: two rows use the URL key "${row.key}"`);
    keys.add(row.key);
    for (const [other, values] of Object.entries(row.shownWhen ?? {})) {
      const condition = table[other];
      const known = condition && values.every((value) => accepts(condition, value));
      if (!known) throw new Error(`state table: "${name}" is shown by "${other}", which has no such values`);
    }
  }
  return table;
}

/** Whether the control of `row` makes sense in this state. */
export function isShown(row: Row, state: Readonly<Record<string, Value>>): boolean {
  return Object.entries(row.shownWhen ?? {}).every(([name, values]) => {
    const value = state[name];
    return value !== undefined && values.includes(value);
  });
}

/** Whether `values` holds one accepted value for every row. */
function isState<T extends Table>(table: T, values: unknown): values is StateOf<T> {
  if (typeof values !== 'object' || values === null) return false;
  const found = new Map<string, unknown>(Object.entries(values));
  return Object.entries(table).every(([name, row]) => accepts(row, found.get(name)));
}

/**
 * The state of `values` over the defaults of the table.
 * @throws Error naming the row whose value is refused
 */
export function stateOf<T extends Table>(
  table: T,
  values: Readonly<Record<string, unknown>> = {},
): StateOf<T> {
  const state: unknown = Object.fromEntries(
    Object.entries(table).map(([name, row]) => [
      name,
      Object.hasOwn(values, name) ? values[name] : row.default,
    ]),
  );
  if (isState(table, state)) return state;
  const wrong = Object.entries(table).find(
    ([name, row]) => Object.hasOwn(values, name) && !accepts(row, values[name]),
  );
  throw new Error(`state table: "${wrong?.[0]}" refuses ${String(wrong && values[wrong[0]])}`);
}

/** Rows that follow others: choosing a method, say, brings the settings that suit it. */
export interface Follow<T extends Table> {
  /** Names of the rows that are followed. */
  readonly rows: readonly (keyof T & string)[];
  /** What the rows that follow start from in a given state. */
  readonly defaults: (state: StateOf<T>) => Readonly<Record<string, Value>>;
}

/** The table's defaults, with those of the rows that follow as `state` gives them. */
export function defaultsIn<T extends Table>(
  table: T,
  state: StateOf<T>,
  follow: Follow<T> | undefined,
): StateOf<T> {
  return stateOf(table, follow?.defaults(state));
}
