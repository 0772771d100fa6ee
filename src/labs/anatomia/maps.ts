/** Attention maps as they are shown: one head at a time, with the adapter off, on, or the difference. */
import type { AttentionMaps, InspectResult } from '../../runtime/jobs/inspect.ts';
import { LINE_END } from './samples.ts';
import type { AnatomyState } from './state-table.ts';

export type Look = AnatomyState['look'];

export interface HeadMap {
  /** `[tokens, keys]`, row by row. */
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** What can be shown of a reading: without an adapter only the base. */
export function lookOf(result: InspectResult, wanted: Look): Look {
  return result.on ? wanted : 'desligado';
}

/**
 * The map of one head. In a difference the columns are those of the reading with the adapter: virtual tokens, which the
 * base alone does not have, count as 0 there.
 */
export function headMap(result: InspectResult, look: Look, layer: number, head: number): HeadMap {
  const { off, on } = result;
  if (look === 'desligado' || !on) return slice(off, layer, head);
  const plugged = slice(on, layer, head);
  if (look === 'ligado') return plugged;
  const base = slice(off, layer, head);
  const values = plugged.values.map((value, index) => {
    const row = Math.floor(index / plugged.columns);
    const column = (index % plugged.columns) - on.virtual;
    return column < 0 ? value : value - (base.values[row * base.columns + column] ?? 0);
  });
  return { ...plugged, values };
}

/** Names of the columns: the adapter's virtual tokens, then the sentence's. */
export function keyNames(result: InspectResult, look: Look): string[] {
  const virtual = look === 'desligado' || !result.on ? 0 : result.on.virtual;
  return [...Array.from({ length: virtual }, (_, i) => `virtual ${i + 1}`), ...tokenNames(result.tokens)];
}

/** Tokens with their place, so that two of the same text have two names, and spaces that can be seen. */
export function tokenNames(tokens: readonly string[]): string[] {
  return tokens.map((token, index) => `${index + 1}: ${visible(token)}`);
}

/** A token's text with its space shown as `␣` and its line end as `⏎`. */
export function visible(token: string): string {
  return token.replace(/ /g, '␣').replace(/\n/g, LINE_END);
}

/** The end of the scale: 1 for weights, the largest change of any head for a difference. */
export function limitOf(result: InspectResult, look: Look): number {
  if (look !== 'diferenca') return 1;
  const { layers, heads } = result.off;
  let largest = 0;
  for (let layer = 0; layer < layers; layer++) {
    for (let head = 0; head < heads; head++) {
      for (const value of headMap(result, look, layer, head).values) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
  }
  return largest;
}

function slice({ attention, heads, tokens, keys }: AttentionMaps, layer: number, head: number): HeadMap {
  const size = tokens * keys;
  const start = (layer * heads + head) * size;
  return { values: attention.subarray(start, start + size), rows: tokens, columns: keys };
}
