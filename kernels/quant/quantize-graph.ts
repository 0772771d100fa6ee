/**
 * Block-wise quantisation inside a graph: the same numbers as `quantize`, calculated by onnxruntime on the reader's device.
 */
import { Graph } from '../onnx/graph.ts';
import { GraphModel } from '../onnx/model.ts';
import {
  add,
  cast,
  div,
  gather,
  greaterOrEqual,
  maximum,
  mul,
  neg,
  pad,
  reduceMax,
  reduceSum,
  reshape,
  sub,
  where,
} from '../onnx/ops.ts';
import type { Value } from '../onnx/value.ts';
import { orderedLevels } from './blockwise.ts';
import { bitsOf, dynamicMap, levelsOf } from './levels.ts';
import { NESTED_BLOCK_SIZE, type QuantSettings } from './quantize.ts';

/** Input: the weights, float32 `[blocks, block size]`, the last block filled up with zeros. */
export const QUANTIZE_INPUT = 'weights';

/** Outputs. With double quantisation also those of the scales. */
export const QUANTIZE_OUTPUT = {
  /** Scale of each block before it is itself quantised, float32 `[blocks]`. */
  absmax: 'absmax',
  /** Code of each weight, int32 `[blocks, block size]`. */
  codes: 'codes',
  /** Codes two a byte (one a byte for 8 bits), int32 `[blocks, bytes of a block]`. */
  packed: 'packed',
  /** Values that the codes stand for, float32 `[blocks, block size]`. */
  restored: 'restored',
  /** Largest and mean square difference to the weights in each block, float32 `[blocks]`. */
  largestErrors: 'largest_errors',
  meanSquares: 'mean_squares',
  /** Scale of each block as it comes back, float32 `[blocks]`. */
  scales: 'scales',
  /** Codes of the scales, int32 `[groups, 256]`, the scale of each group `[groups]` and the mean that was taken off. */
  scaleCodes: 'scale_codes',
  scaleAbsmax: 'scale_absmax',
  scaleOffset: 'scale_offset',
} as const;

/** Below the smallest normal float32 a scale counts as zero, as in bitsandbytes. */
const SMALLEST_SCALE = 1e-38;

/**
 * @param count weights; those of the last block beyond it are zeros and count in no mean
 * @param settings type, block size and whether the scales are quantised too
 */
export function compileQuantize(count: number, settings: QuantSettings): GraphModel {
  const { type, blockSize, doubleQuant } = settings;
  const blocks = Math.ceil(count / blockSize);
  const graph = new Graph();
  const weights = graph.input(QUANTIZE_INPUT, 'float32', [blocks, blockSize]);
  const { absmax, codes } = encode(weights, levelsOf(type));
  const double = doubleQuant ? quantizeScales(absmax, blocks) : undefined;
  const scales = double?.scales ?? absmax;
  const restored = mul(gather(table(graph, levelsOf(type)), codes), scales);
  const error = sub(weights, restored);
  const members = Array.from({ length: blocks }, (_, i) => Math.min(blockSize, count - i * blockSize));
  const flat = (value: Value, size: number): Value => reshape(value, [size]);
  const out = QUANTIZE_OUTPUT;
  return new GraphModel('quantize', {
    [out.absmax]: flat(absmax, blocks),
    [out.codes]: codes,
    [out.restored]: restored,
    [out.largestErrors]: flat(reduceMax(magnitude(error), [1]), blocks),
    [out.meanSquares]: div(
      flat(reduceSum(mul(error, error), [1]), blocks),
      graph.constant('float32', [blocks], members),
    ),
    ...(bitsOf(type) === 4 && { [out.packed]: packed(codes, blocks, blockSize) }),
    ...(double && {
      [out.scales]: flat(double.scales, blocks),
      [out.scaleCodes]: double.codes,
      [out.scaleAbsmax]: flat(double.absmax, double.groups),
      [out.scaleOffset]: double.offset,
    }),
  });
}

/** Scale of each row and the code of the level nearest to each quotient; a tie takes the lower level. */
function encode(rows: Value, levels: Float32Array): { readonly absmax: Value; readonly codes: Value } {
  const { graph } = rows;
  const absmax = reduceMax(magnitude(rows), [1]);
  const quotients = mul(rows, div(1, maximum(absmax, SMALLEST_SCALE)));
  const { codes, midpoints } = orderedLevels(levels);
  // The place of a quotient is the number of midpoints that it lies above.
  const thresholds = graph.constant('float32', [midpoints.length], Float32Array.from(midpoints));
  const wide = reshape(quotients, [...quotients.shape, 1]);
  const place = reduceSum(where(greaterOrEqual(thresholds, wide), 0, graph.scalar(1)), [2], false);
  return { absmax, codes: gather(graph.constant('int32', [codes.length], [...codes]), cast(place, 'int32')) };
}

/** Double quantisation: the scales without their mean, in groups of 256, to the dynamic 8-bit map. */
function quantizeScales(absmax: Value, blocks: number) {
  const { graph } = absmax;
  const groups = Math.ceil(blocks / NESTED_BLOCK_SIZE);
  const flat = reshape(absmax, [blocks]);
  const offset = mul(reduceSum(flat), 1 / blocks);
  const centred = pad(sub(flat, offset), 0, 0, groups * NESTED_BLOCK_SIZE - blocks);
  const encoded = encode(reshape(centred, [groups, NESTED_BLOCK_SIZE]), dynamicMap());
  const decoded = add(mul(gather(table(graph, dynamicMap()), encoded.codes), encoded.absmax), offset);
  const indices = graph.constant(
    'int32',
    [blocks],
    Array.from({ length: blocks }, (_, i) => i),
  );
  const scales = gather(reshape(decoded, [groups * NESTED_BLOCK_SIZE]), indices);
  return { ...encoded, groups, offset, scales: reshape(scales, [blocks, 1]) };
}

/** First code · 16 + second. */
function packed(codes: Value, blocks: number, blockSize: number): Value {
  const pairs = reshape(cast(codes, 'float32'), [blocks, blockSize / 2, 2]);
  const bytes = reduceSum(mul(pairs, codes.graph.constant('float32', [2], [16, 1])), [2], false);
  return cast(bytes, 'int32');
}

function magnitude(x: Value): Value {
  return maximum(x, neg(x));
}

function table(graph: Graph, levels: Float32Array): Value {
  return graph.constant('float32', [levels.length], new Float32Array(levels));
}
