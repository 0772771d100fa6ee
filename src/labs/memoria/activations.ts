/**
 * Activations kept for the backward pass, after Korthikanti et al. 2022, equation 1: a GPT-style block with dropout, in
 * 16 bits, takes s·b·h·(34 + 5·a·s/h) bytes. For Llama (gated MLP, no dropout, RMSNorm) it is an approximation.
 */
import type { Architecture } from '../training/architectures.ts';

/** What the activations depend on. */
export interface ActivationSetup {
  architecture: Architecture;
  /** Sequences that pass together, b. */
  batch: number;
  /** Tokens of a sequence, s. */
  sequence: number;
  /** Keep only the input of each layer and compute the rest again. */
  checkpointing: boolean;
  /** FlashAttention: the s×s attention matrix is never kept. */
  flash: boolean;
}

/** Bytes of one layer without recomputation. */
export function layerActivations({ architecture, batch, sequence, flash }: ActivationSetup): number {
  const { hidden, heads } = architecture;
  const attention = flash ? 0 : (5 * heads * sequence) / hidden;
  return sequence * batch * hidden * (34 + attention);
}

/** Bytes of the inputs of all layers: what full checkpointing keeps, 2·s·b·h·L. */
export function layerInputs({ architecture, batch, sequence }: ActivationSetup): number {
  return 2 * sequence * batch * architecture.hidden * architecture.layers;
}

/** Bytes of all activations at their peak; with checkpointing, the layers' inputs and one layer computed again. */
export function activationBytes(setup: ActivationSetup): number {
  const layer = layerActivations(setup);
  return setup.checkpointing ? layerInputs(setup) + layer : layer * setup.architecture.layers;
}

/** Bytes of the logits in 32 bits: 4·s·b·V. */
export function logitBytes({ architecture, batch, sequence }: ActivationSetup): number {
  return 4 * sequence * batch * architecture.vocabulary;
}
