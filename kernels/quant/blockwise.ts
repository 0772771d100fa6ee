/** Codes (one a byte, not packed) and the scale of each block. */
export interface Blocks {
  readonly codes: Uint8Array<ArrayBuffer>;
  readonly absmax: Float32Array<ArrayBuffer>;
}

/**
 * Block-wise absmax quantisation: each block of `blockSize` consecutive values is divided by its largest magnitude and
 * every quotient becomes the code of the nearest level (Dettmers et al., "QLoRA", 2023, equations 1 and 5).
 * A value exactly between two levels takes the lower one, as in bitsandbytes. The last block may be shorter; a block of
 * zeros keeps scale 0. Arithmetic is float32, so that the codes are those of bitsandbytes.
 * @param levels level of each code, within [−1, 1], in any order
 * @throws RangeError when a value is not finite
 */
export function quantizeBlocks(values: Float32Array, levels: Float32Array, blockSize: number): Blocks {
  const encode = nearestCode(levels);
  const codes = new Uint8Array(values.length);
  const absmax = new Float32Array(Math.ceil(values.length / blockSize));
  for (let block = 0; block < absmax.length; block++) {
    const begin = block * blockSize;
    const members = values.subarray(begin, begin + blockSize);
    const largest = members.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    if (!Number.isFinite(largest)) {
      throw new RangeError(
        `valores ${begin} a ${begin + members.length - 1}: há NaN ou infinito, que não se quantizam.`,
      );
    }
    absmax[block] = largest;
    const inverse = largest > 0 ? Math.fround(1 / largest) : 0;
    members.forEach((value, index) => {
      codes[begin + index] = encode(Math.fround(value * inverse));
    });
  }
  return { codes, absmax };
}

/** Values that codes stand for: level × scale of the block, in float32. */
export function dequantizeBlocks(
  { codes, absmax }: Blocks,
  levels: Float32Array,
  blockSize: number,
): Float32Array<ArrayBuffer> {
  return Float32Array.from(
    codes,
    (code, index) => (levels[code] ?? 0) * (absmax[Math.floor(index / blockSize)] ?? 0),
  );
}

/** The levels of a type in ascending order, each once: their codes, and the midpoints between neighbours. */
export function orderedLevels(levels: Float32Array): {
  readonly codes: Uint8Array;
  readonly midpoints: Float64Array;
} {
  const ordered = [...levels]
    .map((level, code) => ({ level, code }))
    .sort((a, b) => a.level - b.level || a.code - b.code)
    // Of equal levels (FP4's two zeros, the unused integer code) only the first is ever written.
    .filter(({ level }, index, all) => level !== all[index - 1]?.level);
  return {
    codes: Uint8Array.from(ordered, ({ code }) => code),
    midpoints: Float64Array.from(
      ordered.slice(1),
      ({ level }, index) => (level + (ordered[index]?.level ?? 0)) / 2,
    ),
  };
}

/** The code of the nearest level, found by binary search among the midpoints between neighbouring levels. */
function nearestCode(levels: Float32Array): (value: number) => number {
  const { codes, midpoints } = orderedLevels(levels);
  return (value) => {
    let low = 0;
    let high = midpoints.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value > (midpoints[middle] ?? 0)) low = middle + 1;
      else high = middle;
    }
    return codes[low] ?? 0;
  };
}
