/** Outside files are read, or refused with a message of our own; nothing else may happen. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DTYPE_BYTES, isDType } from '../../kernels/formats/dtype.ts';
import { FormatError } from '../../kernels/formats/error.ts';
import { parseJsonObject } from '../../kernels/formats/json.ts';
import { readLlamaConfig } from '../../kernels/formats/llama-config.ts';
import { readSafetensors, writeSafetensors } from '../../kernels/formats/safetensors.ts';
import { elementCount, fromFloat32, type StoredTensor } from '../../kernels/formats/tensor.ts';
import { readAdapter } from '../../kernels/peft/adapter-files.ts';
import { lora } from '../../kernels/peft/lora.ts';
import { fromTokenizerJson, TokenizerFormatError } from '../../kernels/text/hugging-face.ts';
import { runs } from './cases.ts';

const read = (file: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../golden', file)));
const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Runs a reader; what it throws must be its own kind of error. @returns what was read, or undefined */
function attempt<T>(reader: () => T, kind: new (...args: never[]) => Error = FormatError): T | undefined {
  try {
    return reader();
  } catch (error) {
    if (error instanceof kind) return undefined;
    throw error;
  }
}

/** Any JSON value, with the keys that matter and the keys that attack. */
function jsonWith(keys: readonly string[]): fc.Arbitrary<string> {
  const key = fc.oneof(
    fc.constantFrom(...keys),
    fc.constantFrom('__proto__', 'constructor', 'prototype', ''),
    fc.string(),
  );
  const scalar = fc.oneof(
    fc.constantFrom(
      0,
      -1,
      1,
      Number.MAX_VALUE,
      -0,
      0.5,
      2 ** 31,
      2 ** 53,
      null,
      true,
      false,
      '',
      'none',
      'LORA',
    ),
    fc.integer(),
    fc.double(),
    fc.string(),
  );
  const { object } = fc.letrec<{ value: unknown; object: string }>((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('value'), { maxLength: 3 }), tie('object')),
    object: fc.array(fc.tuple(key, tie('value')), { maxLength: 6 }).map(toObjectText),
  }));
  return object;
}

/** An object as text, so that a key may stand twice and `__proto__` is a key like any other. */
function toObjectText(entries: readonly (readonly [string, unknown])[]): string {
  const values = entries.map(([name, value]) => {
    const text = typeof value === 'string' && value.startsWith('{') ? value : JSON.stringify(value);
    return `${JSON.stringify(name)}:${text ?? 'null'}`;
  });
  return `{${values.join(',')}}`;
}

/** A text with some characters exchanged and its end cut off. */
function damaged(text: string): fc.Arbitrary<string> {
  const edit = fc.tuple(
    fc.nat(text.length - 1),
    fc.constantFrom('0', '-', '9', '"', '{', '}', '[', ',', 'e', '\u0000'),
  );
  return fc
    .tuple(fc.array(edit, { maxLength: 4 }), fc.oneof(fc.constant(text.length), fc.nat(text.length)))
    .map(([edits, end]) => {
      const characters = [...text];
      for (const [at, character] of edits) characters[at] = character;
      return characters.join('').slice(0, end);
    });
}

describe('safetensors', () => {
  const tensor = fc
    .record({
      dtype: fc.constantFrom(...Object.keys(DTYPE_BYTES).filter(isDType)),
      shape: fc.array(fc.nat(4), { maxLength: 3 }),
    })
    .map(({ dtype, shape }): StoredTensor => {
      return { dtype, shape, bytes: new Uint8Array(elementCount(shape) * DTYPE_BYTES[dtype]) };
    });
  const name = fc.string({ minLength: 1 }).filter((text) => !/^(__|constructor|prototype)/.test(text));
  const tensors = fc.uniqueArray(fc.tuple(name, tensor), { selector: ([key]) => key, maxLength: 5 });

  it('survives damaged files', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(tensors, damage, fc.nat(40), (content, edits, cut) => {
        const bytes = writeSafetensors(content);
        for (const [at, value] of edits) bytes[at % bytes.length] = value;
        const file = attempt(() => readSafetensors(bytes.slice(0, bytes.length - Math.max(0, cut - 20))));
        for (const { dtype, shape, bytes: data } of file?.tensors.values() ?? []) {
          expect(data.length).toBe(elementCount(shape) * DTYPE_BYTES[dtype]);
        }
      }),
      runs(),
    );
  });

  it('survives any header, whatever length it claims', () => {
    const header = fc.oneof(
      fc.json(),
      jsonWith(['a', 'dtype', 'shape', 'data_offsets', '__metadata__', 'F32', 'I64']),
    );
    const length = fc.option(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
    fc.assert(
      fc.property(header, fc.nat(64), length, (text, dataBytes, claimed) => {
        const head = utf8(text);
        const bytes = new Uint8Array(8 + head.length + dataBytes);
        new DataView(bytes.buffer).setBigUint64(0, claimed ?? BigInt(head.length), true);
        bytes.set(head, 8);
        attempt(() => readSafetensors(bytes));
      }),
      runs(),
    );
  });
});

describe('JSON', () => {
  it('survives any bytes, and lets no key pollute a prototype', () => {
    const bytes = fc.oneof(
      fc.uint8Array().map((value) => Uint8Array.from(value)),
      jsonWith(['a', 'b']).map(utf8),
    );
    fc.assert(
      fc.property(bytes, (value) => {
        const object = attempt(() => parseJsonObject(value, 'x.json'));
        expect(Object.getPrototypeOf(object ?? {})).toBe(Object.prototype);
        expect('polluted' in {}).toBe(false);
      }),
      runs(),
    );
  });
});

describe('config.json', () => {
  const original = new TextDecoder().decode(read('config.json'));
  const keys = Object.keys(JSON.parse(original));

  it('survives any object and any damage', () => {
    fc.assert(
      fc.property(fc.oneof(jsonWith(keys), damaged(original)), (text) => {
        const config = attempt(() => readLlamaConfig(utf8(text)));
        if (config) expect(config.hiddenSize * config.layers).toBeGreaterThan(0);
      }),
      runs(),
    );
  });
});

describe('adapter folders', () => {
  const config = readLlamaConfig(read('config.json'));
  const adapter = lora.configure(config, { rank: 2 });
  const weights = writeSafetensors(
    adapter.parameters.map(({ name, shape }) => [
      name,
      fromFloat32({ shape, data: new Float32Array(elementCount(shape)) }),
    ]),
  );
  const settings = JSON.stringify({
    peft_type: 'LORA',
    r: 2,
    lora_alpha: 8,
    target_modules: ['q_proj', 'v_proj'],
    bias: 'none',
    use_dora: false,
    base_model_name_or_path: 'base',
  });
  const readFolder = (text: string, bytes: Uint8Array<ArrayBuffer>) =>
    readAdapter(
      { name: 'adapter_config.json', bytes: utf8(text) },
      { name: 'adapter_model.safetensors', bytes },
      config,
    );

  it('reads the folder that the damage starts from', () => {
    expect(readFolder(settings, weights).parameters.size).toBe(adapter.parameters.length);
  });

  it('survives any configuration', () => {
    const keys = ['peft_type', 'r', 'lora_alpha', 'target_modules', 'use_dora', 'num_virtual_tokens', 'bias'];
    fc.assert(
      fc.property(fc.oneof(jsonWith(keys), damaged(settings)), (text) => {
        attempt(() => readFolder(text, weights));
      }),
      runs(4),
    );
  });

  it('survives damaged tensors', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(weights.length - 1), fc.nat(255)), { maxLength: 5 }), (edits) => {
        const bytes = weights.slice();
        for (const [at, value] of edits) bytes[at] = value;
        attempt(() => readFolder(settings, bytes));
      }),
      runs(4),
    );
  });
});

describe('tokenizer.json', () => {
  it('survives any text', () => {
    const keys = ['model', 'vocab', 'merges', 'pre_tokenizer', 'type', 'BPE'];
    fc.assert(
      fc.property(fc.oneof(fc.string(), jsonWith(keys)), (text) => {
        expect(attempt(() => fromTokenizerJson(text), TokenizerFormatError)).toBeUndefined();
      }),
      runs(2),
    );
  });
});
