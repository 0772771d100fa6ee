/** Element types, in the spelling of onnxruntime's tensors, and the arrays that hold them. */

export type DType = 'float32' | 'int32' | 'int64' | 'uint8' | 'bool';

export type TensorData =
  | Float32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

/** A tensor in memory: row-major data and its (known) shape. */
export interface Tensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

/** Code of each element type in ONNX's `TensorProto.DataType`. */
export const ONNX_TYPE: Readonly<Record<DType, number>> = {
  float32: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
};

/** Array of the right kind for `dtype`, from plain numbers. */
export function dataFrom(dtype: DType, values: readonly number[]): TensorData {
  switch (dtype) {
    case 'float32':
      return Float32Array.from(values);
    case 'int32':
      return Int32Array.from(values);
    case 'int64':
      return BigInt64Array.from(values, BigInt);
    case 'uint8':
    case 'bool':
      return Uint8Array.from(values);
  }
}

/** Bytes that one element takes. */
export function elementBytes(dtype: DType): number {
  return dataFrom(dtype, []).BYTES_PER_ELEMENT;
}

/** The bytes behind an array, without a copy. */
export function bytesOf(data: TensorData): Uint8Array<ArrayBuffer> {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
