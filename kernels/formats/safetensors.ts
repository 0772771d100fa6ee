import { DTYPE_BYTES, type DType, isDType } from './dtype.ts';
import { FormatError, quoted } from './error.ts';
import { isJsonObject, type JsonObject, parseJsonObject } from './json.ts';
import type { StoredTensor, TensorMap } from './tensor.ts';

/** Same limit as the reference implementation; a larger header is an attack or a mistake. */
const MAX_HEADER_BYTES = 100_000_000;
const LENGTH_BYTES = 8;

/** What a safetensors file holds. */
export interface SafetensorsFile {
  readonly tensors: TensorMap;
  readonly metadata: ReadonlyMap<string, string>;
}

interface Span {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/**
 * Reads a safetensors file: 8 bytes of header length (u64, little-endian), a JSON header that names each tensor's
 * dtype, shape and byte span, then the data. Tensors are views into `file`; nothing is copied.
 * Every promise of the header is checked against the file before it is used.
 * @param origin how the file is called in error messages
 * @throws FormatError in Portuguese
 */
export function readSafetensors(file: Uint8Array<ArrayBuffer>, origin = 'safetensors'): SafetensorsFile {
  const headerEnd = LENGTH_BYTES + headerLength(file, origin);
  const header = parseJsonObject(file.subarray(LENGTH_BYTES, headerEnd), `${origin} (cabeçalho)`);
  const data = file.subarray(headerEnd);
  const spans = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => readSpan(name, entry, data.length, origin));
  checkCoverage(spans, data.length, origin);
  const tensors = new Map(
    spans.map(({ name, dtype, shape, begin, end }) => [
      name,
      { dtype, shape, bytes: data.subarray(begin, end) },
    ]),
  );
  return { tensors, metadata: readMetadata(header, origin) };
}

/**
 * Writes a safetensors file. Tensors go out by descending element size, then by name, so that each is aligned and
 * the same content always gives the same bytes.
 * @throws FormatError when a tensor's bytes do not fit its shape and dtype
 */
export function writeSafetensors(
  tensors: Iterable<readonly [string, StoredTensor]>,
  metadata: Readonly<Record<string, string>> = { format: 'pt' },
): Uint8Array<ArrayBuffer> {
  const sorted = [...tensors].sort(
    ([nameA, a], [nameB, b]) => DTYPE_BYTES[b.dtype] - DTYPE_BYTES[a.dtype] || (nameA < nameB ? -1 : 1),
  );
  const header = new Map<string, unknown>();
  if (Object.keys(metadata).length > 0) header.set('__metadata__', metadata);
  let end = 0;
  for (const [name, { dtype, shape, bytes }] of sorted) {
    if (header.has(name)) throw new FormatError(name, 'há dois tensores com este nome.');
    if (bytes.length !== byteCount(shape, dtype)) {
      throw new FormatError(name, `${bytes.length} bytes não correspondem a ${dtype} [${shape}].`);
    }
    header.set(name, { dtype, shape, data_offsets: [end, end + bytes.length] });
    end += bytes.length;
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const padded = Math.ceil(text.length / LENGTH_BYTES) * LENGTH_BYTES;
  const file = new Uint8Array(LENGTH_BYTES + padded + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + padded);
  file.set(text, LENGTH_BYTES);
  let at = LENGTH_BYTES + padded;
  for (const [, { bytes }] of sorted) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

function headerLength(file: Uint8Array<ArrayBuffer>, origin: string): number {
  if (file.length < LENGTH_BYTES) {
    throw new FormatError(
      origin,
      `tem só ${file.length} bytes; um safetensors começa com 8 bytes de tamanho.`,
    );
  }
  const declared = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (declared > BigInt(MAX_HEADER_BYTES)) {
    throw new FormatError(
      origin,
      `o cabeçalho diz ter ${declared} bytes (o limite é ${MAX_HEADER_BYTES}); não é um safetensors.`,
    );
  }
  const available = file.length - LENGTH_BYTES;
  if (declared > BigInt(available)) {
    throw new FormatError(
      origin,
      `o cabeçalho diz ter ${declared} bytes, mas só há ${available}; o arquivo está truncado. Baixe-o de novo.`,
    );
  }
  if (file[LENGTH_BYTES] !== 0x7b) {
    throw new FormatError(origin, 'o cabeçalho não começa com "{"; não é um safetensors.');
  }
  return Number(declared);
}

function readSpan(name: string, entry: unknown, dataBytes: number, origin: string): Span {
  const where = `${origin}, tensor ${quoted(name)}`;
  if (!isJsonObject(entry)) throw new FormatError(where, 'a descrição não é um objeto JSON.');
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!isDType(dtype)) {
    const known = Object.keys(DTYPE_BYTES).join(', ');
    throw new FormatError(where, `o tipo ${quoted(String(dtype))} não é suportado (aceitos: ${known}).`);
  }
  if (!isSizeList(shape)) {
    throw new FormatError(where, `a forma (shape) precisa ser uma lista de inteiros não negativos.`);
  }
  if (!isSizeList(offsets) || offsets.length !== 2) {
    throw new FormatError(where, 'data_offsets precisa ser [início, fim], dois inteiros não negativos.');
  }
  const [begin = 0, end = 0] = offsets;
  if (begin > end || end > dataBytes) {
    const problem = `data_offsets [${begin}, ${end}] sai dos ${dataBytes} bytes de dados; o arquivo está truncado ou corrompido.`;
    throw new FormatError(where, problem);
  }
  const needed = byteCount(shape, dtype);
  if (needed !== end - begin) {
    throw new FormatError(
      where,
      `${dtype} [${shape}] ocupa ${needed} bytes, mas data_offsets reserva ${end - begin}.`,
    );
  }
  return { name, dtype, shape, begin, end };
}

/** The format wants the data covered exactly once: no hole can hide anything and no two tensors share bytes. */
function checkCoverage(spans: readonly Span[], dataBytes: number, origin: string): void {
  let covered = 0;
  for (const { name, begin, end } of spans.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== covered) {
      const problem =
        begin < covered ? 'sobrepõe-se a outro tensor' : `deixa ${begin - covered} bytes sem dono antes dele`;
      throw new FormatError(`${origin}, tensor ${quoted(name)}`, `${problem}; o arquivo está corrompido.`);
    }
    covered = end;
  }
  if (covered !== dataBytes) {
    throw new FormatError(
      origin,
      `sobram ${dataBytes - covered} bytes depois do último tensor; o arquivo está corrompido.`,
    );
  }
}

function readMetadata(header: JsonObject, origin: string): ReadonlyMap<string, string> {
  const metadata = header['__metadata__'] ?? {};
  if (!isJsonObject(metadata)) throw new FormatError(origin, '__metadata__ precisa ser um objeto JSON.');
  const entries = new Map<string, string>();
  for (const [key, value] of Object.entries(metadata)) {
    if (typeof value !== 'string') {
      throw new FormatError(origin, `em __metadata__, o valor de ${quoted(key)} precisa ser texto.`);
    }
    entries.set(key, value);
  }
  return entries;
}

function isSizeList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/** Infinity instead of a rounded product when the shape overflows: then no span can match it. */
function byteCount(shape: readonly number[], dtype: DType): number {
  if (shape.includes(0)) return 0;
  const bytes = shape.reduce((product, size) => product * size, DTYPE_BYTES[dtype]);
  return Number.isSafeInteger(bytes) ? bytes : Number.POSITIVE_INFINITY;
}
