/** Everything in a built site that deserves to be found, in the order of kinds and pages. */
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { KINDS } from './kinds.ts';
import { mainText, pageRecord, recordsOf, type SearchRecord } from './records.ts';

/**
 * Reads every page of a built site. A page that no record is the address of is found as itself.
 * @param root folder of the built site
 * @param visit called with each page that may be found, and its address without the base path
 */
export async function siteRecords(
  root: string,
  visit: (html: string, path: string) => Promise<void> = async () => {},
): Promise<SearchRecord[]> {
  const records: SearchRecord[] = [];
  const pages: SearchRecord[] = [];
  for await (const file of glob('**/*.html', { cwd: root })) {
    const path = `/${file.split(sep).join('/')}`.replace(/index\.html$/, '');
    const html = await readFile(join(root, file), 'utf8');
    const found = recordsOf(html, path);
    // What a copy for printing holds would answer twice: the copy is found only as the page it says to be.
    if (/<meta name="robots" content="noindex"/.test(html)) {
      records.push(...found.filter(({ kind }) => kind === 'pagina'));
      continue;
    }
    await visit(html, path);
    records.push(...found);
    if (path !== '/' && !found.some((record) => record.path === path)) pages.push(...pageRecord(html, path));
  }
  for (const record of records) {
    const file = join(root, record.path, 'index.html');
    if (record.kind === 'laboratorio' && existsSync(file)) {
      const hidden = mainText(await readFile(file, 'utf8'));
      if (hidden) record.hidden = hidden;
    }
  }
  const answered = new Set(records.map(({ path }) => path));
  records.push(...pages.filter(({ path }) => !answered.has(path)));
  // Equals stay in the order of their page.
  const page = ({ path }: SearchRecord) => path.replace(/#.*$/, '');
  const order = ({ kind }: SearchRecord) => KINDS.indexOf(kind);
  return records.sort((a, b) => order(a) - order(b) || page(a).localeCompare(page(b)));
}
