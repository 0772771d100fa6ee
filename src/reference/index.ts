/** The recorded reference results. Checked against `schema.ts` when they are written and by a test, not in the browser. */
import bases from './data/bases.json';
import ethics from './data/ethics.json';
import quantization from './data/quantization.json';
import runs from './data/runs.json';
import type { BaseRecord, BasesFile, EthicsFile, QuantizationFile, RunsFile } from './schema.ts';

export const REFERENCE_BASES: BasesFile = bases;
export const REFERENCE_RUNS: RunsFile = runs;
export const REFERENCE_QUANTIZATION: QuantizationFile = quantization;
export const REFERENCE_ETHICS: EthicsFile = ethics;

/** The base that the site distributes. @throws Error if the record has none */
export function shippedBase(): BaseRecord {
  const base = REFERENCE_BASES.bases.find(({ shipped }) => shipped);
  if (!base) throw new Error('src/reference/data/bases.json: falta a base que o site distribui.');
  return base;
}
