/** Paints a matrix on a canvas: a 64×64 map is one frame's work a hundred times over. */
import { colourAt, type Palette, placeOf } from './palette.ts';

/** A matrix and how its values become colours. */
export interface MatrixView {
  /** Row by row, `rows * columns` long. */
  values: ArrayLike<number>;
  rows: number;
  columns: number;
  palette: Palette;
  /** Value at the end of the palette. */
  limit: number;
}

/** Cells at least this wide (CSS pixels) carry a minus when negative: the sign needs no colour. */
const SIGNED_CELL = 7;

/** Draws `view` over the whole canvas, which is `width` x `height` CSS pixels. */
export function paintMatrix(
  canvas: HTMLCanvasElement,
  view: MatrixView,
  width: number,
  height: number,
  dark: boolean,
): void {
  const ratio = globalThis.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  const cellWidth = width / view.columns;
  const cellHeight = height / view.rows;
  const signed = view.palette === 'diverging' && Math.min(cellWidth, cellHeight) >= SIGNED_CELL;
  for (let row = 0; row < view.rows; row += 1) {
    for (let column = 0; column < view.columns; column += 1) {
      const value = view.values[row * view.columns + column] ?? 0;
      const place = placeOf(view.palette, value, view.limit);
      const [red, green, blue] = colourAt(view.palette, dark, place);
      context.fillStyle = `rgb(${red} ${green} ${blue})`;
      const x = column * cellWidth;
      const y = row * cellHeight;
      // A hair wider than the cell: no seam of background between neighbours.
      context.fillRect(x, y, cellWidth + 0.5, cellHeight + 0.5);
      const box = { x, y, width: cellWidth, height: cellHeight };
      if (signed && place < 0.46) paintMinus(context, box, red + green + blue > 380);
    }
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function paintMinus(context: CanvasRenderingContext2D, { x, y, width, height }: Box, onLight: boolean): void {
  context.fillStyle = onLight ? 'rgb(0 0 0 / 55%)' : 'rgb(255 255 255 / 65%)';
  context.fillRect(x + width * 0.3, y + height / 2 - 0.5, width * 0.4, 1);
}
