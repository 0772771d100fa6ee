/** Reads an adapter's files for the shipped base. */
import type { NamedFile } from '../../../kernels/formats/named-file.ts';
import { readAdapter } from '../../../kernels/peft/adapter-files.ts';
import { layoutOf, packTheta } from '../../../kernels/train/layout.ts';
import type { Job } from '../job.ts';
import type { AdapterData } from './plugged.ts';

export interface ImportRequest {
  readonly config: NamedFile;
  readonly weights: NamedFile;
}

/** @throws FormatError, as its rejection, in Portuguese: damaged, unsupported or made for another base */
export const importAdapter: Job<ImportRequest, never, AdapterData> = async ({ config, weights }, context) => {
  const { model } = await context.base();
  const { adapter, parameters } = readAdapter(config, weights, model.config);
  const theta = packTheta(layoutOf(adapter.parameters), parameters);
  return { method: adapter.method, settings: adapter.settings, theta };
};
