/** The way of a single weight through quantisation and back, number by number. */
import { orderedLevels } from '../../../kernels/quant/blockwise.ts';
import { type BaseType, bitsOf, dynamicMap, levelsOf } from '../../../kernels/quant/levels.ts';
import { NESTED_BLOCK_SIZE } from '../../../kernels/quant/quantize.ts';
import type { QuantizeResult } from '../../runtime/jobs/quantize.ts';

/** Levels of a type in ascending order, and where one gives way to the next. */
export function rulerOf(type: BaseType) {
  const { codes, midpoints } = orderedLevels(levelsOf(type));
  const table = levelsOf(type);
  return { codes: [...codes], levels: [...codes].map((code) => table[code] ?? 0), midpoints: [...midpoints] };
}

export interface Journey {
  /** Counted from 0. */
  readonly index: number;
  readonly row: number;
  readonly column: number;
  readonly block: number;
  readonly weight: number;
  readonly absmax: number;
  /** Weight over absmax, in single precision. */
  readonly quotient: number;
  /** The quotient's place on the ruler lies above the first and not above the second; infinite at the ends. */
  readonly between: readonly [number, number];
  readonly level: number;
  readonly code: number;
  readonly bits: 4 | 8;
  /** The byte in memory; for 4 bits with the neighbour that shares it. */
  readonly byte: number;
  readonly neighbour: { readonly code: number; readonly first: boolean } | undefined;
  /** How the scale was kept, with double quantisation. */
  readonly double:
    | { readonly code: number; readonly map: number; readonly absmax: number; readonly offset: number }
    | undefined;
  readonly scale: number;
  readonly restored: number;
  readonly error: number;
}

/** @param asked index of the weight; beyond the last it is the last */
export function journeyOf(
  result: QuantizeResult,
  { type, blockSize }: { type: BaseType; blockSize: number },
  asked: number,
): Journey {
  const at = (list: ArrayLike<number>, place: number) => list[place] ?? Number.NaN;
  const index = Math.min(asked, result.weights.length - 1);
  const block = Math.floor(index / blockSize);
  const weight = at(result.weights, index);
  const absmax = at(result.absmax, block);
  const { codes, levels, midpoints } = rulerOf(type);
  const code = at(result.codes, index);
  const place = codes.indexOf(code);
  const bits = bitsOf(type);
  const first = index % 2 === 0;
  const paired = first ? index + 1 : index - 1;
  const hasPair = bits === 4 && paired < result.codes.length;
  const restored = at(result.restored, index);
  const { double } = result;
  const scaleCode = double ? at(double.codes, block) : 0;
  return {
    ...{ index, block, weight, absmax, code, bits, restored },
    row: Math.floor(index / result.columns),
    column: index % result.columns,
    quotient: absmax > 0 ? Math.fround(weight * Math.fround(1 / absmax)) : 0,
    between: [
      place > 0 ? at(midpoints, place - 1) : Number.NEGATIVE_INFINITY,
      place < midpoints.length ? at(midpoints, place) : Number.POSITIVE_INFINITY,
    ],
    level: at(levels, place),
    byte: at(result.packed, bits === 4 ? index >> 1 : index),
    neighbour: hasPair ? { code: at(result.codes, paired), first: !first } : undefined,
    double: double && {
      code: scaleCode,
      map: at(dynamicMap(), scaleCode),
      absmax: at(double.absmax, Math.floor(block / NESTED_BLOCK_SIZE)),
      offset: double.offset,
    },
    scale: at(result.scales, block),
    error: weight - restored,
  };
}

/** Index of the weight that quantisation moved most. */
export function worstWeight({ weights, restored }: Pick<QuantizeResult, 'weights' | 'restored'>): number {
  let worst = 0;
  const errorAt = (index: number) => Math.abs((weights[index] ?? 0) - (restored[index] ?? 0));
  for (let index = 1; index < weights.length; index += 1) if (errorAt(index) > errorAt(worst)) worst = index;
  return worst;
}
