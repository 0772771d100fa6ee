/** A block of the Transformer, with the places where a method trains; target modules are chosen on the drawing itself. */
import { useId } from 'preact/hooks';
import { hasKnob, type MethodId } from './methods.ts';
import { isModuleName, MODULES, type ModuleName } from './modules.ts';
import './block-drawing.css';

interface Props {
  method: MethodId;
  targets: readonly ModuleName[];
  /** Blocks of the base model. */
  layers: number;
  /** Called with the new choice, never empty; absent where nothing can be chosen. */
  onChoose?: ((targets: readonly ModuleName[]) => void) | undefined;
  disabled?: boolean | undefined;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly text: string;
}

const HEIGHT = 28;
const WIDTH = 60;

const MODULE_BOXES: Readonly<Record<ModuleName, Box>> = {
  q: { x: 64, y: 92, width: WIDTH, text: 'q' },
  k: { x: 140, y: 92, width: WIDTH, text: 'k' },
  v: { x: 216, y: 92, width: WIDTH, text: 'v' },
  o: { x: 140, y: 184, width: WIDTH, text: 'o' },
  gate: { x: 102, y: 258, width: WIDTH, text: 'gate' },
  up: { x: 178, y: 258, width: WIDTH, text: 'up' },
  down: { x: 140, y: 304, width: WIDTH, text: 'down' },
};

const FIXED_BOXES = {
  embeddings: { x: 102, y: 8, width: 136, text: 'incorporações' },
  attention: { x: 64, y: 138, width: 212, text: 'atenção' },
  head: { x: 102, y: 382, width: 136, text: 'cabeça' },
} as const satisfies Record<string, Box>;

/** What the methods without target modules put into the drawing. */
const ADDED_BOXES: Readonly<Partial<Record<MethodId, readonly Box[]>>> = {
  prompt: [{ x: 4, y: 8, width: 92, text: 'prompt suave' }],
  prefix: [{ x: 282, y: 138, width: 54, text: 'prefixo' }],
  adapter: [
    { x: 212, y: 184, width: 70, text: 'gargalo' },
    { x: 212, y: 304, width: 70, text: 'gargalo' },
  ],
};

const FLOW = [
  'M170 36V62',
  'M94 80V92M170 80V92M246 80V92M94 80H246M170 62V80',
  'M94 120V138M170 120V138M246 120V138',
  'M170 166V184M170 212V232',
  'M132 246V258M208 246V258M132 246H208M170 232V246',
  'M132 286V304H140M208 286V304H200',
  'M170 332V352M170 352V382',
  // The two sums around attention and around the MLP.
  'M170 68H30V226H163',
  'M170 238H30V352H163',
];

/** What the drawing shows, in words. */
function placeText(method: MethodId, targets: readonly ModuleName[], layers: number): string {
  const everywhere = layers === 1 ? 'no bloco' : `em cada um dos ${layers} blocos`;
  switch (method) {
    case 'full':
      return 'Tudo é treinado: incorporações, todos os módulos dos blocos, normalizações e cabeça.';
    case 'prompt':
      return 'O prompt suave entra uma vez, na frente das incorporações do texto.';
    case 'prefix':
      return `O prefixo entra na atenção, ${everywhere}.`;
    case 'adapter':
      return `Há um gargalo depois da atenção e outro depois da rede feed-forward, ${everywhere}.`;
    default:
      return `Módulos-alvo: ${targets.join(', ')}, ${everywhere}.`;
  }
}

export function BlockDrawing({ method, targets, layers, onChoose, disabled = false }: Props) {
  const titleId = useId();
  const choosable = onChoose !== undefined && hasKnob(method, 'targets');
  const everything = method === 'full';
  const toggle = (name: ModuleName) => {
    const next = targets.includes(name) ? targets.filter((one) => one !== name) : [...targets, name];
    if (next.length > 0 && !disabled) onChoose?.(next);
  };
  return (
    <figure class="bloco-desenho">
      <figcaption id={titleId}>
        {choosable ? 'Escolha no desenho os módulos-alvo' : 'Onde o método age'}
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand inside a drawing */}
      <svg viewBox="0 0 340 416" role="group" aria-labelledby={titleId}>
        <rect class="bloco-moldura" x={16} y={50} width={320} height={316} rx={6} />
        <text class="bloco-nome" x={326} y={356} text-anchor="end">
          bloco × {layers}
        </text>
        <g>
          {FLOW.map((path) => (
            <path key={path} class="bloco-fluxo" d={path} />
          ))}
          <Sum x={170} y={226} />
          <Sum x={170} y={352} />
          {Object.values(FIXED_BOXES).map((box) => (
            <BoxShape key={box.text} box={box} trained={everything} />
          ))}
          {(ADDED_BOXES[method] ?? []).map((box) => (
            <BoxShape key={`${box.y}`} box={box} trained />
          ))}
        </g>
        {Object.keys(MODULES)
          .filter(isModuleName)
          .map((name) => {
            const box = MODULE_BOXES[name];
            const trained = everything || (hasKnob(method, 'targets') && targets.includes(name));
            if (!choosable) return <BoxShape key={name} box={box} trained={trained} />;
            return (
              // biome-ignore lint/a11y/useSemanticElements: an input cannot stand inside a drawing
              <g
                key={name}
                class="bloco-escolha"
                role="checkbox"
                aria-checked={trained}
                aria-label={MODULES[name].label}
                aria-disabled={disabled}
                tabIndex={0}
                onClick={() => toggle(name)}
                onKeyDown={(event) => {
                  if (event.key !== ' ' && event.key !== 'Enter') return;
                  event.preventDefault();
                  toggle(name);
                }}
              >
                <BoxShape box={box} trained={trained} choosable />
              </g>
            );
          })}
      </svg>
      <p>
        {placeText(method, targets, layers)}{' '}
        {method === 'qlora' && 'Todos os módulos congelados ficam em poucos bits.'}
      </p>
    </figure>
  );
}

interface BoxProps {
  box: Box;
  trained: boolean;
  choosable?: boolean;
}

function BoxShape({ box: { x, y, width, text }, trained, choosable = false }: BoxProps) {
  return (
    <g class={trained ? 'bloco-caixa treinada' : 'bloco-caixa'}>
      <rect x={x} y={y} width={width} height={HEIGHT} rx={4} />
      <text x={x + width / 2} y={y + 19} text-anchor="middle">
        {choosable ? `${trained ? '☑' : '☐'} ${text}` : text}
      </text>
    </g>
  );
}

function Sum({ x, y }: { x: number; y: number }) {
  return (
    <g class="bloco-soma">
      <circle cx={x} cy={y} r={7} />
      <path d={`M${x - 4} ${y}H${x + 4}M${x} ${y - 4}V${y + 4}`} />
    </g>
  );
}
