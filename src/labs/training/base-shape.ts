/** The shape of the shipped base model, read when the site is built. */
import { readFileSync } from 'node:fs';
import { readLlamaConfig } from '../../../kernels/formats/llama-config.ts';
import type { ModelShape } from './model-shape.ts';

const CONFIG = 'public/modelos/base/config.json';

/** @throws Error if the base model is not there, FormatError if its configuration cannot be used */
export function baseShape(): ModelShape {
  const config = readLlamaConfig(new Uint8Array(readFileSync(CONFIG)), CONFIG);
  const { vocabSize, hiddenSize, intermediateSize, layers, heads, kvHeads, headDim } = config;
  const { maxPositions, tiedEmbeddings } = config;
  return {
    ...{ vocabSize, hiddenSize, intermediateSize, layers, heads, kvHeads, headDim },
    ...{ maxPositions, tiedEmbeddings },
  };
}
