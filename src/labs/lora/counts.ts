/** How many numbers LoRA trains: r(d + k) instead of d·k (Hu et al., 2021, section 4.1). */
import type { LoraState } from './state-table.ts';

/** Size of a weight matrix. */
export interface MatrixSize {
  /** Rows of W0, the size of the output. */
  readonly d: number;
  /** Columns, the size of the input. */
  readonly k: number;
}

/** Where a matrix comes from, and how many there are of each size in the whole model. */
interface Example extends MatrixSize {
  readonly name: string;
  readonly model?: {
    readonly matrices: readonly (MatrixSize & { readonly count: number })[];
    readonly what: string;
  };
}

const EXAMPLES: Readonly<Record<Exclude<LoraState['example'], 'propria'>, Example>> = {
  exemplo: { d: 1000, k: 1000, name: 'Uma matriz 1000 × 1000' },
  'llama-2-7b': {
    ...{ d: 4096, k: 4096, name: 'Uma projeção do Llama-2-7B' },
    model: { what: 'q_proj e v_proj nas 32 camadas', matrices: [{ d: 4096, k: 4096, count: 64 }] },
  },
  'gpt-3': {
    ...{ d: 12_288, k: 12_288, name: 'Uma projeção do GPT-3 175B' },
    model: { what: 'consulta e valor nas 96 camadas', matrices: [{ d: 12_288, k: 12_288, count: 192 }] },
  },
  'llama-2-70b-v': {
    ...{ d: 1024, k: 8192, name: 'A v_proj do Llama-2-70B, de 8192 entradas e 1024 saídas' },
    model: {
      what: 'q_proj e v_proj nas 80 camadas, cada uma com a sua forma',
      matrices: [
        { d: 8192, k: 8192, count: 80 },
        { d: 1024, k: 8192, count: 80 },
      ],
    },
  },
};

export function exampleOf({ example, rows, columns }: LoraState): Example {
  if (example !== 'propria') return EXAMPLES[example];
  return { d: rows, k: columns, name: `Uma matriz ${rows} × ${columns}` };
}

/** Trainable numbers of one matrix. */
export function loraCount({ d, k }: MatrixSize, rank: number): number {
  return rank * (d + k);
}

export function fullCount({ d, k }: MatrixSize): number {
  return d * k;
}

/** Rank from which A and B hold as many numbers as the matrix itself: d·k / (d + k). */
export function breakEvenRank({ d, k }: MatrixSize): number {
  return (d * k) / (d + k);
}

/** Trainable numbers of all matrices of a kind in a model. */
export function modelCount(
  matrices: readonly (MatrixSize & { readonly count: number })[],
  rank: number,
): number {
  return matrices.reduce((total, size) => total + size.count * loraCount(size, rank), 0);
}

/** Multiplications that one token costs in a projection: the adapter beside the weights, or merged into them. */
export function multiplications(size: MatrixSize, rank: number) {
  return { merged: fullCount(size), beside: fullCount(size) + loraCount(size, rank) };
}
