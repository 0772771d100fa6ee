/** Operators that work element by element, with broadcasting. */
import { broadcastShapes } from './shape.ts';
import { type DType, ONNX_TYPE } from './tensor.ts';
import { GraphError, type Operand, type Value } from './value.ts';

/** Turns a number operand into a scalar of the other operand's type. */
function resolve(op: string, a: Operand, b: Operand): [Value, Value] {
  if (typeof a === 'number') {
    if (typeof b === 'number') throw new GraphError(op, [], 'at least one operand must be a value');
    return [b.graph.scalar(a, b.dtype), b];
  }
  return [a, typeof b === 'number' ? a.graph.scalar(b, a.dtype) : b];
}

function binary(op: string, a: Operand, b: Operand, dtype?: DType): Value {
  const inputs = resolve(op, a, b);
  const [x, y] = inputs;
  if (x.dtype !== y.dtype) throw new GraphError(op, inputs, 'operands must have one type');
  const shape = broadcastShapes(x.shape, y.shape);
  if (!shape) throw new GraphError(op, inputs, 'shapes do not broadcast');
  return x.graph.node({ op, inputs, dtype: dtype ?? x.dtype, shape });
}

function unary(op: string, x: Value): Value {
  if (x.dtype !== 'float32') throw new GraphError(op, [x], 'the operand must be float32');
  return x.graph.node({ op, inputs: [x], dtype: x.dtype, shape: x.shape });
}

export const add = (a: Operand, b: Operand): Value => binary('Add', a, b);
export const sub = (a: Operand, b: Operand): Value => binary('Sub', a, b);
export const div = (a: Operand, b: Operand): Value => binary('Div', a, b);
/** Element-wise power; the gradient flows to the base only. */
export const pow = (a: Operand, b: Operand): Value => binary('Pow', a, b);
export const minimum = (a: Operand, b: Operand): Value => binary('Min', a, b);
export const maximum = (a: Operand, b: Operand): Value => binary('Max', a, b);
/** `a >= b`, as booleans. */
export const greaterOrEqual = (a: Operand, b: Operand): Value => binary('GreaterOrEqual', a, b, 'bool');
/** `a == b`, as booleans. On WebGPU only int32 and float32 stay on the device. */
export const equal = (a: Operand, b: Operand): Value => binary('Equal', a, b, 'bool');

/** Element-wise product; a factor that is the number 1 makes no node. */
export function mul(a: Operand, b: Operand): Value {
  if (typeof b !== 'number' && isOne(a)) return b;
  if (typeof a !== 'number' && isOne(b)) return a;
  return binary('Mul', a, b);
}

function isOne(operand: Operand): boolean {
  return (
    operand === 1 || (typeof operand !== 'number' && operand.shape.length === 0 && operand.data?.[0] === 1)
  );
}

export const neg = (x: Value): Value => unary('Neg', x);
export const exp = (x: Value): Value => unary('Exp', x);
export const log = (x: Value): Value => unary('Log', x);
export const sqrt = (x: Value): Value => unary('Sqrt', x);
export const sigmoid = (x: Value): Value => unary('Sigmoid', x);
export const erf = (x: Value): Value => unary('Erf', x);
export const relu = (x: Value): Value => unary('Relu', x);
/** Largest integer not above `x`; no gradient flows through it. */
export const floor = (x: Value): Value => unary('Floor', x);

/** `condition ? a : b`, element by element, with broadcasting. */
export function where(condition: Value, a: Operand, b: Operand): Value {
  const [x, y] = resolve('Where', a, b);
  const inputs = [condition, x, y];
  if (condition.dtype !== 'bool') throw new GraphError('Where', inputs, 'the condition must be bool');
  if (x.dtype !== y.dtype) throw new GraphError('Where', inputs, 'both branches must have one type');
  const branches = broadcastShapes(x.shape, y.shape);
  const shape = branches && broadcastShapes(condition.shape, branches);
  if (!shape) throw new GraphError('Where', inputs, 'shapes do not broadcast');
  return x.graph.node({ op: 'Where', inputs, dtype: x.dtype, shape });
}

/** The same elements in another type (towards zero for integers); the same value if it has that type already. */
export function cast(x: Value, dtype: DType): Value {
  if (x.dtype === dtype) return x;
  const attributes = { to: { int: ONNX_TYPE[dtype] } };
  return x.graph.node({ op: 'Cast', inputs: [x], dtype, shape: x.shape, attributes });
}
