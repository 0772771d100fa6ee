/** Number types in which a frozen base can be kept. */
export const BASE_TYPES = ['nf4', 'fp4', 'int4', 'int8'] as const;
export type BaseType = (typeof BASE_TYPES)[number];

/**
 * 4-bit NormalFloat, the table of bitsandbytes: quantiles of the normal distribution, scaled to [−1, 1], with an exact
 * zero; 7 negative levels and 8 positive (Dettmers et al., "QLoRA", 2023, section 3). The index is the stored code.
 */
export const NF4_LEVELS = Float32Array.of(
  -1,
  -0.6961928009986877,
  -0.5250730514526367,
  -0.39491748809814453,
  -0.28444138169288635,
  -0.18477343022823334,
  -0.09105003625154495,
  0,
  0.07958029955625534,
  0.16093020141124725,
  0.24611230194568634,
  0.33791524171829224,
  0.44070982933044434,
  0.5626170039176941,
  0.7229568362236023,
  1,
);

/**
 * FP4 of bitsandbytes: a sign bit (8), two bits of exponent and one of fraction, divided by the largest, 12.
 * The code is the bit pattern, so the levels do not ascend with it.
 */
export const FP4_LEVELS = Float32Array.from({ length: 16 }, (_, code) => {
  const magnitude = [0, 0.0625, 8, 12, 4, 6, 2, 3][code & 7] ?? 0;
  return ((code & 8 ? -1 : 1) * magnitude) / 12;
});

/** Symmetric integers −7…7 as codes 0…14, divided by 7; code 15 is not used. */
export const INT4_LEVELS = symmetricIntegers(7, 16);

/** Symmetric integers −127…127 as codes 0…254, divided by 127; code 255 is not used. */
export const INT8_LEVELS = symmetricIntegers(127, 256);

const LEVELS: Readonly<Record<BaseType, Float32Array>> = {
  nf4: NF4_LEVELS,
  fp4: FP4_LEVELS,
  int4: INT4_LEVELS,
  int8: INT8_LEVELS,
};

/** The level, in [−1, 1], that each code of a type stands for. */
export function levelsOf(type: BaseType): Float32Array {
  return LEVELS[type];
}

/** Bits of one code. */
export function bitsOf(type: BaseType): 4 | 8 {
  return type === 'int8' ? 8 : 4;
}

/**
 * The signed dynamic 8-bit map of bitsandbytes, ascending: 127 negative values, zero, 128 positive. Each decade from
 * 1e-6 to 1 gets twice as many evenly spaced values as the one below it (Dettmers, "8-Bit Approximations for
 * Parallelism in Deep Learning", 2015). Rounded to float32 where PyTorch rounds, so that the bits agree.
 */
export function dynamicMap(): Float32Array<ArrayBuffer> {
  const values = [0, 1];
  for (let decade = 0; decade < 7; decade++) {
    const steps = 2 ** decade;
    const scale = Math.fround(10 ** (decade - 6));
    const bounds = Float32Array.from({ length: steps + 1 }, (_, index) => 0.1 + (0.9 * index) / steps);
    bounds.subarray(1).forEach((upper, index) => {
      const middle = Math.fround((bounds[index] ?? 0) + upper) / 2;
      values.push(scale * middle, -scale * middle);
    });
  }
  return Float32Array.from(values).sort();
}

function symmetricIntegers(largest: number, codes: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: codes }, (_, code) => Math.min(code - largest, largest) / largest);
}
