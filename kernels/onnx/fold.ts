/**
 * Constant folding, only where it pays: arithmetic on scalars (settings such as `1 - beta`), and changes of a constant
 * table that would otherwise be one more node on the device (its negative, its reshape).
 */
import type { Graph, NodeSpec } from './graph.ts';
import { knownShape } from './shape.ts';
import type { Value } from './value.ts';

const UNARY: Readonly<Record<string, (x: number) => number>> = {
  Neg: (x) => -x,
  Sqrt: Math.sqrt,
  Exp: Math.exp,
  Log: Math.log,
};

const BINARY: Readonly<Record<string, (x: number, y: number) => number>> = {
  Add: (x, y) => x + y,
  Sub: (x, y) => x - y,
  Mul: (x, y) => x * y,
  Div: (x, y) => x / y,
  Pow: (x, y) => x ** y,
};

/** The constant that a node amounts to, or undefined if it must run. */
export function foldConstants(graph: Graph, spec: NodeSpec): Value | undefined {
  const shape = knownShape(spec.shape);
  const [a, b] = spec.inputs;
  if (!shape || !a?.data) return undefined;
  if (spec.op === 'Reshape') return graph.constant(spec.dtype, shape, a.data);
  if (spec.dtype !== 'float32' || !(a.data instanceof Float32Array)) return undefined;
  const unary = UNARY[spec.op];
  if (unary) return graph.constant('float32', shape, a.data.map(unary));
  const binary = BINARY[spec.op];
  if (!binary || !(b?.data instanceof Float32Array) || a.data.length !== 1 || b.data.length !== 1) {
    return undefined;
  }
  return graph.constant('float32', shape, [binary(a.data[0] ?? 0, b.data[0] ?? 0)]);
}
