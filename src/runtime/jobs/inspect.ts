/** Reads a sentence with the base and, if one is given, with an adapter: attention maps and next-token probabilities. */

import { readAdapter } from '../../../kernels/peft/adapter-files.ts';
import type { Weights } from '../../../kernels/peft/method.ts';
import { BOS_ID } from '../../../kernels/text/tokenizer.ts';
import { holdAdapter } from '../../../kernels/train/held.ts';
import { type Inspection, inspectSentence } from '../../../kernels/train/inspect.ts';
import { layoutOf, packTheta } from '../../../kernels/train/layout.ts';
import type { Job } from '../job.ts';
import { RuntimeProblem } from '../problem.ts';

export interface InspectRequest {
  readonly sentence: string;
  /** The two files of an adapter folder; absent: the base alone. */
  readonly adapter?: { readonly config: Uint8Array<ArrayBuffer>; readonly weights: Uint8Array<ArrayBuffer> };
}

/** Attention weights `[layers, heads, tokens, keys]`; the first `virtual` keys are the adapter's virtual tokens. */
export type AttentionMaps = Omit<Inspection, 'probabilities'>;

export interface NextToken {
  readonly text: string;
  /** Probability with the adapter off. */
  readonly off: number;
  /** Probability with it on; undefined without an adapter. */
  readonly on: number | undefined;
}

export interface InspectResult {
  /** What the model read, a start token first. */
  readonly tokens: readonly string[];
  readonly off: AttentionMaps;
  readonly on: AttentionMaps | undefined;
  /** The likeliest next tokens of both readings together, the likeliest first. */
  readonly next: readonly NextToken[];
  /** What was plugged in. */
  readonly adapter: { readonly method: string; readonly parameters: number } | undefined;
}

/** How many of the likeliest tokens of each reading are told. */
const TOLD = 10;

/** @throws RuntimeProblem if the sentence does not fit the model; FormatError if the adapter is of another base */
export const inspect: Job<InspectRequest, never, InspectResult> = async ({ sentence, adapter }, context) => {
  const { engine, signal } = context;
  const { model: base, tokenizer } = await context.base();
  const trained =
    adapter &&
    readAdapter(
      { name: 'adapter_config.json', bytes: adapter.config },
      { name: 'adapter_model.safetensors', bytes: adapter.weights },
      base.config,
    );
  const plugged = trained && {
    held: holdAdapter(engine, base, trained.adapter),
    theta: packTheta(layoutOf(trained.adapter.parameters), trained.parameters),
  };
  try {
    const ids = [BOS_ID, ...tokenizer.encode(sentence)];
    refuseTooLong(ids.length, base.config.maxPositions);
    const off = await inspectSentence(engine, base, undefined, ids);
    signal.throwIfAborted();
    const on = plugged && (await inspectSentence(engine, base, plugged, ids));
    return {
      tokens: ids.map((id) => tokenizer.show(id)),
      off: mapsOf(off),
      on: on && mapsOf(on),
      next: likeliest(off.probabilities, on?.probabilities, (id) => tokenizer.show(id)),
      adapter: trained && { method: trained.adapter.method, parameters: sizeOf(trained.parameters) },
    };
  } finally {
    plugged?.held.frozen.dispose();
  }
};

function refuseTooLong(tokens: number, room: number): void {
  if (tokens <= room) return;
  throw new RuntimeProblem({
    what: `A frase tem ${tokens} tokens, e o modelo lê no máximo ${room}.`,
    remedy: 'Encurte a frase, ou use palavras mais comuns, que viram menos tokens.',
  });
}

function mapsOf({ probabilities: _, ...maps }: Inspection): AttentionMaps {
  return maps;
}

function sizeOf(parameters: Weights): number {
  return [...parameters.values()].reduce((sum, { data }) => sum + data.length, 0);
}

/** The `TOLD` likeliest tokens of each distribution, as one list. */
function likeliest(
  off: Float32Array,
  on: Float32Array | undefined,
  show: (id: number) => string,
): NextToken[] {
  const top = (values: Float32Array): number[] =>
    [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0)).slice(0, TOLD);
  const ids = new Set([...top(off), ...(on ? top(on) : [])]);
  const largest = (id: number): number => Math.max(off[id] ?? 0, on?.[id] ?? 0);
  return [...ids]
    .sort((a, b) => largest(b) - largest(a) || a - b)
    .map((id) => ({ text: show(id), off: off[id] ?? 0, on: on?.[id] }));
}
