/** The shipped base model's dimensions, read when the site is built: the drawing needs them before anything is fetched. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LlamaConfig, readLlamaConfig } from '../../../kernels/formats/llama-config.ts';

/** @throws Error if the model is not there; FormatError in Portuguese if its configuration is not that of a Llama */
export function readBaseConfig(): LlamaConfig {
  const file = join(process.cwd(), 'public/modelos/base/config.json');
  return readLlamaConfig(readFileSync(file), file);
}
