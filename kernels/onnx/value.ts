import type { Graph } from './graph.ts';
import { type Dim, formatShape, type Shape } from './shape.ts';
import type { DType, TensorData } from './tensor.ts';

/** An attribute of a node, with its ONNX type. */
export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly ints: readonly number[] }
  | { readonly string: string };
export type Attributes = Readonly<Record<string, Attribute>>;

/**
 * A value of a graph: an input, a constant, or the (only) output of a node. Values are immutable and know their type,
 * so that a whole expression can be checked while it is written.
 */
export interface Value {
  readonly graph: Graph;
  /** Position in the graph; operands always come before the values made from them. */
  readonly index: number;
  readonly name: string;
  /** `Input`, `Constant`, or the ONNX operator that makes it. */
  readonly op: string;
  readonly domain: string;
  readonly inputs: readonly Value[];
  readonly attributes: Attributes;
  readonly dtype: DType;
  readonly shape: Shape;
  /** The elements, for a constant. */
  readonly data: TensorData | undefined;
}

/** A value, or a number that stands for a scalar constant of the other operand's type. */
export type Operand = Value | number;

/** Thrown while a graph is built: names the operator, its operands and the reason. */
export class GraphError extends Error {
  constructor(op: string, operands: readonly Value[], reason: string) {
    super(`${op}(${operands.map(formatType).join(', ')}): ${reason}`);
    this.name = 'GraphError';
  }
}

/** `float32 [8, T]`, for messages. */
export function formatType(value: Value): string {
  return `${value.dtype} ${formatShape(value.shape)}`;
}

/** Dimension `axis` of a value; a negative axis counts from the end. */
export function dimOf(value: Value, axis: number): Dim {
  const dim = value.shape.at(axis);
  if (dim === undefined) throw new GraphError(value.op, [value], `there is no axis ${axis}`);
  return dim;
}

/** Dimension `axis` of a value, which must be a known number. */
export function knownDim(value: Value, axis: number): number {
  const dim = dimOf(value, axis);
  if (typeof dim === 'number') return dim;
  throw new GraphError(value.op, [value], `axis ${axis} must have a known size, but it is "${dim}"`);
}

/** Axis counted from the front. */
export function normalizeAxis(value: Value, axis: number): number {
  const rank = value.shape.length;
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new GraphError(value.op, [value], `there is no axis ${axis}`);
  }
  return axis < 0 ? axis + rank : axis;
}

/** Integer-list attribute of a node made by this builder. */
export function intsAttribute(value: Value, name: string): readonly number[] {
  const attribute = value.attributes[name];
  if (attribute && 'ints' in attribute) return attribute.ints;
  throw new GraphError(value.op, [...value.inputs], `has no integer-list attribute "${name}"`);
}

/** Integer attribute of a node, or `fallback` if it is absent. */
export function intAttribute(value: Value, name: string, fallback: number): number {
  const attribute = value.attributes[name];
  return attribute && 'int' in attribute ? attribute.int : fallback;
}

/** Float attribute of a node, or `fallback` if it is absent. */
export function floatAttribute(value: Value, name: string, fallback: number): number {
  const attribute = value.attributes[name];
  return attribute && 'float' in attribute ? attribute.float : fallback;
}

/** Operand `i` of a node, which must exist. */
export function inputOf(value: Value, i: number): Value {
  const input = value.inputs[i];
  if (!input) throw new GraphError(value.op, value.inputs, `has no operand ${i}`);
  return input;
}
