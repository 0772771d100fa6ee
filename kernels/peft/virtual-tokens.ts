import type { JsonObject } from '../formats/json.ts';
import type { LlamaConfig } from '../formats/llama-config.ts';
import type { AdapterFormat } from './adapter-format.ts';

/** Name of the one tensor of Prompt and Prefix Tuning. */
export const PROMPT_EMBEDDINGS = 'prompt_embeddings';

interface VirtualTokens {
  readonly length: number;
}

/** What Prompt and Prefix Tuning share in `adapter_config.json`. @param sizes what they do not share */
export function virtualTokensFormat(
  type: string,
  sizes: (config: LlamaConfig) => JsonObject,
): AdapterFormat<VirtualTokens> {
  return {
    type,
    read: (fields) => ({ length: fields.size('num_virtual_tokens') }),
    write: ({ length }, config) => ({
      num_virtual_tokens: length,
      num_layers: config.layers,
      num_transformer_submodules: 1,
      ...sizes(config),
    }),
  };
}
