/**
 * Keeps what a line can show: for every pixel column the first, lowest, highest and last point, so that a spike of one
 * step survives and a path never has more than four points a column (M4, Jugel et al. 2014).
 */

/**
 * Indices to draw, ascending, of a series whose `x` ascends.
 * Points that are not finite are kept as gaps only by the caller: here they count as neither lowest nor highest.
 * @param columns how many pixel columns the line has; at least 1
 */
export function decimate(x: ArrayLike<number>, y: ArrayLike<number>, columns: number): number[] {
  const count = Math.min(x.length, y.length);
  if (count <= columns * 4) return Array.from({ length: count }, (_, index) => index);
  const start = x[0] ?? 0;
  const span = (x[count - 1] ?? 0) - start || 1;
  const kept: number[] = [];
  let column = -1;
  let bucket: Bucket | undefined;
  for (let index = 0; index < count; index += 1) {
    const here = Math.min(columns - 1, Math.floor((((x[index] ?? 0) - start) / span) * columns));
    if (here !== column || bucket === undefined) {
      if (bucket) kept.push(...indicesOf(bucket));
      bucket = { first: index, low: index, high: index, last: index };
      column = here;
    }
    if (isLower(y, index, bucket.low)) bucket.low = index;
    if (isLower(y, bucket.high, index)) bucket.high = index;
    bucket.last = index;
  }
  if (bucket) kept.push(...indicesOf(bucket));
  return kept;
}

interface Bucket {
  first: number;
  low: number;
  high: number;
  last: number;
}

function isLower(y: ArrayLike<number>, a: number, b: number): boolean {
  return (y[a] ?? Number.NaN) < (y[b] ?? Number.NaN);
}

function indicesOf({ first, low, high, last }: Bucket): number[] {
  return [...new Set([first, low, high, last])].sort((a, b) => a - b);
}
