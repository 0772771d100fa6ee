declare module 'subset-font' {
  /** Range of a variable axis to keep, or the one value at which to fix it. */
  type Axis = number | { min: number; max: number };

  /** Font with only the glyphs of `text`, in the asked format. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: { targetFormat: 'woff2'; variationAxes: Record<string, Axis> },
  ): Promise<Buffer>;
}
