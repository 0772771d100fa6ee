/** Bytes that each number of a training takes, by precision, optimiser and 4-bit block. */

/** Bytes for a trained parameter. */
export interface PrecisionBytes {
  /** The weight with which the forward pass computes. */
  weight: number;
  gradient: number;
  /** A second copy of the weight in 32 bits, which the optimiser updates. */
  master: number;
  /** One number of the optimiser's state. */
  moment: number;
}

/**
 * `mista`: Micikevicius et al. as counted by ZeRO (Rajbhandari et al. 2019, §3.1), 16 bytes with Adam.
 * `mista-sem-copia`: 16-bit weights and gradients, Adam in 32 bits, 12 bytes.
 */
export const PRECISIONS = {
  mista: { weight: 2, gradient: 2, master: 4, moment: 4 },
  'mista-sem-copia': { weight: 2, gradient: 2, master: 0, moment: 4 },
  bf16: { weight: 2, gradient: 2, master: 0, moment: 2 },
  fp32: { weight: 4, gradient: 4, master: 0, moment: 4 },
} as const satisfies Record<string, PrecisionBytes>;

export type Precision = keyof typeof PRECISIONS;

export interface OptimiserBytes {
  /** State numbers kept for each trained parameter. */
  moments: number;
  /** Bytes of one of them, where it does not follow the precision. */
  bytes?: number;
}

export const OPTIMISERS = {
  adamw: { moments: 2 },
  'adamw-paginado': { moments: 2 },
  'adamw-8bit': { moments: 2, bytes: 1 },
  'sgd-momento': { moments: 1 },
  sgd: { moments: 0 },
} as const satisfies Record<string, OptimiserBytes>;

export type Optimiser = keyof typeof OPTIMISERS;

/** Bytes of optimiser state for each trained parameter. */
export function stateBytes(precision: Precision, optimiser: Optimiser): number {
  const { moments, bytes }: OptimiserBytes = OPTIMISERS[optimiser];
  return moments * (bytes ?? PRECISIONS[precision].moment);
}

/** Bits of quantisation constants for each 4-bit weight (Dettmers et al. 2023, §3). */
export function constantBits(blockSize: number, doubleQuantisation: boolean): number {
  return doubleQuantisation ? 8 / blockSize + 32 / (blockSize * 256) : 32 / blockSize;
}
