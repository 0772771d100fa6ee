/** The memory of a fine-tuning, part by part. Every part is a lower bound: real runs add buffers and fragmentation. */

import { countParameters, type ParameterCount } from '../training/architectures.ts';
import { type ActivationSetup, activationBytes, logitBytes } from './activations.ts';
import {
  constantBits,
  type Optimiser,
  PRECISIONS,
  type Precision,
  type PrecisionBytes,
  stateBytes,
} from './states.ts';
import { type Count, countTrainable, type TrainableSetup } from './trainable.ts';

/** A fine-tuning as the lab counts it. */
export interface Setup extends TrainableSetup, ActivationSetup {
  precision: Precision;
  optimiser: Optimiser;
  /** Weights that share a quantisation constant (QLoRA). */
  blockSize: number;
  /** Quantise the constants too (QLoRA). */
  doubleQuantisation: boolean;
  /** GPU context, buffers and fragmentation, in bytes: the reader's guess. */
  overhead: number;
}

export const PART_IDS = [
  'pesos',
  'constantes',
  'adaptador',
  'copia',
  'gradientes',
  'otimizador',
  'ativacoes',
  'logits',
  'reserva',
] as const;

export type PartId = (typeof PART_IDS)[number];

/** What it takes, in bytes. */
export interface Estimate {
  parameters: ParameterCount;
  trainable: Count;
  /** Bytes of each part. */
  parts: Readonly<Record<PartId, number>>;
  /** Weights, constants, adapter, copy, gradients and optimiser: what does not depend on batch or sequence. */
  states: number;
  total: number;
}

/** Bytes per frozen weight that is not quantised. */
export function frozenBytes(precision: Precision): number {
  return precision === 'fp32' ? 4 : 2;
}

/** Memory of one device that holds everything, in bytes. */
export function estimate(setup: Setup): Estimate {
  const parameters = countParameters(setup.architecture);
  const trainable = countTrainable(setup);
  const bytes: PrecisionBytes = PRECISIONS[setup.precision];
  const trained = trainable.count;
  const full = setup.method === 'completo';
  const parts: Record<PartId, number> = {
    pesos: full ? bytes.weight * trained : baseBytes(setup, parameters),
    constantes:
      setup.method === 'qlora'
        ? (parameters.linear * constantBits(setup.blockSize, setup.doubleQuantisation)) / 8
        : 0,
    adaptador: full ? 0 : bytes.weight * trained,
    copia: bytes.master * trained,
    gradientes: bytes.gradient * trained,
    otimizador: stateBytes(setup.precision, setup.optimiser) * trained,
    ativacoes: activationBytes(setup),
    logits: logitBytes(setup),
    reserva: setup.overhead,
  };
  const states =
    parts.pesos + parts.constantes + parts.adaptador + parts.copia + parts.gradientes + parts.otimizador;
  return {
    parameters,
    trainable,
    parts,
    states,
    total: states + parts.ativacoes + parts.logits + parts.reserva,
  };
}

function baseBytes({ method, precision }: Setup, { total, linear, rest }: ParameterCount): number {
  const whole = frozenBytes(precision);
  return method === 'qlora' ? linear / 2 + rest * whole : total * whole;
}
