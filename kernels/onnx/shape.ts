/**
 * Shapes over known and symbolic dimensions.
 *
 * A symbolic dimension is a string: a name (`T`), a product (`B*T`, `4*T`) or a sum (`P+T`), kept in one canonical
 * spelling so that equal dimensions are equal strings.
 */

/** A dimension: a known size, or a name for a size that is only known when the graph runs. */
export type Dim = number | string;
export type Shape = readonly Dim[];

/** `[8, T, 64]`, for messages. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/**
 * Whether a value of a graph may have this shape: every known dimension is a whole number of at least 1. Tensors without
 * elements are left out because onnxruntime infers other shapes for them than NumPy's rules do.
 */
export function isPossible(shape: Shape): boolean {
  return shape.every((dim) => typeof dim === 'string' || (Number.isInteger(dim) && dim >= 1));
}

/** Number of elements, symbolic if any dimension is. */
export function sizeOf(shape: Shape): Dim {
  return multiply(...shape);
}

/** Every dimension as a number, or undefined if one is symbolic. */
export function knownShape(shape: Shape): number[] | undefined {
  const known: number[] = [];
  for (const dim of shape) {
    if (typeof dim !== 'number') return undefined;
    known.push(dim);
  }
  return known;
}

/** Product of dimensions in canonical spelling: known factor first, then symbols in order (`4*B*T`). */
export function multiply(...dims: Dim[]): Dim {
  let known = 1;
  const symbols: string[] = [];
  for (const dim of dims) {
    if (typeof dim === 'number') {
      known *= dim;
    } else {
      for (const factor of factorsOf(dim)) {
        if (/^\d+$/.test(factor)) known *= Number(factor);
        else symbols.push(factor);
      }
    }
  }
  if (symbols.length === 0 || known === 0) return known;
  const product = symbols.sort().join('*');
  return known === 1 ? product : `${known}*${product}`;
}

function factorsOf(symbol: string): string[] {
  const isSum = symbol.replaceAll(/\([^)]*\)/g, '').includes('+');
  return isSum ? [`(${symbol})`] : (symbol.match(/\([^)]*\)|[^*]+/g) ?? []);
}

/** Sum of two dimensions in canonical spelling: symbols in order, known part last (`P+T+1`). */
export function addDims(a: Dim, b: Dim): Dim {
  let known = 0;
  const symbols: string[] = [];
  for (const term of `${a}+${b}`.split('+')) {
    if (/^\d+$/.test(term)) known += Number(term);
    else symbols.push(term);
  }
  if (symbols.length === 0) return known;
  const sum = symbols.sort().join('+');
  return known === 0 ? sum : `${sum}+${known}`;
}

/**
 * Shape that two operands broadcast to under ONNX's (NumPy's) rule, or undefined if they do not.
 * A symbol broadcasts only with itself and with 1: what cannot be known to fit is refused.
 */
export function broadcastShapes(a: Shape, b: Shape): Shape | undefined {
  const rank = Math.max(a.length, b.length);
  const shape: Dim[] = [];
  for (let i = 0; i < rank; i++) {
    const x = a[i - rank + a.length] ?? 1;
    const y = b[i - rank + b.length] ?? 1;
    if (x !== y && x !== 1 && y !== 1) return undefined;
    shape.push(x === 1 ? y : x);
  }
  return shape;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i]);
}
