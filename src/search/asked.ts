/** What readers ask in words that the pages do not use: `content/busca/*.yaml`, address of a place -> questions. */
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { perguntas } from '../content/schemas.ts';
import type { SearchRecord } from './records.ts';
import { stemsOf } from './words.ts';

const FOLDER = 'content/busca';

export type Asked = readonly [place: string, questions: readonly string[]][];

/** Reads the files of a project. @throws when one is no map of addresses to lists */
export async function readAsked(root: string): Promise<Asked> {
  const folder = join(root, FOLDER);
  const all: [string, string[]][] = [];
  for await (const name of glob('*.yaml', { cwd: folder }))
    all.push(...Object.entries(perguntas.parse(parse(await readFile(join(folder, name), 'utf8')))));
  return all;
}

/**
 * Gives each record the questions that it answers; those of a heading are also words of its passage.
 * @throws Error when a place does not exist
 */
export function addAsked(records: readonly SearchRecord[], asked: Asked): void {
  const byPath = new Map(records.map((record) => [record.path, record]));
  for (const [place, questions] of asked) {
    const [path = '', id] = place.split('#');
    const whole = byPath.get(place);
    const record = whole ?? byPath.get(path);
    const part = whole ? undefined : record?.parts?.find((other) => other.id === id);
    if (!record || (!whole && !part))
      throw new Error(`${FOLDER}: não há ${place} no site. Corrija o endereço, ou tire-o do arquivo.`);
    record.asked = [...(record.asked ?? []), ...questions];
    if (part) part.words = [...new Set([...part.words, ...questions.flatMap(stemsOf)])];
  }
}
