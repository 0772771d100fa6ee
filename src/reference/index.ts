/** The recorded reference results. Checked against `schema.ts` when they are written and by a test, not in the browser. */
import bases from './data/bases.json';
import ethics from './data/ethics.json';
import quantization from './data/quantization.json';
import runs from './data/runs.json';
import type { BasesFile, EthicsFile, QuantizationFile, RunsFile } from './schema.ts';

export const REFERENCE_BASES: BasesFile = bases;
export const REFERENCE_RUNS: RunsFile = runs;
export const REFERENCE_QUANTIZATION: QuantizationFile = quantization;
export const REFERENCE_ETHICS: EthicsFile = ethics;
