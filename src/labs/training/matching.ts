/** Makes methods of unlike kinds comparable: the same number of parameters, or the same rank and length. */
import { factsOf, type MethodId, type SizeKnob } from './methods.ts';
import type { ModelShape } from './model-shape.ts';
import { type CountSettings, trainableParameters } from './trainable.ts';

/** Beyond this a rank, a length or a bottleneck is no longer small for the labs' base model. */
const LARGEST_SIZE = 64;

export interface MatchedSize {
  /** The method's rank, length or bottleneck; absent where it has none. */
  readonly knob?: SizeKnob;
  readonly size?: number;
  readonly parameters: number;
}

/** A method at a given rank, length or bottleneck. */
export function atSize(
  shape: ModelShape,
  method: MethodId,
  settings: CountSettings,
  size: number,
): MatchedSize {
  const knob = factsOf(method).size;
  if (!knob) return { parameters: trainableParameters(shape, method, settings) };
  return { knob, size, parameters: trainableParameters(shape, method, { ...settings, [knob]: size }) };
}

/**
 * A method at the size whose number of parameters comes closest to `budget`; of two that are equally close, the smaller.
 * The count grows with the size, so that the first size past the budget and the one before it are all that matter.
 */
export function nearestTo(
  shape: ModelShape,
  method: MethodId,
  settings: CountSettings,
  budget: number,
  largest = LARGEST_SIZE,
): MatchedSize {
  let best = atSize(shape, method, settings, 1);
  if (!best.knob) return best;
  for (let size = 2; size <= largest && best.parameters < budget; size++) {
    const next = atSize(shape, method, settings, size);
    if (Math.abs(next.parameters - budget) < Math.abs(best.parameters - budget)) best = next;
    else break;
  }
  return best;
}
