/**
 * The drawing of a Transformer block: a group of radio buttons, one a part, that arrow keys walk through in the order of
 * the forward pass. Frozen, trained and weightless parts differ in outline, filling and sign as well as in colour.
 */
import { useId, useRef } from 'preact/hooks';
import type { LlamaConfig } from '../../../kernels/formats/llama-config.ts';
import { formatInteger as n } from '../../charts/format.ts';
import { useWidth } from '../../charts/use-width.ts';
import type { Plan } from './additions.ts';
import { type Box, type Extra, layOut } from './layout.ts';
import { type Part, shapeText } from './parts.ts';
import type { PartId } from './state-table.ts';
import { type Condition, conditionOf, ENTRY_LABELS, partLabel } from './words.ts';

interface Props {
  readonly config: LlamaConfig;
  readonly parts: readonly Part[];
  readonly plan: Plan;
  readonly chosen: PartId;
  readonly label: string;
  onChoose: (part: PartId) => void;
  /** The part under the pointer, or none any more. */
  onPoint: (part: PartId | undefined) => void;
}

/** The widest that the drawing is made: beyond it only the arrows would grow. */
const WIDEST = 620;
/** Under it there is no room for three matrices side by side. */
const NARROWEST = 240;
/** Before it is measured it is as wide as a phone: its height is that of every width, so that nothing jumps. */
const FIRST = 290;
/** About how wide a letter of the small line is. */
const LETTER = 6.4;
/** Heads that are drawn one by one; more are told in words. */
const DRAWN_HEADS = 12;

const NEXT_KEYS = ['ArrowDown', 'ArrowRight'];
const PREVIOUS_KEYS = ['ArrowUp', 'ArrowLeft'];

export function Drawing({ config, parts, plan, chosen, label, onChoose, onPoint }: Props) {
  const { ref, width } = useWidth<HTMLDivElement>(FIRST);
  const group = useRef<SVGSVGElement>(null);
  const prefix = useId();
  const layout = layOut(Math.min(Math.max(width, NARROWEST), WIDEST), plan.additions);
  const { rail, block } = layout;
  const move = (event: KeyboardEvent) => {
    const at = parts.findIndex(({ id }) => id === chosen);
    const step = NEXT_KEYS.includes(event.key) ? 1 : PREVIOUS_KEYS.includes(event.key) ? -1 : 0;
    const target =
      event.key === 'Home'
        ? parts[0]
        : event.key === 'End'
          ? parts.at(-1)
          : step !== 0
            ? parts[(at + step + parts.length) % parts.length]
            : undefined;
    if (!target) return;
    event.preventDefault();
    onChoose(target.id);
    group.current?.querySelector<SVGGElement>(`[data-peca="${target.id}"]`)?.focus();
  };
  return (
    <div ref={ref} class="anatomia-desenho" role="radiogroup" aria-label={label} onKeyDown={move}>
      <svg
        ref={group}
        role="presentation"
        width={layout.width}
        height={layout.height}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
      >
        <defs>
          <pattern id={`${prefix}-treina`} width="7" height="7" patternUnits="userSpaceOnUse">
            <rect class="tinta-treina" width="7" height="7" />
            <path class="risca-treina" d="M-1 1L1 -1M0 7L7 0M6 8L8 6" />
          </pattern>
          <marker
            id={`${prefix}-seta`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path class="ponta" d="M0 0.8L7 4L0 7.2z" />
          </marker>
        </defs>
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in this group takes the focus */}
        <g aria-hidden="true">
          <rect class="moldura" {...block} rx={6} />
          <text class="moldura-nome" x={block.x + block.width - 10} y={block.y + 18} text-anchor="end">
            Bloco, repetido {n(config.layers)} {config.layers === 1 ? 'vez' : 'vezes'}
          </text>
          <path class="trilho" d={`M${rail.enters} ${rail.from}H${rail.x}V${rail.to}`} />
          {layout.arrows.map((path) => (
            <path key={path} class="fio" d={path} marker-end={`url(#${prefix}-seta)`} />
          ))}
          {layout.detours.map((path) => (
            <path key={path} class="fio desvio" d={path} />
          ))}
          {layout.extras.map((extra) => (
            <ExtraPiece key={`${extra.part}-${extra.entry}`} extra={extra} hatch={`url(#${prefix}-treina)`} />
          ))}
        </g>
        {parts.map((part) => {
          const box = layout.boxes.get(part.id);
          return (
            box && (
              // biome-ignore lint/a11y/useSemanticElements: a shape of a drawing cannot be an input
              <g
                key={part.id}
                class="peca"
                role="radio"
                aria-checked={part.id === chosen}
                aria-label={partLabel(part, plan)}
                tabIndex={part.id === chosen ? 0 : -1}
                data-peca={part.id}
                onClick={(event) => {
                  onChoose(part.id);
                  event.currentTarget.focus();
                }}
                onPointerEnter={() => onPoint(part.id)}
                onPointerLeave={() => onPoint(undefined)}
              >
                <Piece
                  part={part}
                  box={box}
                  condition={conditionOf(part, plan)}
                  prefix={prefix}
                  config={config}
                  quantised={plan.quantised.has(part.id)}
                />
              </g>
            )
          );
        })}
      </svg>
    </div>
  );
}

interface PieceProps {
  readonly part: Part;
  readonly box: Box;
  readonly condition: Condition;
  readonly quantised: boolean;
  readonly prefix: string;
  readonly config: LlamaConfig;
}

const CONDITION_CLASS: Readonly<Record<Condition, string>> = {
  frozen: 'congelada',
  trained: 'treinada',
  none: 'sem-peso',
};

function Piece({ part, box, condition, quantised, prefix, config }: PieceProps) {
  const { x, y, width, height } = box;
  const centre = x + width / 2;
  const hatch = condition === 'trained' ? `url(#${prefix}-treina)` : undefined;
  if (part.label === '+') {
    return (
      <>
        <circle class="caixa sem-peso" cx={centre} cy={y + height / 2} r={height / 2} />
        <path class="mais" d={`M${centre - 6} ${y + height / 2}h12M${centre} ${y + height / 2 - 6}v12`} />
      </>
    );
  }
  const shape = part.shape && shapeText(part.shape);
  // Where the shape leaves no room for the bits, the bits are the news.
  const details = shape === undefined ? [] : quantised ? [`${shape} · 4 bits`, '4 bits'] : [shape];
  const detail = details.find((text) => text.length * LETTER < width - 8);
  const roomy = detail !== undefined;
  const twoLines = height > 40;
  const showsHeads = part.id === 'atencao';
  return (
    <>
      <rect class={`caixa ${CONDITION_CLASS[condition]}`} {...box} rx={4} fill={hatch} />
      <text
        class="peca-nome"
        x={centre}
        y={y + (twoLines && (roomy || showsHeads) ? 20 : height / 2 + 5)}
        text-anchor="middle"
      >
        {part.label}
        {!twoLines && roomy && `${part.label} · ${detail}`.length * LETTER < width ? ` · ${detail}` : ''}
      </text>
      {twoLines && roomy && (
        <text class="peca-forma" x={centre} y={y + 38} text-anchor="middle">
          {detail}
        </text>
      )}
      {showsHeads && <Heads box={box} config={config} />}
      {condition !== 'none' && <Sign x={x + 5} y={y + 5} trained={condition === 'trained'} />}
    </>
  );
}

/** The heads of attention, one bar each; shared keys and values are told in the part's text. */
function Heads({ box, config }: { box: Box; config: LlamaConfig }) {
  const { x, y, width, height } = box;
  if (config.heads > DRAWN_HEADS) {
    return (
      <text class="peca-forma" x={x + width / 2} y={y + 42} text-anchor="middle">
        {n(config.heads)} cabeças de {n(config.headDim)}
      </text>
    );
  }
  const each = (width - 24) / config.heads;
  return (
    <g class="cabecas">
      {Array.from({ length: config.heads }, (_, head) => (
        <rect key={head} x={x + 12 + head * each} y={y + 30} width={each - 4} height={height - 40} rx={2} />
      ))}
    </g>
  );
}

/** A padlock on what is frozen, a triangle on what trains. */
export function Sign({ x, y, trained }: { x: number; y: number; trained: boolean }) {
  return trained ? (
    <path class="sinal-treina" d={`M${x + 5} ${y}l5 9h-10z`} />
  ) : (
    <g class="sinal-congela">
      <rect x={x} y={y + 4} width={9} height={6} rx={1} />
      <path d={`M${x + 2} ${y + 4}v-1.5a2.5 2.5 0 0 1 5 0v1.5`} />
    </g>
  );
}

function ExtraPiece({ extra, hatch }: { extra: Extra; hatch: string }) {
  const { box, entry } = extra;
  const { x, y, width, height } = box;
  const centre = x + width / 2;
  const waist = height / 2;
  const outline = {
    // Two thin matrices: A narrows to the rank, B widens again.
    paralelo: `M${x} ${y}H${x + width}L${centre + 6} ${y + waist}L${x + width} ${y + height}H${x}L${centre - 6} ${y + waist}z`,
    escala: `M${x + 1} ${y + waist}a${waist - 1} ${waist - 1} 0 1 0 ${width - 2} 0a${waist - 1} ${waist - 1} 0 1 0 ${2 - width} 0z`,
    serie: `M${x} ${y}H${x + width}L${x + width * 0.68} ${y + waist}L${x + width} ${y + height}H${x}L${x + width * 0.32} ${y + waist}z`,
    chaves: `M${x} ${y}h${width}v${height}h${-width}z`,
    entrada: `M${x} ${y}h${width}v${height}h${-width}z`,
  }[entry];
  return (
    <g class="acrescimo" data-acrescimo={extra.part}>
      <path class="caixa treinada" d={outline} fill={hatch} />
      <text class="peca-nome" x={centre} y={y + waist + 5} text-anchor="middle">
        {ENTRY_LABELS[entry]}
      </text>
      {(entry === 'chaves' || entry === 'entrada') && <Sign x={x + 5} y={y + 5} trained />}
    </g>
  );
}
