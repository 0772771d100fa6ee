/** What is exported comes back whole; what somebody forged does not come in. */
import { describe, expect, test } from 'vitest';
import { readEvents, type StudyEvent } from '../../../src/study/log/event.ts';
import { ImportError, readExport, writeExport } from '../../../src/study/log/transfer.ts';
import { answer, DAY, DEVICE, HASH, MONDAY, starred, token } from './fixtures.ts';

const EVENTS: StudyEvent[] = [
  answer('lora-4096', MONDAY, { response: '65.536' }),
  starred('lora-4096', MONDAY, true),
  {
    kind: 'note',
    id: token(),
    device: DEVICE,
    seq: 7,
    at: MONDAY,
    question: 'lora-4096',
    text: 'r(d+k) "aspas" \u2028',
  },
  {
    ...{ id: token(), device: DEVICE, seq: 8, at: MONDAY, minutes: 30, penalty: true, subjects: ['LoRA'] },
    kind: 'exam',
    spentMs: 1000,
    items: [{ question: 'lora-4096', hash: HASH, response: '', score: null }],
  },
];

const file = (events: unknown, version: unknown = 1, format = 'ajuste-fino/estudo') =>
  JSON.stringify({ format, version, events });

test('an export reads back as it was', () => {
  expect(readExport(writeExport(EVENTS, MONDAY), MONDAY)).toEqual({ events: EVENTS, unreadable: 0 });
  expect(readExport(writeExport([], MONDAY), MONDAY)).toEqual({ events: [], unreadable: 0 });
});

describe('refused with a reason', () => {
  test.each([
    ['', /incompleto ou não é JSON/],
    ['{"format": "ajuste-fino/estudo", "events": [', /incompleto ou não é JSON/],
    ['null', /não é de estudo/],
    ['[]', /não é de estudo/],
    ['{"__proto__": {"format": "ajuste-fino/estudo"}}', /não é de estudo/],
    [file([], 1, 'outro'), /não é de estudo/],
    [file({}), /não é de estudo/],
    [file([], 2), /versão mais nova/],
    [file(Array.from({ length: 100_001 }, () => 0)), /mais de 100.000 registros/],
    [' '.repeat(16_000_001), /tem 17 MB, e o limite é 16 MB/],
  ])('%.60s', (text, reason) => {
    expect(() => readExport(text, MONDAY)).toThrow(ImportError);
    expect(() => readExport(text, MONDAY)).toThrow(reason);
  });
});

describe('hostile events are left out, one by one', () => {
  const good = answer('a', MONDAY);
  const forged: [string, unknown][] = [
    ['a prototype key', JSON.parse(JSON.stringify(good).replace('{', '{"__proto__":{"isAdmin":true},'))],
    ['an unknown key', { ...good, extra: 1 }],
    ['markup for an id', { ...good, question: '<img src=x onerror=alert(1)>' }],
    ['a prototype name for an id', { ...good, question: '__proto__' }],
    ['an impossible score', { ...good, score: 2 }],
    ['a score that is no number', { ...good, score: null }],
    ['a rating outside the scale', { ...good, rating: 5 }],
    ['a time beyond all dates', { ...good, at: 1e300 }],
    ['a fraction of a millisecond', { ...good, at: 0.5 }],
    ['a very long response', { ...good, response: 'x'.repeat(4001) }],
    ['an unknown kind', { ...good, kind: 'eval' }],
    ['an exam of ten thousand items', { ...EVENTS[3], items: Array.from({ length: 10_000 }, () => ({})) }],
    ['a list', [good]],
    ['nothing', null],
  ];
  test.each(forged)('%s', (_, event) => {
    const read = readExport(
      JSON.stringify({ format: 'ajuste-fino/estudo', version: 1, events: [good] }).replace(
        '"events":[',
        () => `"events":[${JSON.stringify(event)},`,
      ),
      MONDAY,
    );
    expect(read).toEqual({ events: [good], unreadable: 1 });
    expect('isAdmin' in {}).toBe(false);
  });
});

test('a date in the future is brought back to now, so that it stops no review', () => {
  const { events } = readExport(file([answer('a', MONDAY + 5000 * DAY)]), MONDAY);
  expect(events[0]?.at).toBe(MONDAY);
});

test('stored records of another shape are counted and not used', () => {
  expect(readEvents([EVENTS[0], { kind: 'answer' }, 'x'])).toEqual({ events: [EVENTS[0]], unreadable: 2 });
});

/** A file of version 1 as it was first written: whatever the format becomes, it must go on being read. */
const FIRST_VERSION = `{
"format": "ajuste-fino/estudo",
"version": 1,
"exportedAt": "2026-11-25T20:00:00.000Z",
"events": [
{"kind":"answer","question":"lora-b-zero","hash":"f1a3f0489d3e","response":"0","score":0,"rating":1,"mode":"practice","id":"0123456789abcdef0123456789abcdef","device":"fedcba9876543210fedcba9876543210","seq":1,"at":1795636800000},
{"kind":"regrade","answer":"0123456789abcdef0123456789abcdef","rating":4,"id":"1123456789abcdef0123456789abcdef","device":"fedcba9876543210fedcba9876543210","seq":2,"at":1795636801000},
{"kind":"star","question":"lora-b-zero","on":true,"id":"2123456789abcdef0123456789abcdef","device":"fedcba9876543210fedcba9876543210","seq":3,"at":1795636802000},
{"kind":"note","question":"lora-b-zero","text":"só B","id":"3123456789abcdef0123456789abcdef","device":"fedcba9876543210fedcba9876543210","seq":4,"at":1795636803000},
{"kind":"exam","minutes":0,"penalty":false,"subjects":[],"spentMs":61000,"items":[{"question":"lora-b-zero","hash":"f1a3f0489d3e","response":"3","score":1}],"id":"4123456789abcdef0123456789abcdef","device":"fedcba9876543210fedcba9876543210","seq":5,"at":1795636804000}
]
}
`;

test('a file of the first version is still read, whole', () => {
  const { events, unreadable } = readExport(FIRST_VERSION, 1795636804000);
  expect(events.map(({ kind, seq }) => `${seq} ${kind}`)).toEqual([
    '1 answer',
    '2 regrade',
    '3 star',
    '4 note',
    '5 exam',
  ]);
  expect(unreadable).toBe(0);
});
