/** Models and adapters on a device: there once, for training, evaluation and generation alike. */
import type { LlamaConfig } from '../formats/llama-config.ts';
import type { Adapter, Weights } from '../peft/method.ts';
import { type Engine, FrozenTensors } from './engine.ts';

export interface HeldModel {
  readonly config: LlamaConfig;
  readonly weights: Weights;
  readonly frozen: FrozenTensors;
}

/** A method with its own frozen tensors. */
export interface HeldAdapter {
  readonly adapter: Adapter;
  readonly frozen: FrozenTensors;
}

/** Where the frozen inputs of a graph come from: the plugged adapter's own tensors, if there is one, and the base's. */
export function frozenInputs(base: HeldModel, plugged: HeldAdapter | undefined): FrozenTensors[] {
  return plugged ? [plugged.frozen, base.frozen] : [base.frozen];
}

/** Makes a model ready to be fed to graphs; its weights go to the device when the first graph asks for them. */
export function holdModel(
  engine: Engine,
  model: { readonly config: LlamaConfig; readonly weights: Weights },
): HeldModel {
  return { ...model, frozen: new FrozenTensors(engine, model.weights) };
}

/** Makes an adapter ready to be plugged into a base: its own frozen tensors are calculated here. */
export function holdAdapter(engine: Engine, base: HeldModel, adapter: Adapter): HeldAdapter {
  return { adapter, frozen: new FrozenTensors(engine, adapter.frozen?.(base.weights) ?? new Map()) };
}
