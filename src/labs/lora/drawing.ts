/**
 * A drawing as text, for a permalink: 32 × 32 cells of 0, +1 or −1, three cells a letter, and runs of empty letters as
 * their number. An empty drawing is no text at all; the fullest takes 342 letters.
 */
export const SIDE = 32;
const CELLS = SIDE * SIDE;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz-';
/** The letter of three empty cells. */
const EMPTY = 'a';

export const MAX_LETTERS = Math.ceil(CELLS / 3);
export const DRAWING_PATTERN = /^[a-z\d-]{0,342}$/;

/** Digits of a cell: 0 is empty, 1 is +1, 2 is −1. */
const VALUES = [0, 1, -1] as const;
export type CellValue = (typeof VALUES)[number];

/** Text of `cells`, row by row; what is left of the grid is empty. */
export function encodeDrawing(cells: ArrayLike<number>): string {
  let letters = '';
  for (let at = 0; at < CELLS; at += 3) {
    const [first, second, third] = [0, 1, 2].map((i) => digitOf(cells[at + i] ?? 0));
    letters += ALPHABET[(first ?? 0) * 9 + (second ?? 0) * 3 + (third ?? 0)] ?? EMPTY;
  }
  return letters.replace(/a+$/, '').replace(/a{2,}/g, (run) => String(run.length));
}

/** Cells of a text, row by row, `SIDE * SIDE` of them. Letters beyond the grid and of no alphabet count as empty. */
export function decodeDrawing(text: string): Int8Array<ArrayBuffer> {
  const cells = new Int8Array(CELLS);
  let at = 0;
  for (const [token] of text.matchAll(/\d+|[a-z-]/g)) {
    const digits = ALPHABET.indexOf(token);
    if (digits < 0) {
      at += 3 * Number(token);
    } else {
      for (const [i, unit] of [9, 3, 1].entries()) {
        if (at + i < CELLS) cells[at + i] = VALUES[Math.floor(digits / unit) % 3] ?? 0;
      }
      at += 3;
    }
    if (at >= CELLS) break;
  }
  return cells;
}

function digitOf(value: number): number {
  return value > 0 ? 1 : value < 0 ? 2 : 0;
}

/** Cells on the way from one to another, both included (Bresenham, 1965). */
export function lineBetween(
  from: readonly [row: number, column: number],
  to: readonly [row: number, column: number],
): [row: number, column: number][] {
  const steps = Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]), 1);
  return Array.from({ length: steps + 1 }, (_, i) => [
    Math.round(from[0] + ((to[0] - from[0]) * i) / steps),
    Math.round(from[1] + ((to[1] - from[1]) * i) / steps),
  ]);
}
