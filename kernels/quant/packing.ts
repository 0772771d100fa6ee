/**
 * Packs 4-bit codes two a byte, the first of each pair in the high nibble. With an odd count the last low nibble holds `padding`.
 */
export function packNibbles(codes: Uint8Array, padding = 0): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(Math.ceil(codes.length / 2));
  for (let index = 0; index < packed.length; index++) {
    packed[index] = ((codes[2 * index] ?? 0) << 4) | (codes[2 * index + 1] ?? padding);
  }
  return packed;
}

/** The first `count` 4-bit codes of packed bytes. */
export function unpackNibbles(packed: Uint8Array, count: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: count }, (_, index) => {
    const byte = packed[index >> 1] ?? 0;
    return index % 2 === 0 ? byte >> 4 : byte & 15;
  });
}
