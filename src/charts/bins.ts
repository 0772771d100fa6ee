/** Counts for a histogram. */

export interface Bin {
  /** Inclusive lower edge. */
  from: number;
  /** Exclusive upper edge (inclusive in the last bin). */
  to: number;
  count: number;
}

/**
 * Counts `values` into `count` bins of equal width over `domain`; what falls outside, or is not finite, is left out.
 * @throws RangeError when `count` is not a positive integer or the domain is empty
 */
export function binValues(
  values: ArrayLike<number>,
  count: number,
  domain: readonly [number, number],
): Bin[] {
  const [low, high] = domain;
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`binValues: ${count} bins; give a positive integer`);
  if (!(low < high)) throw new RangeError(`binValues: the domain ${low}..${high} is empty`);
  const width = (high - low) / count;
  const bins = Array.from({ length: count }, (_, index) => ({
    from: low + index * width,
    to: low + (index + 1) * width,
    count: 0,
  }));
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (!(value >= low && value <= high)) continue;
    const bin = bins[Math.min(count - 1, Math.floor((value - low) / width))];
    if (bin) bin.count += 1;
  }
  return bins;
}
