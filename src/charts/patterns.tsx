/** Fills that differ in texture as well as in colour: they survive grey printing and colour blindness. */

const TEXTURES = [
  'liso',
  'diagonal',
  'contradiagonal',
  'pontos',
  'xadrez',
  'horizontal',
  'vertical',
] as const;
export type Texture = (typeof TEXTURES)[number];

/** How a kind of quantity is filled: `tone` names a class of charts.css. */
export interface Fill {
  tone: 'frio' | 'frio-forte' | 'quente' | 'quente-forte' | 'roxo' | 'ocre' | 'cinza';
  texture: Texture;
}

const LINES: Record<Exclude<Texture, 'liso' | 'pontos'>, string> = {
  diagonal: 'M-2 2L2 -2M0 8L8 0M6 10L10 6',
  contradiagonal: 'M-2 6L2 10M0 0L8 8M6 -2L10 2',
  xadrez: 'M0 4H8M4 0V8',
  horizontal: 'M0 2H8M0 6H8',
  vertical: 'M2 0V8M6 0V8',
};

/** The `<pattern>` of one fill; refer to it as `url(#id)`. */
export function FillPattern({ id, fill }: { id: string; fill: Fill }) {
  return (
    <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse" class={`tom-${fill.tone}`}>
      <rect class="textura-fundo" width="8" height="8" />
      {fill.texture === 'pontos' && <path class="textura-pontos" d="M1 1h2v2h-2zM5 5h2v2h-2z" />}
      {fill.texture !== 'liso' && fill.texture !== 'pontos' && (
        <path class="textura" d={LINES[fill.texture]} />
      )}
    </pattern>
  );
}
