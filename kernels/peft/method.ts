/** What a fine-tuning method is to the compiler. */
import type { LlamaConfig } from '../formats/llama-config.ts';
import type { FloatTensor } from '../formats/tensor.ts';
import type { ModelHooks } from '../nn/hooks.ts';
import type { Spare } from '../nn/llama.ts';
import type { Graph } from '../onnx/graph.ts';
import type { Tensor } from '../onnx/tensor.ts';
import type { Value } from '../onnx/value.ts';
import type { Rng } from '../random.ts';
import type { AdapterFormat } from './adapter-format.ts';

/** Base weights by Hugging Face name, or trained parameters by their own. */
export type Weights = ReadonlyMap<string, FloatTensor>;

/** A trainable tensor. */
export interface Parameter {
  /** Its name in the adapter's safetensors file. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Its value before training, row-major; may look at the base model. */
  initial(rng: Rng, base: Weights): Float32Array<ArrayBuffer>;
}

/** What a method may use while the graph is built. */
export interface HookContext {
  readonly graph: Graph;
  readonly config: LlamaConfig;
  /** What the device is short of, where that is known. */
  readonly spare?: Spare | undefined;
  /** A trainable tensor as a value of the graph, by `Parameter.name`. */
  parameter(name: string): Value;
}

export type Merging =
  | {
      readonly possible: true;
      /** The base weights that change, by name, with the adapter summed in. */
      merge(base: Weights, parameters: Weights): Map<string, FloatTensor>;
    }
  /** Why the adapter cannot become part of the base weights, for people (in Portuguese). */
  | { readonly possible: false; readonly reason: string };

/** A method with its settings, ready for one model. */
export interface Adapter<S extends object = object> {
  readonly method: string;
  readonly settings: S;
  readonly parameters: readonly Parameter[];
  /** Changes the model. Called once for each graph. */
  hooks(context: HookContext): ModelHooks;
  /**
   * Frozen tensors of the method's own, which its hooks declare as graph inputs by these names (random projections,
   * packed weights). Made once and fed to every session.
   */
  frozen?(base: Weights): Map<string, Tensor>;
  readonly merging: Merging;
}

/** A fine-tuning method. To add one, write a file that exports one of these and list it in `registry.ts`. */
export interface PeftMethod<S extends object = object> {
  /** As in commands and links: `lora`. */
  readonly id: string;
  /** For people: `LoRA`. */
  readonly name: string;
  readonly defaults: S;
  /** Peak learning rate for AdamW that suits the method. */
  readonly learningRate: number;
  /** How its adapters are written; absent where the result is a whole model. */
  readonly file?: AdapterFormat<S>;
  /**
   * The method for one model. Settings that are missing have their default.
   * @throws FormatError in Portuguese if a setting is wrong for the method or the model
   */
  configure(config: LlamaConfig, settings?: Partial<S>): Adapter<S>;
}
