/** A grid to draw on, with a pointer or with the arrow keys: what is drawn is ΔW. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { paintMatrix } from '../../charts/heat-map-canvas.ts';
import { useDarkTheme } from '../../charts/use-theme.ts';
import { useWidth } from '../../charts/use-width.ts';
import { type CellValue, decodeDrawing, encodeDrawing, lineBetween, SIDE } from './drawing.ts';

interface Props {
  drawing: string;
  locked: boolean;
  onChange: (drawing: string) => void;
}

type Cell = readonly [row: number, column: number];

const BRUSHES: readonly (readonly [value: CellValue, name: string, key: string])[] = [
  [1, 'positivo', '+'],
  [-1, 'negativo', '−'],
  [0, 'apagar', '0'],
];
const KEYS: Readonly<Record<string, CellValue>> = {
  '+': 1,
  '=': 1,
  '-': -1,
  '0': 0,
  Backspace: 0,
  Delete: 0,
};
const ARROWS: Readonly<Record<string, Cell>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
const clamp = (index: number) => Math.min(SIDE - 1, Math.max(0, index));
const nameOf = (value: number) =>
  BRUSHES.find(([one]) => one === value)?.[1].replace('apagar', 'vazio') ?? '';

export function DrawingBoard({ drawing, locked, onChange }: Props) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useDarkTheme();
  const [brush, setBrush] = useState<CellValue>(1);
  const [cursor, setCursor] = useState<Cell>([SIDE / 2, SIDE / 2]);
  const [focused, setFocused] = useState(false);
  const [spoken, setSpoken] = useState('');
  const stroke = useRef<Cell>();
  const cells = decodeDrawing(drawing);
  // Strokes may come faster than the lab is drawn again: they add up here.
  const latest = useRef(cells);
  latest.current = cells;

  useLayoutEffect(() => {
    const view = { values: cells, rows: SIDE, columns: SIDE, palette: 'diverging', limit: 1 } as const;
    if (!canvas.current) return;
    paintMatrix(canvas.current, view, width, width, dark);
    if (focused) outline(canvas.current, cursor, width / SIDE);
  }, [drawing, width, dark, focused, cursor]);

  const paint = (path: readonly Cell[], value: CellValue) => {
    if (locked) return;
    for (const [row, column] of path) latest.current[row * SIDE + column] = value;
    onChange(encodeDrawing(latest.current));
  };
  const moveTo = (to: Cell) => {
    setCursor(to);
    setSpoken(
      `linha ${to[0] + 1}, coluna ${to[1] + 1}: ${nameOf(latest.current[to[0] * SIDE + to[1]] ?? 0)}`,
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [rows, columns] = ARROWS[event.key] ?? [0, 0];
    const painted = event.key === ' ' ? brush : KEYS[event.key];
    if (rows !== 0 || columns !== 0) {
      const to: Cell = [clamp(cursor[0] + rows), clamp(cursor[1] + columns)];
      if (event.shiftKey) paint([cursor, to], brush);
      moveTo(to);
    } else if (painted !== undefined) {
      paint([cursor], painted);
      moveTo(cursor);
    } else return;
    event.preventDefault();
  };
  const cellAt = (event: PointerEvent): Cell => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return [0, 0];
    return [
      clamp(Math.floor(((event.clientY - box.top) / box.height) * SIDE)),
      clamp(Math.floor(((event.clientX - box.left) / box.width) * SIDE)),
    ];
  };

  return (
    <div class="prancheta so-com-script">
      <fieldset class="campo-lista" disabled={locked}>
        <legend>Pincel</legend>
        {BRUSHES.map(([value, name, key]) => (
          <label key={value}>
            <input type="radio" name="pincel" checked={brush === value} onChange={() => setBrush(value)} />
            <span>
              {name} ({key})
            </span>
          </label>
        ))}
      </fieldset>
      <div ref={ref} class="prancheta-grade">
        <div
          role="application"
          aria-label={`Prancheta de ${SIDE} por ${SIDE}. Setas movem o cursor, com Shift também pintam. Espaço pinta; mais, menos e zero pintam esse valor.`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys itself
          tabIndex={0}
          onKeyDown={onKeyDown}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            const cell = cellAt(event);
            stroke.current = cell;
            paint([cell], brush);
            setCursor(cell);
          }}
          onPointerMove={(event) => {
            if (!stroke.current) return;
            const cell = cellAt(event);
            paint(lineBetween(stroke.current, cell), brush);
            stroke.current = cell;
          }}
          onPointerUp={() => {
            stroke.current = undefined;
          }}
          onPointerCancel={() => {
            stroke.current = undefined;
          }}
        >
          <canvas ref={canvas} width={width} height={width} />
        </div>
      </div>
      <p class="campo-ajuda">Arraste, ou use o teclado: setas movem, espaço pinta, Shift com setas risca.</p>
      <button type="button" class="botao" disabled={locked} onClick={() => onChange('')}>
        Limpar o desenho
      </button>
      <p class="oculto" role="status">
        {spoken}
      </p>
    </div>
  );
}

function outline(canvas: HTMLCanvasElement, [row, column]: Cell, size: number): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  for (const [colour, line] of [
    ['#000', 3],
    ['#fff', 1],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = line;
    context.strokeRect(column * size, row * size, size, size);
  }
}
