/** Places the parts of the drawing for a given width, in pixels: text keeps its size on a phone. */
import type { Addition } from './additions.ts';
import type { PartId } from './state-table.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A trainable piece that stands by itself, beside, behind or in front of its part. */
export interface Extra {
  readonly part: PartId;
  readonly entry: Exclude<Addition['entry'], 'pesos'>;
  readonly box: Box;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<PartId, Box>;
  readonly extras: readonly Extra[];
  /** Paths of the data's way, each ending in an arrow. */
  readonly arrows: readonly string[];
  /** Paths beside a matrix, through what is parallel to it. */
  readonly detours: readonly string[];
  /** The residual path: from the input (`enters`) to `x`, and down from `from` to `to`. */
  readonly rail: { readonly enters: number; readonly x: number; readonly from: number; readonly to: number };
  /** The frame around what every block repeats. */
  readonly block: Box;
}

const RAIL = 20;
const LEFT = 52;
const GAP = 22;
const NORM = 32;
const MATRIX = 48;
const ATTENTION = 62;
const SUM = 26;
const SERIES = 34;
const BESIDE = 34;
const BETWEEN = 10;
/** Where a detour leaves and joins the way, above and below its matrix. */
const TURN = 7;

export function layOut(width: number, additions: ReadonlyMap<PartId, Addition>): Layout {
  const right = width - 10;
  const boxes = new Map<PartId, Box>();
  const extras: Extra[] = [];
  const arrows: string[] = [];
  const detours: string[] = [];
  let y = 8;

  const put = (part: PartId, box: Box): Box => {
    boxes.set(part, box);
    return box;
  };
  /** A part in the slot from `x` to `to`; what the method puts beside it shares the slot. */
  const slot = (part: PartId, x: number, to: number, height: number): Box => {
    const entry = additions.get(part)?.entry;
    const box = put(part, { x, y, width: to - x - (entry === 'paralelo' ? BESIDE + 4 : 0), height });
    if (entry === 'paralelo') {
      const beside = { x: to - BESIDE, y, width: BESIDE, height };
      extras.push({ part, entry, box: beside });
      const [from, through] = [middle(box), middle(beside)];
      detours.push(
        `M${from} ${y - TURN}H${through}V${y}M${through} ${y + height}V${y + height + TURN}H${from}`,
      );
    } else if (entry === 'escala') {
      // On the wire: behind keys and values, in front of the matrix that is scaled at its input.
      const top = part === 'descida' ? y - GAP : y + height;
      extras.push({ part, entry, box: { x: middle(box) - GAP / 2, y: top, width: GAP, height: GAP } });
    }
    return box;
  };
  /** A row of parts of the same width. */
  const row = (parts: readonly PartId[], height: number): Box[] => {
    const each = (right - LEFT - BETWEEN * (parts.length - 1)) / parts.length;
    const placed = parts.map((part, i) => {
      const x = LEFT + i * (each + BETWEEN);
      return slot(part, x, x + each, height);
    });
    y += height + GAP;
    return placed;
  };
  /** A part with what stands in front of it, to its left. */
  const withFront = (part: PartId, height: number): Box => {
    const entry = additions.get(part)?.entry;
    if (entry !== 'chaves' && entry !== 'entrada') return row([part], height)[0] ?? put(part, emptyBox(y));
    const front = (right - LEFT) * 0.34;
    extras.push({ part, entry, box: { x: LEFT, y, width: front, height } });
    const box = put(part, { x: LEFT + front + BETWEEN, y, width: right - LEFT - front - BETWEEN, height });
    if (entry === 'chaves') detours.push(`M${LEFT + front} ${y + height / 2}H${box.x}`);
    y += height + GAP;
    return box;
  };
  const series = (part: PartId): Box | undefined => {
    if (additions.get(part)?.entry !== 'serie') return undefined;
    const box = { x: LEFT + 24, y: y - 4, width: right - LEFT - 48, height: SERIES };
    extras.push({ part, entry: 'serie', box });
    y += SERIES + GAP - 4;
    return box;
  };
  const sum = (part: PartId): Box => {
    const box = put(part, { x: RAIL - SUM / 2, y: y - 6, width: SUM, height: SUM });
    y += SUM + GAP - 10;
    return box;
  };
  const down = (from: Box, to: Box): void => {
    const [start, end] = [middle(from), middle(to)];
    const half = (from.y + from.height + to.y) / 2;
    const bend = Math.abs(start - end) < 1 ? '' : `V${half}H${end}`;
    arrows.push(`M${start} ${from.y + from.height}${bend}V${to.y - 2}`);
  };
  const intoSum = (from: Box, to: Box): void => {
    arrows.push(`M${middle(from)} ${from.y + from.height}V${to.y + SUM / 2}H${to.x + SUM + 2}`);
  };

  const embedding = withFront('incorporacao', MATRIX);
  const start = embedding.y + embedding.height / 2;
  y += 14;
  const blockTop = y - 28;

  const [norm1 = embedding] = row(['norma-1'], NORM);
  const qkv = row(['q', 'k', 'v'], MATRIX);
  for (const box of qkv) down(norm1, box);
  const attention = withFront('atencao', ATTENTION);
  for (const box of qkv) {
    const x = Math.min(attention.x + attention.width - 12, Math.max(attention.x + 12, middle(box)));
    const half = box.y + box.height + GAP / 2;
    const bend = Math.abs(x - middle(box)) < 1 ? '' : `V${half}H${x}`;
    arrows.push(`M${middle(box)} ${box.y + box.height}${bend}V${attention.y - 2}`);
  }
  const [o = attention] = row(['o'], MATRIX);
  down(attention, o);
  const behindO = series('o');
  if (behindO) down(o, behindO);
  intoSum(behindO ?? o, sum('soma-1'));

  const [norm2 = o] = row(['norma-2'], NORM);
  const wide = row(['porta', 'subida'], MATRIX);
  for (const box of wide) down(norm2, box);
  const [product = norm2] = row(['produto'], NORM);
  for (const box of wide) down(box, { ...product, x: middle(box), width: 0 });
  const [back = product] = row(['descida'], MATRIX);
  down(product, back);
  const behindBack = series('descida');
  if (behindBack) down(back, behindBack);
  intoSum(behindBack ?? back, sum('soma-2'));
  const blockBottom = y - 4;
  y += 24;

  const [finalNorm = back] = row(['norma-final'], NORM);
  const [head = finalNorm] = row(['cabeca'], MATRIX);
  down(finalNorm, head);
  for (const norm of [norm1, norm2, finalNorm]) {
    arrows.push(`M${RAIL} ${norm.y + norm.height / 2}H${norm.x - 2}`);
  }
  const end = finalNorm.y + finalNorm.height / 2;
  return {
    width,
    height: y - GAP + 8,
    boxes,
    extras,
    arrows,
    detours,
    rail: { enters: LEFT, x: RAIL, from: start, to: end },
    block: { x: 3, y: blockTop, width: width - 6, height: blockBottom - blockTop },
  };
}

function middle({ x, width }: Box): number {
  return x + width / 2;
}

function emptyBox(y: number): Box {
  return { x: LEFT, y, width: 0, height: 0 };
}
