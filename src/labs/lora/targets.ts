/** The updates ΔW that the reader may choose, and the "painting" W0 on which they are laid. */
import { normal } from '../../../kernels/peft/initial.ts';
import { Rng } from '../../../kernels/random.ts';
import { decodeDrawing, SIDE } from './drawing.ts';
import { writeWord } from './letters.ts';
import { type Matrix, plot, product } from './matrix.ts';
import type { LoraState } from './state-table.ts';

const PICTURES: Readonly<Record<LoraState['picture'], (x: number, y: number, side: number) => number>> = {
  coracao: (x, y) => {
    const [u, v] = [1.25 * x, -1.25 * y + 0.1];
    return (u * u + v * v - 1) ** 3 - u * u * v ** 3 < 0 ? 1 : 0;
  },
  rosto: (x, y) => {
    const eye = Math.hypot(Math.abs(x) - 0.35, y + 0.3) < 0.14;
    const mouth = y > 0.15 && Math.abs(Math.hypot(x, y - 0.05) - 0.48) < 0.1;
    if (eye || mouth) return -1;
    return Math.hypot(x, y) < 0.92 ? 1 : 0;
  },
  disco: (x, y) => (Math.hypot(x, y) < 0.7 ? 1 : 0),
  xadrez: (x, y) => ((Math.floor(4 * (x + 1)) + Math.floor(4 * (y + 1))) % 2 === 0 ? 1 : -1),
  listras: (x, y) => Math.sin(3 * Math.PI * (x + y)),
  diagonal: (x, y, side) => (Math.abs(x - y) * side < 1 ? 1 : 0),
};

/** ΔW of the present state; undefined for the one that only a training of the base can tell. */
export function targetOf(state: LoraState): Matrix | undefined {
  const side = Number(state.size);
  switch (state.target) {
    case 'figura':
      return plot(side, (x, y) => PICTURES[state.picture](x, y, side));
    case 'palavra':
      return { rows: side, columns: side, values: writeWord(state.word, side) };
    case 'desenho':
      return drawnTarget(state.drawing, side);
    case 'aleatoria':
      return randomTarget(side, state.trueRank, state.seed);
    case 'real':
      return undefined;
  }
}

/** A drawing in its own size, or each cell as a square of cells, which leaves the rank as it is. */
function drawnTarget(drawing: string, side: number): Matrix {
  const cells = decodeDrawing(drawing);
  const dot = side / SIDE;
  const values = Float32Array.from({ length: side * side }, (_, at) => {
    const [row, column] = [Math.floor(at / side / dot), Math.floor((at % side) / dot)];
    return cells[row * SIDE + column] ?? 0;
  });
  return { rows: side, columns: side, values };
}

/** The product of two random matrices with `rank` between them; its elements have variance 1/4. */
function randomTarget(side: number, rank: number, seed: number): Matrix {
  const theta = normal(new Rng(seed, 'target'), 2 * side * rank, 1);
  return { rows: side, columns: side, values: product(theta, rank, side, side, 0.5 / Math.sqrt(rank)) };
}

/** The painting that stays untouched: hills under a low sun. */
export function painting(side: number): Matrix {
  return plot(side, (x, y) => {
    const far = 0.15 + 0.18 * Math.sin(3 * x + 1);
    const near = 0.55 + 0.15 * Math.sin(4.2 * x - 0.6);
    if (y > near) return -0.75;
    if (y > far) return -0.4;
    return Math.hypot(x - 0.45, y + 0.35) < 0.24 ? 0.8 : 0.12 - 0.2 * y;
  });
}
