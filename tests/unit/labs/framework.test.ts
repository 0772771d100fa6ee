import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeFollowed,
  decodeState,
  encodeState,
  readValue,
} from '../../../src/labs/framework/permalink.ts';
import {
  boolean,
  choice,
  defineTable,
  doubling,
  evenly,
  type Follow,
  isShown,
  number,
  range,
  set,
  stateOf,
  text,
} from '../../../src/labs/framework/rows.ts';
import { stateFromTag } from '../../../src/labs/framework/tag-props.ts';
import { tagSchema } from '../../../src/labs/framework/tag-schema.ts';

const group = 'Grupo';
const table = defineTable({
  method: choice({
    label: 'Método',
    key: 'metodo',
    group,
    options: { lora: 'LoRA', full: 'Completo' },
    default: 'lora',
  }),
  rank: range({
    label: 'Posto',
    key: 'posto',
    group,
    values: doubling(1, 256),
    default: 8,
    shownWhen: { method: ['lora'] },
  }),
  length: number({ label: 'Comprimento', key: 'seq', group, min: 1, max: 8192, integer: true, default: 512 }),
  double: boolean({ label: 'Dupla', key: 'dupla', group, default: true }),
  phrase: text({ label: 'Frase', key: 'frase', group, maxLength: 20, default: '' }),
});
const defaults = stateOf(table);
const read = (query: string) => decodeState(table, new URLSearchParams(query));

describe('permalink', () => {
  test('says only what differs from the defaults', () => {
    expect(encodeState(table, defaults).toString()).toBe('');
    const state = stateOf(table, { method: 'full', double: false, length: 1024 });
    expect(encodeState(table, state).toString()).toBe('metodo=full&seq=1024&dupla=nao');
  });

  test('every state survives the way there and back', () => {
    fc.assert(
      fc.property(
        fc.record({
          method: fc.constantFrom('lora' as const, 'full' as const),
          rank: fc.constantFrom(...doubling(1, 256)),
          length: fc.integer({ min: 1, max: 8192 }),
          double: fc.boolean(),
          phrase: fc.string({ maxLength: 20 }).map((phrase) => phrase.replace(/\p{Cc}/gu, '')),
        }),
        (state) => {
          const address = encodeState(table, state).toString();
          expect(read(address)).toEqual({ state, notices: [] });
        },
      ),
    );
  });

  test('numbers out of range are clamped, and it says so', () => {
    expect(read('seq=99999')).toEqual({
      state: { ...defaults, length: 8192 },
      notices: ['Comprimento: vai de 1 a 8.192, sem casas decimais. Em vez de 99.999, está em uso 8.192.'],
    });
    expect(read('seq=2.5').state.length).toBe(3);
    expect(read('posto=7')).toEqual({
      state: defaults,
      notices: ['Posto: 7 não é um dos valores. O mais próximo, 8, está em uso.'],
    });
  });

  test.each([
    [
      'metodo=__proto__',
      'Método: “__proto__” não é uma das opções (lora, full). Está em uso o valor padrão.',
    ],
    [
      'metodo=<script>alert(1)</script>',
      'Método: “<script>alert(1)</script…” não é uma das opções (lora, full). Está em uso o valor padrão.',
    ],
    ['seq=NaN', 'Comprimento: “NaN” não é um número. Está em uso o valor padrão.'],
    ['seq=Infinity', 'Comprimento: “Infinity” não é um número. Está em uso o valor padrão.'],
    ['seq=', 'Comprimento: “” não é um número. Está em uso o valor padrão.'],
    ['dupla=talvez', 'Dupla: “talvez” não é “sim” nem “nao”. Está em uso o valor padrão.'],
    [
      `frase=${'a'.repeat(5000)}`,
      'Frase: “aaaaaaaaaaaaaaaaaaaaaaaa…” é longo demais. Está em uso o valor padrão.',
    ],
  ])('refuses %s', (query, notice) => {
    expect(read(query)).toEqual({ state: defaults, notices: [notice] });
  });

  test('text is cut to its length and loses control characters', () => {
    expect(read(`frase=${encodeURIComponent('a\u0000\u001b[31mb')}`).state.phrase).toBe('a [31mb');
    expect(read(`frase=${'b'.repeat(30)}`)).toMatchObject({
      state: { phrase: 'b'.repeat(20) },
      notices: ['Frase: o texto foi cortado em 20 caracteres.'],
    });
  });

  test('whatever the address says, the state is one that the table accepts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('metodo', 'posto', 'seq', 'dupla', 'frase', 'x'), fc.string())),
        (pairs) => {
          const { state } = decodeState(table, new URLSearchParams(pairs));
          expect(() => stateOf(table, state)).not.toThrow();
        },
      ),
    );
  });

  test('a comma is a decimal mark', () => {
    const row = number({ label: 'Preço', key: 'preco', group, min: 0, max: 10, default: 0 });
    expect(readValue(row, '2,5')).toEqual({ value: 2.5 });
    expect(readValue(row, '2.5')).toEqual({ value: 2.5 });
  });
});

test('a point parts the thousands of a whole number, as the site writes them', () => {
  const row = number({ label: 'n', key: 'n', group: 'g', min: 0, max: 2_000_000, integer: true, default: 1 });
  expect(readValue(row, '1.000')).toEqual({ value: 1000 });
  expect(readValue(row, ' 1.250.000 ')).toEqual({ value: 1_250_000 });
  expect(readValue(row, '1.5')).toMatchObject({
    value: 2,
    notice: expect.stringContaining('sem casas decimais'),
  });
});

describe('state table', () => {
  test('refuses a default that the row refuses, a key used twice, a condition on nothing', () => {
    const row = boolean({ label: 'A', key: 'a', group, default: true });
    expect(() =>
      defineTable({ r: range({ label: 'R', key: 'r', group, values: [1, 2], default: 3 }) }),
    ).toThrow('"r" refuses its own default 3');
    expect(() => defineTable({ a: row, b: row })).toThrow('two rows use the URL key "a"');
    expect(() => defineTable({ a: { ...row, shownWhen: { nada: [true] } } })).toThrow(
      '"a" is shown by "nada"',
    );
    expect(() => stateOf(table, { rank: 3 })).toThrow('"rank" refuses 3');
  });

  test('shows a control only where it means something', () => {
    expect(isShown(table.rank, defaults)).toBe(true);
    expect(isShown(table.rank, { ...defaults, method: 'full' })).toBe(false);
  });

  test('slider values are free of rounding dust', () => {
    expect(evenly(0, 0.5, 0.1)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(doubling(1, 8)).toEqual([1, 2, 4, 8]);
  });
});

describe('attributes of a tag', () => {
  test('start the lab in a state', () => {
    expect(stateFromTag('LaboratorioX', table, { posto: 16, dupla: false })).toMatchObject({
      rank: 16,
      double: false,
    });
  });

  test('are refused by name, with what would be right', () => {
    expect(() => stateFromTag('LaboratorioX', table, { rank: 4 })).toThrow(
      '<LaboratorioX>: não há o atributo "rank". Os atributos são: metodo, posto, seq, dupla, frase.',
    );
    expect(() => stateFromTag('LaboratorioX', table, { metodo: 'dora' })).toThrow('não é uma das opções');
  });

  test('are known to the content check, written as text or in braces', () => {
    const schema = tagSchema(table);
    const accepted = { posto: '16', dupla: 'nao', seq: 100, metodo: 'full' };
    expect(schema.safeParse(accepted).success).toBe(true);
    const issues = schema.safeParse({ posto: 7, seq: '0', metodo: 'dora', outra: 'x' }).error?.issues ?? [];
    expect(issues.map(({ code, path }) => [path[0], code])).toEqual([
      ['metodo', 'invalid_value'],
      ['posto', 'invalid_value'],
      ['seq', 'custom'],
      [undefined, 'unrecognized_keys'],
    ]);
  });
});

describe('sets', () => {
  const row = set({
    label: 'Módulos',
    key: 'alvos',
    group,
    options: { q: 'consulta', k: 'chave', v: 'valor' },
    default: 'q v',
  });

  test('are read in any order, with spaces or commas, each name once', () => {
    expect(readValue(row, 'v,q v')).toEqual({ value: 'q v' });
    expect(readValue(row, 'k')).toEqual({ value: 'k' });
  });

  test.each(['', ' ', 'q x', 'toString'])('%j is refused with a reason', (raw) => {
    const { value, notice } = readValue(row, raw);
    expect(value).toBe('q v');
    expect(notice).toContain('q, k, v');
  });

  test('only their own order is a value', () => {
    const modules = defineTable({ row });
    expect(() => stateOf(modules, { row: 'v q' })).toThrow('refuses v q');
    expect(encodeState(modules, stateOf(modules, { row: 'q k v' })).toString()).toBe('alvos=q+k+v');
  });
});

describe('rows that follow others', () => {
  const follow: Follow<typeof table> = {
    rows: ['method'],
    defaults: ({ method }) => ({ length: method === 'full' ? 64 : 512 }),
  };
  const followed = (query: string) => decodeFollowed(table, new URLSearchParams(query), follow).state;

  test('a link that names the method alone brings what suits it', () => {
    expect(followed('metodo=full').length).toBe(64);
    expect(followed('').length).toBe(512);
    expect(followed('metodo=full&seq=512').length).toBe(512);
  });

  test('a link leaves out what follows, and only that', () => {
    expect(encodeState(table, followed('metodo=full'), follow).toString()).toBe('metodo=full');
    expect(encodeState(table, followed('metodo=full&seq=512'), follow).toString()).toBe(
      'metodo=full&seq=512',
    );
  });

  test('a tag follows as a link does', () => {
    expect(stateFromTag('Tag', table, { metodo: 'full' }, follow).length).toBe(64);
  });
});
