import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '../../..');
const FILES = globSync('.github/workflows/*.yml', { cwd: ROOT });

const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
/** Steps of its own, or those of another workflow. */
const job = z.union([
  z.object({
    permissions: permissions.optional(),
    needs: z.union([z.string(), z.array(z.string())]).optional(),
    'timeout-minutes': z.number(),
    steps: z.array(z.object({ uses: z.string().optional(), run: z.string().optional() })),
  }),
  z.strictObject({ permissions, uses: z.string() }),
]);
const workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions,
  concurrency: z.object({ group: z.string() }),
  jobs: z.record(z.string(), job),
});
const read = (file: string) => workflow.parse(parse(readFileSync(resolve(ROOT, file), 'utf8')));

test('there is a workflow for tests and one for publishing', () => {
  expect(FILES.map((file) => file.replace(/^.*[\\/]/, '')).sort()).toEqual(['deploy.yml', 'test.yml']);
});

test.each(FILES)('%s pins its actions by commit and asks for the least', (file) => {
  const text = readFileSync(resolve(ROOT, file), 'utf8');
  const { permissions, jobs } = read(file);
  expect(Object.values(permissions)).not.toContain('write');
  for (const job of Object.values(jobs)) {
    if ('uses' in job) {
      // A workflow of this repository, at the same commit.
      expect(FILES.map((each) => `./${each}`)).toContain(job.uses);
      expect(Object.values(job.permissions)).not.toContain('write');
      continue;
    }
    for (const { uses } of job.steps) {
      if (uses) expect(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
    }
    const writes = Object.entries(job.permissions ?? {}).filter(([, level]) => level === 'write');
    // Whoever may write runs no code of the repository.
    if (writes.length > 0) expect(job.steps.filter(({ run }) => run)).toEqual([]);
  }
  // The tag that each commit was is written beside it, for Dependabot and for people.
  for (const line of text.split('\n').filter((each) => /uses: \w/.test(each))) {
    expect(line).toMatch(/# v\d+\.\d+\.\d+$/);
  }
});

test('nothing is published before every test has passed and the site is built', () => {
  const [deploy, tests] = [read('.github/workflows/deploy.yml'), read('.github/workflows/test.yml')];
  const { testes, publicacao } = deploy.jobs;
  expect(testes).toMatchObject({ uses: './.github/workflows/test.yml' });
  expect(Object.keys(tests.on)).toContain('workflow_call');
  expect(publicacao).toMatchObject({ needs: ['testes', 'construcao'] });
  // One that waited for itself would never run.
  expect(tests.concurrency.group).not.toBe(deploy.concurrency.group);
  // Once is enough: the tests of main are those of its publication.
  expect(Object.keys(deploy.on).filter((event) => event in tests.on)).toEqual([]);
});
