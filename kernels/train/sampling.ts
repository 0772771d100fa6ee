/** Chooses the next token from logits. */
import type { Rng } from '../random.ts';
import { argMax } from './evaluate.ts';

export interface Sampling {
  /** 0: always the likeliest token. 1: as the model's probabilities say. Larger: more even. */
  readonly temperature: number;
  /** Only this many of the likeliest tokens may be drawn; undefined: all. */
  readonly topK?: number | undefined;
}

/** @param logits `[vocab]` */
export function sampleToken(logits: Float32Array, { temperature, topK }: Sampling, rng: Rng): number {
  if (temperature === 0) return argMax(logits);
  const ordered = [...logits.keys()].sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0) || a - b);
  const candidates = ordered.slice(0, topK ?? ordered.length);
  const largest = logits[candidates[0] ?? 0] ?? 0;
  const weights = candidates.map((token) => Math.exp(((logits[token] ?? 0) - largest) / temperature));
  return candidates[rng.weighted(weights)] ?? 0;
}
