/** Results on the disk: one small file a run, so that an interrupted command goes on where it was. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { hash } from '../../kernels/random.ts';

const FOLDER = join('.cache', 'reference');

/** Where the result of `what` lies. @param what everything that the result depends on */
function pathOf(what: unknown): string {
  const text = JSON.stringify(what);
  // Two hashes of 32 bits: with one, a thousand runs would meet by chance once in ten thousand commands.
  return join(FOLDER, `${hash(text).toString(16)}-${hash(`${text}#`).toString(16)}.json`);
}

/** A stored result, or undefined if there is none of this form. */
export function stored<T>(what: unknown, schema: z.ZodType<T>): T | undefined {
  const path = pathOf(what);
  if (!existsSync(path)) return undefined;
  const { data } = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return data;
}

export function store(what: unknown, result: unknown): void {
  mkdirSync(FOLDER, { recursive: true });
  writeJson(pathOf(what), result);
}

/** Writes a file whole or not at all. */
export function writeJson(path: string, value: unknown): void {
  writeFileSync(`${path}.novo`, `${JSON.stringify(value, null, 1)}\n`);
  renameSync(`${path}.novo`, path);
}
