import { dequantizeBlocks, quantizeBlocks } from './blockwise.ts';
import { type BaseType, bitsOf, dynamicMap, levelsOf } from './levels.ts';
import { packNibbles, unpackNibbles } from './packing.ts';

/** Block sizes that bitsandbytes accepts for 4 bits; QLoRA uses 64. */
export const BLOCK_SIZES = [32, 64, 128, 256, 512, 1024, 2048, 4096] as const;

/** Scales that share one second-level constant in double quantisation. */
export const NESTED_BLOCK_SIZE = 256;

/** How a tensor is to be quantised. */
export interface QuantSettings {
  readonly type: BaseType;
  /** Consecutive values that share one scale; one of `BLOCK_SIZES`. */
  readonly blockSize: number;
  /** Whether the scales themselves are kept as 8-bit codes. */
  readonly doubleQuant: boolean;
}

/** One float32 scale a block. */
export interface PlainScales {
  readonly kind: 'plain';
  readonly absmax: Float32Array<ArrayBuffer>;
}

/** scale i = dynamicMap[codes[i]] · absmax[⌊i/256⌋] + offset */
export interface DoubleScales {
  readonly kind: 'double';
  readonly codes: Uint8Array<ArrayBuffer>;
  readonly absmax: Float32Array<ArrayBuffer>;
  readonly offset: number;
}

/** A quantised tensor as it is kept in memory. */
export interface QuantizedTensor {
  readonly type: BaseType;
  readonly blockSize: number;
  readonly shape: readonly number[];
  /** Row-major codes: two a byte for 4 bits (first in the high nibble), one a byte for 8. */
  readonly codes: Uint8Array<ArrayBuffer>;
  readonly scales: PlainScales | DoubleScales;
}

/** What QLoRA's paper uses: NF4, blocks of 64, double quantisation. */
export const QLORA_SETTINGS: QuantSettings = { type: 'nf4', blockSize: 64, doubleQuant: true };

/**
 * Quantises a tensor as bitsandbytes does (row-major blocks, absmax, nearest level).
 * @throws RangeError in Portuguese: unknown block size, or values that are not finite
 */
export function quantize(
  data: Float32Array,
  shape: readonly number[],
  { type, blockSize, doubleQuant }: QuantSettings,
): QuantizedTensor {
  checkBlockSize(blockSize);
  const { codes, absmax } = quantizeBlocks(data, levelsOf(type), blockSize);
  const zero = levelsOf(type).indexOf(0);
  return {
    type,
    blockSize,
    shape,
    codes: bitsOf(type) === 4 ? packNibbles(codes, zero) : codes,
    scales: doubleQuant ? quantizeScales(absmax) : { kind: 'plain', absmax },
  };
}

/** The float32 values that a quantised tensor stands for, row-major. */
export function dequantize(tensor: QuantizedTensor): Float32Array<ArrayBuffer> {
  const blocks = { codes: codesOf(tensor), absmax: scalesOf(tensor) };
  return dequantizeBlocks(blocks, levelsOf(tensor.type), tensor.blockSize);
}

/** Codes one a byte, whatever the storage. */
export function codesOf({ type, shape, codes }: QuantizedTensor): Uint8Array<ArrayBuffer> {
  const count = shape.reduce((product, size) => product * size, 1);
  return bitsOf(type) === 4 ? unpackNibbles(codes, count) : codes;
}

/** Scale of each block as float32, decoded where it is doubly quantised. */
export function scalesOf({ scales }: QuantizedTensor): Float32Array<ArrayBuffer> {
  if (scales.kind === 'plain') return scales.absmax;
  const centred = dequantizeBlocks(scales, dynamicMap(), NESTED_BLOCK_SIZE);
  return centred.map((value) => value + scales.offset);
}

/** Bytes that the tensor occupies: codes, scales and, if doubly quantised, the second level of constants. */
export function storedBytes({ codes, scales }: QuantizedTensor): number {
  const plain = codes.byteLength + scales.absmax.byteLength;
  return scales.kind === 'plain' ? plain : plain + scales.codes.byteLength + Float32Array.BYTES_PER_ELEMENT;
}

/**
 * Double quantisation (Dettmers et al., "QLoRA", 2023, section 3): the mean of the scales is taken off, and what is left
 * is quantised block-wise to the dynamic 8-bit map.
 */
function quantizeScales(absmax: Float32Array): DoubleScales {
  const sum = absmax.reduce((total, scale) => total + scale, 0);
  const offset = Math.fround(absmax.length > 0 ? sum / absmax.length : 0);
  const centred = absmax.map((scale) => scale - offset);
  return { kind: 'double', ...quantizeBlocks(centred, dynamicMap(), NESTED_BLOCK_SIZE), offset };
}

function checkBlockSize(blockSize: number): void {
  if (!BLOCK_SIZES.some((size) => size === blockSize)) {
    throw new RangeError(
      `tamanho de bloco ${blockSize} não existe; use um destes: ${BLOCK_SIZES.join(', ')}.`,
    );
  }
}
