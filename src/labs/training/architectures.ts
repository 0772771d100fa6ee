/** Decoder-only Transformers by their dimensions, and how many parameters those make. */

export interface Architecture {
  /** `llama`: gated MLP (gate, up, down), no biases, untied head. `gpt3`: MLP of two matrices. */
  family: 'llama' | 'gpt3';
  /** Width of the residual stream, h. */
  hidden: number;
  /** Blocks, L. */
  layers: number;
  /** Attention heads, a. */
  heads: number;
  /** Heads of keys and values: fewer than `heads` under grouped-query attention. */
  kvHeads: number;
  /** Width of the MLP, i. */
  feedForward: number;
  /** Tokens of the vocabulary, V. */
  vocabulary: number;
  /** Total as published, where biases and learned positions make it differ from the formula. */
  publishedTotal?: number;
}

/** A linear layer of every block. */
export interface Projection {
  name: 'q' | 'k' | 'v' | 'o' | 'gate' | 'up' | 'down';
  inputs: number;
  outputs: number;
}

export const PRESETS = {
  'tinyllama-1.1b': {
    family: 'llama',
    hidden: 2048,
    layers: 22,
    heads: 32,
    kvHeads: 4,
    feedForward: 5632,
    vocabulary: 32_000,
  },
  'llama-2-7b': {
    family: 'llama',
    hidden: 4096,
    layers: 32,
    heads: 32,
    kvHeads: 32,
    feedForward: 11_008,
    vocabulary: 32_000,
  },
  'llama-3-8b': {
    family: 'llama',
    hidden: 4096,
    layers: 32,
    heads: 32,
    kvHeads: 8,
    feedForward: 14_336,
    vocabulary: 128_256,
  },
  'llama-2-13b': {
    family: 'llama',
    hidden: 5120,
    layers: 40,
    heads: 40,
    kvHeads: 40,
    feedForward: 13_824,
    vocabulary: 32_000,
  },
  'llama-65b': {
    family: 'llama',
    hidden: 8192,
    layers: 80,
    heads: 64,
    kvHeads: 64,
    feedForward: 22_016,
    vocabulary: 32_000,
  },
  'llama-2-70b': {
    family: 'llama',
    hidden: 8192,
    layers: 80,
    heads: 64,
    kvHeads: 8,
    feedForward: 28_672,
    vocabulary: 32_000,
  },
  'gpt-3-175b': {
    family: 'gpt3',
    hidden: 12_288,
    layers: 96,
    heads: 96,
    kvHeads: 96,
    feedForward: 49_152,
    vocabulary: 50_257,
    publishedTotal: 175_255_800_000,
  },
} as const satisfies Record<string, Architecture>;

export type PresetId = keyof typeof PRESETS;

/** Width of keys and values: KV heads × size of a head. */
export function kvWidth({ hidden, heads, kvHeads }: Architecture): number {
  return (hidden / heads) * kvHeads;
}

/** The linear layers of one block. */
export function projections(architecture: Architecture): readonly Projection[] {
  const { family, hidden, feedForward } = architecture;
  const kv = kvWidth(architecture);
  const attention: Projection[] = [
    { name: 'q', inputs: hidden, outputs: hidden },
    { name: 'k', inputs: hidden, outputs: kv },
    { name: 'v', inputs: hidden, outputs: kv },
    { name: 'o', inputs: hidden, outputs: hidden },
  ];
  const gate: Projection[] =
    family === 'llama' ? [{ name: 'gate', inputs: hidden, outputs: feedForward }] : [];
  return [
    ...attention,
    ...gate,
    { name: 'up', inputs: hidden, outputs: feedForward },
    { name: 'down', inputs: feedForward, outputs: hidden },
  ];
}

export interface ParameterCount {
  total: number;
  /** Weights of the blocks' linear layers: what QLoRA quantises, Ψq. */
  linear: number;
  /** Embeddings, head and norms: what stays in 16 bits, Ψr. */
  rest: number;
}

/**
 * Parameters of an architecture. Llama: L(2h² + 2h·kv + 3h·i + 2h) + 2V·h + h (untied head, no biases).
 */
export function countParameters(architecture: Architecture): ParameterCount {
  const { hidden, layers, vocabulary, publishedTotal } = architecture;
  const block = projections(architecture).reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0);
  const linear = layers * block;
  const total = publishedTotal ?? linear + layers * 2 * hidden + 2 * vocabulary * hidden + hidden;
  return { total, linear, rest: total - linear };
}
