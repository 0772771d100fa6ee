/** A face of 3 × 5 dots, so that a word is the same matrix on every device. Rows from the top, `#` is a dot. */
const GLYPHS: Readonly<Record<string, string>> = {
  A: '.#. #.# ### #.# #.#',
  B: '##. #.# ##. #.# ##.',
  C: '.## #.. #.. #.. .##',
  D: '##. #.# #.# #.# ##.',
  E: '### #.. ##. #.. ###',
  F: '### #.. ##. #.. #..',
  G: '.## #.. #.# #.# .##',
  H: '#.# #.# ### #.# #.#',
  I: '### .#. .#. .#. ###',
  J: '..# ..# ..# #.# .#.',
  K: '#.# #.# ##. #.# #.#',
  L: '#.. #.. #.. #.. ###',
  M: '#.# ### ### #.# #.#',
  N: '##. #.# #.# #.# #.#',
  O: '.#. #.# #.# #.# .#.',
  P: '##. #.# ##. #.. #..',
  Q: '.#. #.# #.# ### .##',
  R: '##. #.# ##. #.# #.#',
  S: '.## #.. .#. ..# ##.',
  T: '### .#. .#. .#. .#.',
  U: '#.# #.# #.# #.# ###',
  V: '#.# #.# #.# #.# .#.',
  W: '#.# #.# ### ### #.#',
  X: '#.# #.# .#. #.# #.#',
  Y: '#.# #.# .#. .#. .#.',
  Z: '### ..# .#. #.. ###',
  '0': '### #.# #.# #.# ###',
  '1': '.#. ##. .#. .#. ###',
  '2': '##. ..# .#. #.. ###',
  '3': '##. ..# .#. ..# ##.',
  '4': '#.# #.# ### ..# ..#',
  '5': '### #.. ##. ..# ##.',
  '6': '.## #.. ### #.# ###',
  '7': '### ..# .#. .#. .#.',
  '8': '### #.# ### #.# ###',
  '9': '### #.# ### ..# ##.',
};

const HEIGHT = 5;
/** With the gap after it. */
const WIDTH = 4;

/** Whether the dot at (row, column) of a word is inked; accents are left off, what has no glyph is a gap. */
function isInked(letters: readonly string[], row: number, column: number): boolean {
  const glyph = GLYPHS[letters[Math.floor(column / WIDTH)] ?? '']?.split(' ');
  return glyph?.[row]?.[column % WIDTH] === '#';
}

/** A word in the middle of a square of `side` cells, as large as fits: 1 where it is inked, 0 elsewhere. */
export function writeWord(word: string, side: number): Float32Array<ArrayBuffer> {
  const letters = [...word.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()];
  const width = letters.length * WIDTH - 1;
  const dot = Math.max(1, Math.floor((side - 2) / Math.max(width, HEIGHT)));
  const [top, left] = [Math.floor((side - HEIGHT * dot) / 2), Math.floor((side - width * dot) / 2)];
  return Float32Array.from({ length: side * side }, (_, at) => {
    const row = Math.floor((Math.floor(at / side) - top) / dot);
    const column = Math.floor(((at % side) - left) / dot);
    const inside = row >= 0 && row < HEIGHT && column >= 0 && column < width;
    return inside && isInked(letters, row, column) ? 1 : 0;
  });
}
