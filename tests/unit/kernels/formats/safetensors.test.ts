import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DTYPE_BYTES, isDType } from '../../../../kernels/formats/dtype.ts';
import { FormatError } from '../../../../kernels/formats/error.ts';
import { readSafetensors, writeSafetensors } from '../../../../kernels/formats/safetensors.ts';
import { elementCount, type StoredTensor, toFloat32 } from '../../../../kernels/formats/tensor.ts';

const GOLDEN = join(import.meta.dirname, '../../../golden');

/** A file made by hand: any header text, any data, and a header length that may lie. */
function fileOf(header: string | object, dataBytes = 0, declared?: bigint): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + dataBytes);
  new DataView(file.buffer).setBigUint64(0, declared ?? BigInt(text.length), true);
  file.set(text, 8);
  return file;
}

const entry = (begin: number, end: number, shape: unknown = [(end - begin) / 4], dtype: unknown = 'F32') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('files written by PyTorch', () => {
  const names = readdirSync(GOLDEN).filter((name) => name.endsWith('.safetensors'));

  it.each(names)('%s survives reading, writing and reading again', (name) => {
    const original = readSafetensors(new Uint8Array(readFileSync(join(GOLDEN, name))), name);
    const again = readSafetensors(writeSafetensors(original.tensors, Object.fromEntries(original.metadata)));
    expect(original.tensors.size).toBeGreaterThan(0);
    expect(again.metadata).toEqual(original.metadata);
    expect(new Set(again.tensors.keys())).toEqual(new Set(original.tensors.keys()));
    for (const [key, tensor] of original.tensors) {
      expect(again.tensors.get(key)?.shape).toEqual(tensor.shape);
      expect(Buffer.compare(again.tensors.get(key)?.bytes ?? new Uint8Array(), tensor.bytes)).toBe(0);
    }
  });

  it('gives the bytes that PyTorch gave when names and sizes sort alike', () => {
    const bytes = new Uint8Array(readFileSync(join(GOLDEN, 'lora_qv_r4.init.safetensors')));
    expect(Buffer.compare(writeSafetensors(readSafetensors(bytes).tensors), bytes)).toBe(0);
  });

  it('decodes values', () => {
    const bytes = new Uint8Array(readFileSync(join(GOLDEN, 'nf4.safetensors')));
    const levels = readSafetensors(bytes).tensors.get('nf4_levels');
    expect(levels && toFloat32(levels, 'nf4_levels')[8]).toBe(Math.fround(0.07958029955625534));
  });
});

describe('hostile files are refused in Portuguese', () => {
  const twice =
    '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}';
  const cases: [string, Uint8Array<ArrayBuffer>, RegExp][] = [
    ['empty', new Uint8Array(0), /só 0 bytes/],
    ['shorter than the length field', new Uint8Array(7), /só 7 bytes/],
    ['header longer than the file', fileOf('{}', 0, 3n), /truncado/],
    ['huge header', fileOf('{}', 0, 0xffff_ffff_ffff_ffffn), /limite é 100000000/],
    ['header of length 0', fileOf('', 0), /não começa com/],
    ['no JSON object', fileOf('[]'), /não começa com/],
    ['broken JSON', fileOf('{"a":'), /malformado/],
    ['text after the JSON', fileOf('{} x'), /malformado/],
    ['not UTF-8', (() => fileOf('{"aa":1}').fill(0xff, 10, 12))(), /UTF-8/],
    ['duplicate key', fileOf(twice, 4), /"a" aparece duas vezes/],
    [
      'duplicate key spelt with an escape',
      fileOf(twice.replace('"a":{"dtype":"F32","shape":[0]', '"\\u0061" :{"dtype":"F32","shape":[0]'), 4),
      /"a" aparece duas vezes/,
    ],
    [
      'prototype key',
      fileOf('{"__proto__":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}'),
      /não é permitida/,
    ],
    ['entry is no object', fileOf({ a: 3 }), /não é um objeto/],
    ['unknown dtype', fileOf({ a: entry(0, 4, [4], 'F8_E4M3') }, 4), /"F8_E4M3" não é suportado/],
    ['dtype from the prototype', fileOf({ a: entry(0, 4, [4], 'toString') }, 4), /não é suportado/],
    ['shape is no list', fileOf({ a: entry(0, 4, 1) }, 4), /shape/],
    ['negative size', fileOf({ a: entry(0, 4, [-1, -1]) }, 4), /shape/],
    ['fractional size', fileOf({ a: entry(0, 4, [0.5, 2]) }, 4), /shape/],
    ['size beyond 2^53', fileOf('{"a":{"dtype":"F32","shape":[1e300],"data_offsets":[0,4]}}', 4), /shape/],
    ['product that overflows', fileOf({ a: entry(0, 4, [2 ** 40, 2 ** 40]) }, 4), /ocupa Infinity/],
    [
      'product that wraps to the right size in 64 bits',
      fileOf({ a: entry(0, 4, [2 ** 32, 2 ** 32, 1]) }, 4),
      /ocupa Infinity/,
    ],
    ['shape smaller than the span', fileOf({ a: entry(0, 8, [1]) }, 8), /ocupa 4 bytes/],
    [
      'offsets of three numbers',
      fileOf({ a: { ...entry(0, 4), data_offsets: [0, 4, 8] } }, 4),
      /data_offsets/,
    ],
    ['offsets reversed', fileOf({ a: entry(4, 0, [0]) }, 4), /data_offsets \[4, 0\]/],
    ['offsets beyond the data', fileOf({ a: entry(0, 8) }, 4), /truncado/],
    ['overlap', fileOf({ a: entry(0, 8), b: entry(4, 12) }, 12), /sobrepõe/],
    ['gap', fileOf({ a: entry(0, 4), b: entry(8, 12) }, 12), /4 bytes sem dono/],
    ['trailing bytes', fileOf({ a: entry(0, 4) }, 8), /sobram 4 bytes/],
    ['metadata that is no text', fileOf({ __metadata__: { a: 1 } }), /precisa ser texto/],
    ['metadata that is a list', fileOf({ __metadata__: [] }), /objeto JSON/],
  ];

  it.each(cases)('%s', (_, file, message) => {
    expect(() => readSafetensors(file, 'x.safetensors')).toThrow(FormatError);
    expect(() => readSafetensors(file, 'x.safetensors')).toThrow(message);
  });

  it('names the file and the tensor', () => {
    expect(() =>
      readSafetensors(fileOf({ 'w.lora_A': entry(0, 8) }, 4), 'adapter_model.safetensors'),
    ).toThrow(/^adapter_model\.safetensors, tensor "w\.lora_A": /);
  });
});

describe('properties', () => {
  const tensor = fc
    .record({
      dtype: fc.constantFrom(...Object.keys(DTYPE_BYTES).filter(isDType)),
      shape: fc.array(fc.nat(4), { maxLength: 3 }),
    })
    .chain(({ dtype, shape }) => {
      const length = elementCount(shape) * DTYPE_BYTES[dtype];
      return fc
        .uint8Array({ minLength: length, maxLength: length })
        .map((bytes): StoredTensor => ({ dtype, shape, bytes: Uint8Array.from(bytes) }));
    });
  const name = fc
    .string({ unit: 'binary' })
    .filter((text) => !['__proto__', 'constructor', 'prototype', '__metadata__'].includes(text));
  const tensors = fc.uniqueArray(fc.tuple(name, tensor), { selector: ([key]) => key, maxLength: 6 });

  it('what is written is read back', () => {
    fc.assert(
      fc.property(tensors, fc.dictionary(name, name), (content, metadata) => {
        const file = readSafetensors(writeSafetensors(content, metadata));
        expect(file.tensors).toEqual(new Map(content));
        expect(file.metadata).toEqual(new Map(Object.entries(metadata)));
      }),
    );
  });

  it('aligns every tensor to its element size', () => {
    fc.assert(
      fc.property(tensors, (content) => {
        for (const { dtype, bytes } of readSafetensors(writeSafetensors(content)).tensors.values()) {
          expect(bytes.byteOffset % DTYPE_BYTES[dtype]).toBe(0);
        }
      }),
    );
  });
});

describe('writing', () => {
  it('refuses bytes that do not fit the shape, and a name given twice', () => {
    const one: StoredTensor = { dtype: 'F32', shape: [1], bytes: new Uint8Array(4) };
    expect(() => writeSafetensors([['a', { ...one, shape: [2] }]])).toThrow(/não correspondem/);
    expect(() =>
      writeSafetensors([
        ['a', one],
        ['a', one],
      ]),
    ).toThrow(/dois tensores/);
  });
});
