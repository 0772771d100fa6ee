import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TASKS } from '../../../kernels/data/tasks/index.ts';
import { METHODS } from '../../../kernels/peft/registry.ts';
import { REMEDIES } from '../../../kernels/reference/ethics.ts';
import {
  basesFileSchema,
  ethicsFileSchema,
  quantizationFileSchema,
  type RunRecord,
  runsFileSchema,
} from '../../../src/reference/schema.ts';
import { groupRuns, spreadOf } from '../../../src/reference/summary.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../src/reference/data/${name}.json`, import.meta.url), 'utf8'));

const { bases } = basesFileSchema.parse(read('bases'));
const { runs } = runsFileSchema.parse(read('runs'));
const { rows } = quantizationFileSchema.parse(read('quantization'));
const { cases } = ethicsFileSchema.parse(read('ethics'));

describe('recorded reference results', () => {
  it('name tasks, methods, remedies and bases that exist', () => {
    const methods = new Set(METHODS.map(({ id }) => id));
    const seeds = new Set<number | null>([null, ...bases.map(({ seed }) => seed)]);
    expect(runs.filter(({ method }) => !methods.has(method))).toEqual([]);
    expect(runs.filter(({ task }) => !Object.hasOwn(TASKS, task))).toEqual([]);
    expect(runs.filter(({ baseSeed }) => !seeds.has(baseSeed))).toEqual([]);
    expect(cases.filter(({ remedy }) => !REMEDIES.some((known) => known === remedy))).toEqual([]);
    expect(bases.filter(({ shipped }) => shipped)).toHaveLength(1);
  });

  it('repeat no run', () => {
    const keys = runs.map(({ task, variant, baseSeed, seed }) => `${task}/${variant}/${baseSeed}/${seed}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('compare every number type', () => {
    expect(new Set(rows.map(({ type, doubleQuant }) => `${type}/${doubleQuant}`)).size).toBe(8);
  });
});

describe('summary', () => {
  it('gives the mean and the sample deviation', () => {
    const { mean, deviation, count } = spreadOf([1, 2, 4]);
    expect(mean).toBeCloseTo(7 / 3);
    expect(deviation).toBeCloseTo(Math.sqrt(7 / 3));
    expect(count).toBe(3);
    expect(spreadOf([5])).toEqual({ mean: 5, deviation: 0, count: 1 });
  });

  it('puts runs that differ in seeds together, without controls', () => {
    const [sample] = runs;
    if (!sample) throw new Error('There are no runs.');
    const run = (change: Partial<RunRecord>): RunRecord => ({ ...sample, ...change });
    const groups = groupRuns([
      run({ variant: 'a', seed: 1 }),
      run({ variant: 'b', seed: 1 }),
      run({ variant: 'a', seed: 2 }),
      run({ variant: 'a', baseSeed: null }),
    ]);
    expect(groups.map(({ variant, runs: members }) => [variant, members.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });
});
