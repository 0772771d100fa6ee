import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedFile } from '../../../../kernels/formats/named-file.ts';

/** A file of the golden folder, made by PyTorch. */
export function goldenFile(name: string): NamedFile {
  return { name, bytes: new Uint8Array(readFileSync(join(import.meta.dirname, '../../../golden', name))) };
}

/** A file made of a JSON value. */
export function json(value: unknown, name = 'config.json'): NamedFile {
  return { name, bytes: new TextEncoder().encode(JSON.stringify(value)) };
}
