import { bfloatToFloat, DTYPE_BYTES, type DType, floatToBfloat, floatToHalf, halfToFloat } from './dtype.ts';
import { FormatError, quoted } from './error.ts';

/** A tensor as a file holds it: little-endian bytes, row-major. `bytes` may be a view into the whole file. */
export interface StoredTensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Tensors by name. A Map, so that no name read from a file can reach an object's prototype. */
export type TensorMap = ReadonlyMap<string, StoredTensor>;

/** A float32 tensor in memory: what the compiler and the quantiser take. */
export interface FloatTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

/** Floating-point types that `fromFloat32` writes. */
export type FloatDType = 'F32' | 'F16' | 'BF16';

/** Number of elements of a shape; 1 for a scalar (`[]`). */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/**
 * Values of a floating-point tensor as float32 (F64 is rounded).
 * F32 data that lies aligned in the file is not copied: do not write into the result.
 * @throws FormatError when the tensor holds integers
 */
export function toFloat32(tensor: StoredTensor, name: string): Float32Array<ArrayBuffer> {
  const count = elementCount(tensor.shape);
  const { buffer, byteOffset } = aligned(tensor);
  switch (tensor.dtype) {
    case 'F32':
      return new Float32Array(buffer, byteOffset, count);
    case 'F16':
      return Float32Array.from(new Uint16Array(buffer, byteOffset, count), halfToFloat);
    case 'BF16':
      return Float32Array.from(new Uint16Array(buffer, byteOffset, count), bfloatToFloat);
    case 'F64':
      return Float32Array.from(new Float64Array(buffer, byteOffset, count));
    default:
      throw new FormatError(
        name,
        `esperava números reais (F32, F16, BF16 ou F64), mas o tensor é ${tensor.dtype}.`,
      );
  }
}

/**
 * Values of an integer tensor as int32, which is what the graphs take as token ids and labels.
 * @throws FormatError when the tensor holds real numbers or a value that does not fit
 */
export function toInt32(tensor: StoredTensor, name: string): Int32Array<ArrayBuffer> {
  const count = elementCount(tensor.shape);
  const { buffer, byteOffset } = aligned(tensor);
  if (tensor.dtype === 'I32') return new Int32Array(buffer, byteOffset, count);
  if (tensor.dtype === 'U8') return Int32Array.from(new Uint8Array(buffer, byteOffset, count));
  if (tensor.dtype !== 'I64') {
    throw new FormatError(
      name,
      `esperava números inteiros (I64, I32 ou U8), mas o tensor é ${tensor.dtype}.`,
    );
  }
  const wide = new BigInt64Array(buffer, byteOffset, count);
  const result = new Int32Array(count);
  wide.forEach((value, index) => {
    const narrow = Number(value);
    if (narrow !== narrow >> 0) {
      throw new FormatError(name, `o valor ${quoted(String(value))} (posição ${index}) não cabe em 32 bits.`);
    }
    result[index] = narrow;
  });
  return result;
}

/** Stores float32 values, rounded to nearest-even when `dtype` is shorter. F32 shares memory with `data`. */
export function fromFloat32({ shape, data }: FloatTensor, dtype: FloatDType = 'F32'): StoredTensor {
  if (dtype === 'F32') return { dtype, shape, bytes: bytesOf(data) };
  const convert = dtype === 'F16' ? floatToHalf : floatToBfloat;
  return { dtype, shape, bytes: bytesOf(Uint16Array.from(data, convert)) };
}

/** Stores integers as I64, the type that PyTorch gives token ids. */
export function fromIntegers(shape: readonly number[], data: ArrayLike<number>): StoredTensor {
  return { dtype: 'I64', shape, bytes: bytesOf(BigInt64Array.from(Array.from(data), BigInt)) };
}

/** Stores bytes (4-bit codes, 8-bit codes) as U8. */
export function fromBytes(shape: readonly number[], bytes: Uint8Array<ArrayBuffer>): StoredTensor {
  return { dtype: 'U8', shape, bytes };
}

function bytesOf(array: Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>) {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Typed arrays need offsets that are multiples of the element size; a file need not oblige. */
function aligned({ bytes, dtype }: StoredTensor): Uint8Array<ArrayBuffer> {
  return bytes.byteOffset % DTYPE_BYTES[dtype] === 0 ? bytes : bytes.slice();
}
