/** Matrices as the lab passes them around: row by row in one array. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array<ArrayBuffer>;
}

/** A square matrix whose element is a function of its place, each coordinate running from −1 to 1. */
export function plot(side: number, value: (x: number, y: number) => number): Matrix {
  const place = (index: number) => (2 * index + 1) / side - 1;
  return {
    rows: side,
    columns: side,
    values: Float32Array.from({ length: side * side }, (_, at) =>
      value(place(at % side), place(Math.floor(at / side))),
    ),
  };
}

/** s · B A, in single precision as the graph computes it. `theta` holds A `[rank, columns]`, then B `[rows, rank]`. */
export function product(theta: Float32Array, rank: number, rows: number, columns: number, scale: number) {
  const b = theta.subarray(rank * columns);
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    for (let one = 0; one < rank; one += 1) {
      const weight = scale * (b[row * rank + one] ?? 0);
      if (weight === 0) continue;
      for (let column = 0; column < columns; column += 1) {
        const at = row * columns + column;
        values[at] = (values[at] ?? 0) + weight * (theta[one * columns + column] ?? 0);
      }
    }
  }
  return values;
}

export function sum(a: Float32Array, b: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(a, (value, at) => value + (b[at] ?? 0));
}

export function difference(a: Float32Array, b: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(a, (value, at) => value - (b[at] ?? 0));
}

export function transpose(values: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(
    { length: values.length },
    (_, at) => values[(at % rows) * columns + Math.floor(at / rows)] ?? 0,
  );
}

export function largestMagnitude(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
