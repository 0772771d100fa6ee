/**
 * A simulation of paged optimisers (Dettmers et al. 2023, §3): when a long sequence needs more than the card has, pages
 * of optimiser state move to the computer's memory and come back afterwards. Nothing else can move.
 */
import { type ActivationSetup, activationBytes, logitBytes } from './activations.ts';
import type { Estimate } from './estimate.ts';

/** A simulated run, step by step. */
export interface PagingRun {
  /** 1, 2, 3 … */
  steps: number[];
  /** Bytes the step needs at once. */
  needed: number[];
  /** Bytes on the card with paging; never more than the card unless even paging fails. */
  onCard: number[];
  /** Bytes of optimiser state that wait in the computer's memory. */
  paged: number[];
  /** First step that stops without paging, from 1. */
  failsWithout: number | undefined;
  /** First step that stops even with paging. */
  failsWith: number | undefined;
}

/** Lengths of 40 batches, as shares of the longest: most are short, four are as long as allowed. */
const BATCH_SHARES: readonly number[] = Array.from({ length: 40 }, (_, index) =>
  [11, 12, 24, 33].includes(index) ? 1 : 0.22 + 0.2 * (((index * 37 + 11) % 40) / 39),
);

/** Runs the batches of `shares` on a card of `capacity` bytes. */
export function simulatePaging(
  setup: ActivationSetup,
  { parts, total }: Estimate,
  capacity: number,
  shares: readonly number[] = BATCH_SHARES,
): PagingRun {
  const fixed = total - parts.ativacoes - parts.logits;
  const needed = shares.map((share) => {
    const batch = { ...setup, sequence: Math.round(setup.sequence * share) };
    return fixed + activationBytes(batch) + logitBytes(batch);
  });
  const paged = needed.map((bytes) => Math.min(parts.otimizador, Math.max(0, bytes - capacity)));
  const onCard = needed.map((bytes, index) => bytes - (paged[index] ?? 0));
  return {
    steps: shares.map((_, index) => index + 1),
    needed,
    onCard,
    paged,
    failsWithout: firstOver(needed, capacity),
    failsWith: firstOver(onCard, capacity),
  };
}

function firstOver(bytes: readonly number[], capacity: number): number | undefined {
  const index = bytes.findIndex((one) => one > capacity);
  return index < 0 ? undefined : index + 1;
}
