/**
 * A quantised weight inside a graph: its codes come in as packed bytes and are decoded where they are used, so that no
 * float copy of the base is ever kept.
 */
import { withGradient } from '../autodiff/gradients.ts';
import type { Graph } from '../onnx/graph.ts';
import { add, cast, gather, gemm, greaterOrEqual, minimum, mul, reshape, slice } from '../onnx/ops.ts';
import { multiply, sizeOf } from '../onnx/shape.ts';
import type { Tensor } from '../onnx/tensor.ts';
import type { Value } from '../onnx/value.ts';
import { type BaseType, bitsOf, dynamicMap, levelsOf } from './levels.ts';
import { NESTED_BLOCK_SIZE, type QuantizedTensor, type QuantSettings } from './quantize.ts';

/** What a graph must know of a quantised matrix `[out, in]`: everything but its numbers. */
export interface PackedSpec extends QuantSettings {
  readonly name: string;
  readonly shape: readonly [number, number];
}

/**
 * The tensors to feed for a quantised matrix, by input name. Its blocks are arranged in `groups` of `width`, filled up
 * with zeros, so that scales and codes broadcast as they come:
 * `<name>.codes` uint8 `[1, groups, width, bytes a block]`, and `<name>.absmax` float32 `[groups, width, 1, 1]`, or with
 * double quantisation `<name>.absmax_codes` uint8 `[groups, width, 1, 1]`, `<name>.nested_absmax` float32
 * `[groups, 1, 1, 1]` and `<name>.offset` float32 `[1]`.
 */
export function packedInputs(name: string, tensor: QuantizedTensor): Map<string, Tensor> {
  const { scales } = tensor;
  const { codes, scale, group } = shapesOf(tensor.shape, {
    ...tensor,
    doubleQuant: scales.kind === 'double',
  });
  const inputs = new Map<string, Tensor>([[`${name}.codes`, filled(tensor.codes, codes)]]);
  if (scales.kind === 'plain') {
    inputs.set(`${name}.absmax`, { dtype: 'float32', shape: scale, data: scales.absmax });
  } else {
    inputs.set(`${name}.absmax_codes`, filled(scales.codes, scale));
    inputs.set(`${name}.nested_absmax`, { dtype: 'float32', shape: group, data: scales.absmax });
    inputs.set(`${name}.offset`, { dtype: 'float32', shape: [1], data: Float32Array.of(scales.offset) });
  }
  return inputs;
}

/**
 * y = x Wᵀ for rows `x` `[rows, in]` and a quantised `W` `[out, in]`; the gradient passes through to `x`, none to `W`.
 * The backward product decodes `W` anew: to keep the floats from one sweep to the other would cost what packing saves.
 */
export function packedLinear(x: Value, spec: PackedSpec): Value {
  return withGradient(gemm(x, decode(spec, x), { transB: true }), [x], (_, gradient) => [
    () => gemm(gradient, decode(spec, gradient)),
  ]);
}

/**
 * The float matrix `[out, in]`, computed once `after` is known. One Gather from a table of 256 rows decodes a whole byte,
 * without bit operations, which WebGPU would hand to the CPU.
 */
function decode(spec: PackedSpec, after: Value): Value {
  const { graph } = after;
  const codes = graph.input(`${spec.name}.codes`, 'uint8', shapesOf(spec.shape, spec).codes);
  // To pick row 0 by an index that hangs on `after` keeps onnxruntime from decoding every weight at the start of a run,
  // and from merging this decoding with that of the other sweep.
  const row = gather(codes, zeroAfter(after));
  const levels = gather(byteTable(graph, spec.type), cast(row, 'int32'));
  const scaled = mul(levels, decodeScales(graph, spec));
  const [out, inner] = spec.shape;
  const flat = reshape(scaled, [multiply(...scaled.shape)]);
  return reshape(slice(flat, 0, 0, out * inner), spec.shape);
}

/** Scale of each block; with double quantisation dynamicMap[code] · nested + offset. */
function decodeScales(graph: Graph, spec: PackedSpec): Value {
  const { scale, group } = shapesOf(spec.shape, spec);
  if (!spec.doubleQuant) return graph.input(`${spec.name}.absmax`, 'float32', scale);
  const codes = graph.input(`${spec.name}.absmax_codes`, 'uint8', scale);
  const nested = graph.input(`${spec.name}.nested_absmax`, 'float32', group);
  const offset = graph.input(`${spec.name}.offset`, 'float32', [1]);
  return add(mul(gather(dynamicTable(graph), cast(codes, 'int32')), nested), offset);
}

/** An int32 zero `[1, 1]` that is known only after a matrix is; zero also where the matrix holds NaN. */
function zeroAfter(matrix: Value): Value {
  const corner = slice(slice(matrix, 0, 0, 1), 1, 0, 1);
  return cast(greaterOrEqual(minimum(corner, 0), 1), 'int32');
}

/** Shapes of the inputs. Without double quantisation there is one group. */
function shapesOf(shape: readonly number[], { type, blockSize, doubleQuant }: QuantSettings) {
  const blocks = Math.ceil(Number(sizeOf(shape)) / blockSize);
  const groups = doubleQuant ? Math.ceil(blocks / NESTED_BLOCK_SIZE) : 1;
  const width = groups > 1 ? NESTED_BLOCK_SIZE : blocks;
  return {
    codes: [1, groups, width, (blockSize * bitsOf(type)) / 8],
    scale: [groups, width, 1, 1],
    group: [groups, 1, 1, 1],
  };
}

function filled(data: Uint8Array<ArrayBuffer>, shape: readonly number[]): Tensor {
  const length = Number(sizeOf(shape));
  if (data.length === length) return { dtype: 'uint8', shape, data };
  const whole = new Uint8Array(length);
  whole.set(data);
  return { dtype: 'uint8', shape, data: whole };
}

const BYTE_TABLES = new WeakMap<Graph, Map<BaseType, Value>>();
const DYNAMIC_TABLES = new WeakMap<Graph, Value>();

/** The levels in each byte: `[256, 2]` for 4-bit types, high nibble first; `[256, 1]` for 8-bit types. */
function byteTable(graph: Graph, type: BaseType): Value {
  const tables = BYTE_TABLES.get(graph) ?? new Map<BaseType, Value>();
  BYTE_TABLES.set(graph, tables);
  const levels = levelsOf(type);
  const rows = Array.from({ length: 256 }, (_, byte) =>
    bitsOf(type) === 4 ? [byte >> 4, byte & 15] : [byte],
  );
  const values = rows.flat().map((code) => levels[code] ?? 0);
  const table = tables.get(type) ?? graph.constant('float32', [256, values.length / 256], values);
  tables.set(type, table);
  return table;
}

function dynamicTable(graph: Graph): Value {
  const table = DYNAMIC_TABLES.get(graph) ?? graph.constant('float32', [256], dynamicMap());
  DYNAMIC_TABLES.set(graph, table);
  return table;
}
