/** Recorded results on the disk. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';

/** A recorded file. @throws ZodError if it has another form */
export function readJson<T>(path: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** Writes a file whole or not at all. */
export function writeJson(path: string, value: unknown): void {
  writeFileSync(`${path}.novo`, `${JSON.stringify(value, null, 1)}\n`);
  renameSync(`${path}.novo`, path);
}
