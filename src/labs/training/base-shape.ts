/** The shipped base model's sizes, read when the site is built: labs need them before anything is fetched. */
import { readFileSync } from 'node:fs';
import { type LlamaConfig, readLlamaConfig } from '../../../kernels/formats/llama-config.ts';
import type { ModelShape } from './model-shape.ts';

const CONFIG = 'public/modelos/base/config.json';

/** @throws Error if the base model is not there, FormatError if its configuration cannot be used */
export function baseConfig(): LlamaConfig {
  return readLlamaConfig(new Uint8Array(readFileSync(CONFIG)), CONFIG);
}

/** The part of the configuration that the labs count with. @throws as `baseConfig` */
export function baseShape(): ModelShape {
  const config = baseConfig();
  const { vocabSize, hiddenSize, intermediateSize, layers, heads, kvHeads, headDim } = config;
  const { maxPositions, tiedEmbeddings } = config;
  return {
    ...{ vocabSize, hiddenSize, intermediateSize, layers, heads, kvHeads, headDim },
    ...{ maxPositions, tiedEmbeddings },
  };
}
