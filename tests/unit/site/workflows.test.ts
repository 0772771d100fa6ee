import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '../../..');
const FILES = globSync('.github/workflows/*.yml', { cwd: ROOT });

const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const workflow = z.object({
  permissions,
  jobs: z.record(
    z.string(),
    z.object({
      permissions: permissions.optional(),
      'timeout-minutes': z.number(),
      steps: z.array(z.object({ uses: z.string().optional(), run: z.string().optional() })),
    }),
  ),
});

test('there is a workflow for tests and one for publishing', () => {
  expect(FILES.map((file) => file.replace(/^.*[\\/]/, '')).sort()).toEqual(['deploy.yml', 'test.yml']);
});

test.each(FILES)('%s pins its actions by commit and asks for the least', (file) => {
  const text = readFileSync(resolve(ROOT, file), 'utf8');
  const { permissions, jobs } = workflow.parse(parse(text));
  expect(Object.values(permissions)).not.toContain('write');
  for (const job of Object.values(jobs)) {
    for (const { uses } of job.steps) {
      if (uses) expect(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
    }
    const writes = Object.entries(job.permissions ?? {}).filter(([, level]) => level === 'write');
    // Whoever may write runs no code of the repository.
    if (writes.length > 0) expect(job.steps.filter(({ run }) => run)).toEqual([]);
  }
  // The tag that each commit was is written beside it, for Dependabot and for people.
  for (const line of text.split('\n').filter((each) => each.includes('uses:'))) {
    expect(line).toMatch(/# v\d+\.\d+\.\d+$/);
  }
});
