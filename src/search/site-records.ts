/** Everything in a built site that deserves to be found, in the order of kinds and pages. */
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { KINDS } from './kinds.ts';
import { mainWords, pageRecord, recordsOf, type SearchRecord } from './records.ts';

export interface BuiltPage {
  /** Address without the base path. */
  path: string;
  html: string;
}

/** Pages that may be found: copies for printing would answer twice. */
export async function* builtPages(root: string): AsyncGenerator<BuiltPage> {
  for await (const file of glob('**/*.html', { cwd: root })) {
    const path = `/${file.split(sep).join('/')}`.replace(/index\.html$/, '');
    const html = await readFile(join(root, file), 'utf8');
    if (!/<meta name="robots" content="noindex"/.test(html)) yield { path, html };
  }
}

/** The records of all pages; a page that no record is the address of is found as itself. */
export async function siteRecords(pages: readonly BuiltPage[], root: string): Promise<SearchRecord[]> {
  const records = pages.flatMap(({ html, path }) => recordsOf(html, path));
  for (const record of records) {
    const file = join(root, record.path, 'index.html');
    if (record.kind === 'laboratorio' && existsSync(file)) {
      record.hiddenWords = mainWords(await readFile(file, 'utf8'));
    }
  }
  const answered = new Set(['/', ...records.map(({ path }) => path)]);
  for (const { path, html } of pages) {
    if (!answered.has(path)) records.push(...pageRecord(html, path));
  }
  // Equals stay in the order of their page.
  const page = ({ path }: SearchRecord) => path.replace(/#.*$/, '');
  const order = ({ kind }: SearchRecord) => KINDS.indexOf(kind);
  return records.sort((a, b) => order(a) - order(b) || page(a).localeCompare(page(b)));
}
