/** What the terminal leaves: written whole or not at all. */
import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { quoted } from '../formats/error.ts';
import type { NamedFile } from '../formats/named-file.ts';
import { CliError } from './error.ts';

/** Name of the folder in which files wait until all are written; six letters are added. */
const STAGING = '.novo-';

/**
 * Makes sure that a folder can be written before the work for it begins. Nothing is left behind.
 * @param base a model's folder, which must stay as it is
 * @throws CliError if it cannot be made or written, or is the model's own
 */
export async function requireOut(path: string, base?: string): Promise<void> {
  if (base !== undefined && resolve(path) === resolve(base)) {
    throw new CliError(`${quoted(path)} é a pasta do modelo base, que não pode ser mudada: escolha outra.`);
  }
  let folder = resolve(path);
  while (!existsSync(folder)) folder = dirname(folder);
  if (!statSync(folder).isDirectory()) throw new CliError(`${quoted(folder)} já existe e não é uma pasta.`);
  try {
    await rmdir(await mkdtemp(join(folder, STAGING)));
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}

function cannotWrite(path: string, cause: unknown): CliError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CliError(`Não foi possível gravar em ${quoted(path)}: ${reason}.`);
}

/** One folder at a time: where the system refuses one with ENOENT (`/proc`), Node's own recursion never ends. */
async function makeFolder(path: string): Promise<void> {
  if (existsSync(path)) return;
  await makeFolder(dirname(path));
  await mkdir(path);
}

/**
 * Writes files into a folder. All bytes are on the disk under other names before the first file gets its own, so that
 * a full disk or an interruption leaves no half-written file.
 */
export async function writeFolder(path: string, files: readonly NamedFile[]): Promise<void> {
  const target = resolve(path);
  if (existsSync(target) && !statSync(target).isDirectory()) {
    throw new CliError(`${quoted(path)} já existe e não é uma pasta.`);
  }
  try {
    await makeFolder(target);
    const staging = await mkdtemp(join(target, STAGING));
    try {
      for (const { name, bytes } of files) await writeFile(join(staging, name), bytes);
      for (const { name } of files) await rename(join(staging, name), join(target, name));
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}

/** Writes one file, whole or not at all. */
export function writeOne(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  return writeFolder(dirname(path), [{ name: basename(path), bytes }]);
}
