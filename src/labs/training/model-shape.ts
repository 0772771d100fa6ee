/** The sizes of the base model that the labs count with, as its `config.json` gives them. */
import type { LlamaConfig } from '../../../kernels/formats/llama-config.ts';
import { MODULES, type ModuleName } from './modules.ts';

export type ModelShape = Pick<
  LlamaConfig,
  | 'vocabSize'
  | 'hiddenSize'
  | 'intermediateSize'
  | 'layers'
  | 'heads'
  | 'kvHeads'
  | 'headDim'
  | 'maxPositions'
  | 'tiedEmbeddings'
>;

/** Outputs and inputs of a linear layer. */
export interface ModuleSize {
  readonly out: number;
  readonly inner: number;
}

/** The size of a linear layer of the model, as `projectionShape` of the compiler has it. */
export function moduleSize(shape: ModelShape, name: ModuleName): ModuleSize {
  const { hiddenSize, intermediateSize, heads, kvHeads, headDim } = shape;
  switch (MODULES[name].projection) {
    case 'q_proj':
      return { out: heads * headDim, inner: hiddenSize };
    case 'k_proj':
    case 'v_proj':
      return { out: kvHeads * headDim, inner: hiddenSize };
    case 'o_proj':
      return { out: hiddenSize, inner: heads * headDim };
    case 'gate_proj':
    case 'up_proj':
      return { out: intermediateSize, inner: hiddenSize };
    case 'down_proj':
      return { out: hiddenSize, inner: intermediateSize };
  }
}
