/** The recorded results belong to the project as it is: its tasks' texts, its recipes and its base. */
import { describe, expect, it } from 'vitest';
import { openEngine } from '../../../../kernels/cli/device.ts';
import { openShipped, UNTRAINED } from '../../../../scripts/reference/bases.ts';
import { ethicsPieces } from '../../../../scripts/reference/record-ethics.ts';
import { tries } from '../../../../scripts/reference/record-recipes.ts';
import { runPieces } from '../../../../scripts/reference/record-runs.ts';
import { readJson } from '../../../../scripts/reference/store.ts';
import { ethicsFileSchema, recipesFileSchema, runsFileSchema } from '../../../../src/reference/schema.ts';

const { seed, fingerprint } = openShipped(openEngine(1));
const base = { seed, fingerprint };
const fingerprintsOf = (rows: readonly { readonly fingerprint: string }[]): string[] =>
  rows.map(({ fingerprint }) => fingerprint);

describe('recorded results', () => {
  it('of the search are of the tasks as they are', () => {
    const { rows } = readJson('src/reference/data/recipes.json', recipesFileSchema);
    const pieces = new Map(tries(base).map((one) => [one.fingerprint, one]));
    for (const { task, method, learningRate, steps, ...row } of rows) {
      expect(pieces.get(row.fingerprint)).toMatchObject({ task, method, recipe: { learningRate, steps } });
    }
  });

  it('of the runs on the shipped base are of the tasks and recipes as they are, and none is missing', () => {
    const { runs } = readJson('src/reference/data/runs.json', runsFileSchema);
    const here = runs.filter(({ baseSeed }) => baseSeed === base.seed || baseSeed === null);
    const pieces = runPieces([base], UNTRAINED);
    expect(fingerprintsOf(here)).toEqual(fingerprintsOf(pieces));
    expect(here.map(({ name }) => name)).toEqual(pieces.map(({ experiment }) => experiment.variant.name));
  });

  it('of the ethics table are of the candidates and the recipe as they are, and none is missing', () => {
    const { cases } = readJson('src/reference/data/ethics.json', ethicsFileSchema);
    expect(fingerprintsOf(cases)).toEqual(fingerprintsOf(ethicsPieces(base)));
  });

  it('are each known by a fingerprint of its own', () => {
    for (const pieces of [tries(base), runPieces([base], UNTRAINED), ethicsPieces(base)]) {
      expect(new Set(fingerprintsOf(pieces)).size).toBe(pieces.length);
    }
  });
});
