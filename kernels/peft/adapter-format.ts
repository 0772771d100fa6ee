import type { Fields } from '../formats/fields.ts';
import type { JsonObject } from '../formats/json.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import type { ShapeMap } from '../formats/shapes.ts';
import type { Weights } from './method.ts';

/** How a method's settings stand in `adapter_config.json`. The tensors' names and shapes are those of its parameters. */
export interface AdapterFormat<S> {
  /** Value of the field `peft_type`. */
  readonly type: string;
  /**
   * The settings in a file of this type; undefined if the file is of another method with the same type.
   * @throws FormatError in Portuguese
   */
  read(fields: Fields): Partial<S> | undefined;
  /** The fields of the method's own. */
  write(settings: S, config: LlamaConfig): JsonObject;
  /** Frozen tensors that the file holds beside the trained ones. */
  readonly frozen?: {
    /** Their names and shapes, found without making them: a file may ask for more than any machine has. */
    shapes(settings: S, config: LlamaConfig): ShapeMap;
    /** The settings that put these tensors to use. */
    settings(tensors: Weights): Partial<S>;
  };
}
