/** Attention maps: all heads as small pictures to choose from, one of them large, and one token's attention in words. */
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { formatFixed } from '../../charts/format.ts';
import { HeatMap } from '../../charts/heat-map.tsx';
import { paintMatrix } from '../../charts/heat-map-canvas.ts';
import type { Palette } from '../../charts/palette.ts';
import { useDarkTheme } from '../../charts/use-theme.ts';
import { LabHeading } from '../framework/heading.tsx';
import type { LabStore } from '../framework/store.ts';
import { type HeadMap, headMap, keyNames, type Look, limitOf, tokenNames } from './maps.ts';
import type { TABLE } from './state-table.ts';
import type { Reading } from './use-reading.ts';

interface Props {
  readonly reading: Reading;
  readonly look: Look;
  readonly store: LabStore<typeof TABLE>;
}

const LOOK_TITLES: Readonly<Record<Look, string>> = {
  desligado: 'adaptador desligado',
  ligado: 'adaptador ligado',
  diferenca: 'com o adaptador menos sem ele',
};

export function AttentionView({ reading, look, store }: Props) {
  const { layers, heads } = reading.off;
  const layer = Math.min(store.state.value.layer, layers) - 1;
  const head = Math.min(store.state.value.head, heads) - 1;
  const palette: Palette = look === 'diferenca' ? 'diverging' : 'sequential';
  const limit = limitOf(reading, look);
  const map = headMap(reading, look, layer, head);
  const rows = tokenNames(reading.tokens);
  const columns = keyNames(reading, look);
  const title = `Camada ${layer + 1}, cabeça ${head + 1}: ${LOOK_TITLES[look]}`;
  return (
    <section class="leitura-atencao">
      <LabHeading>A que cada token presta atenção</LabHeading>
      <p>
        Cada linha é um token que lê; cada coluna, um token lido. Os de depois ficam sempre em zero: a máscara
        causal os esconde. Escolha uma cabeça.
      </p>
      <Gallery
        {...{ reading, look, layer, head, palette, limit }}
        onChoose={(layer, head) => store.update({ layer: layer + 1, head: head + 1 })}
      />
      <div class="atencao-mapa">
        <HeatMap
          title={title}
          summary={`${title}. ${strongest(map, look, rows, columns)}`}
          values={map.values}
          rows={map.rows}
          columns={map.columns}
          palette={palette}
          limit={limit}
          rowName={(row) => rows[row] ?? ''}
          columnName={(column) => columns[column] ?? ''}
          format={(value) => formatFixed(value, 3)}
        />
      </div>
      <p>{strongest(map, look, rows, columns)}</p>
    </section>
  );
}

/** The largest weight, or change, of the last token, in a sentence. */
function strongest(
  { values, rows, columns }: HeadMap,
  look: Look,
  rowNames: readonly string[],
  columnNames: readonly string[],
): string {
  const last = values.subarray((rows - 1) * columns, rows * columns);
  let best = 0;
  for (let i = 1; i < columns; i++) if (Math.abs(last[i] ?? 0) > Math.abs(last[best] ?? 0)) best = i;
  const value = formatFixed((last[best] ?? 0) * 100, 1);
  const token = `o último token (${rowNames[rows - 1]})`;
  return look === 'diferenca'
    ? `A atenção que ${token} dá a ${columnNames[best]} foi a que mais mudou: ${value} pontos percentuais.`
    : `A maior fatia da atenção que ${token} dá, ${value}%, vai para ${columnNames[best]}.`;
}

interface GalleryProps extends Omit<Props, 'store'> {
  readonly layer: number;
  readonly head: number;
  readonly palette: Palette;
  readonly limit: number;
  onChoose: (layer: number, head: number) => void;
}

function Gallery({ reading, look, layer, head, palette, limit, onChoose }: GalleryProps) {
  const name = useId();
  const { layers, heads } = reading.off;
  return (
    <fieldset class="cabecas-galeria">
      <legend class="oculto">Cabeça a mostrar</legend>
      {Array.from({ length: layers }, (_, row) => (
        <div key={row} class="cabecas-linha">
          <span aria-hidden="true">Camada {row + 1}</span>
          {Array.from({ length: heads }, (_, column) => (
            <label key={column} class="cabeca-opcao">
              <input
                type="radio"
                class="oculto"
                name={name}
                checked={row === layer && column === head}
                onChange={() => onChoose(row, column)}
              />
              <Thumbnail map={headMap(reading, look, row, column)} palette={palette} limit={limit} />
              <span class="oculto">{`Camada ${row + 1}, `}</span>
              <span>cabeça {column + 1}</span>
            </label>
          ))}
        </div>
      ))}
    </fieldset>
  );
}

const THUMBNAIL = 72;

function Thumbnail({ map, palette, limit }: { map: HeadMap; palette: Palette; limit: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useDarkTheme();
  useLayoutEffect(() => {
    if (canvas.current) paintMatrix(canvas.current, { ...map, palette, limit }, THUMBNAIL, THUMBNAIL, dark);
  }, [map, palette, limit, dark]);
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus
  return <canvas ref={canvas} aria-hidden="true" width={THUMBNAIL} height={THUMBNAIL} />;
}
