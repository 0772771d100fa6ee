/** The packages whose code, drawings or letters reach the reader. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Notice, noticeOf } from './notices.ts';

/** Written while the scripts are bundled, read when the pages are made: both happen in one build, one after the other. */
export const BUNDLED_FILE = 'node_modules/.astro/pacotes-publicados.json';

/** Packages that reach the reader by another way than the bundle of scripts. */
const EMBEDDED: readonly (readonly [name: string, what: string])[] = [
  ['astro', 'o que liga cada laboratório à página'],
  ['pagefind', 'a busca'],
  ['@fontsource-variable/instrument-sans', 'a letra dos menus e tabelas'],
  ['@fontsource-variable/literata', 'a letra do texto'],
  ['mathjax', 'o desenho das fórmulas'],
  ['@mathjax/mathjax-newcm-font', 'os sinais das fórmulas'],
];

export interface Shipped extends Notice {
  /** What it does on the site, for those that no script names. */
  role: string | undefined;
}

/**
 * Every package that the site carries, by name.
 * @param root the project's folder
 * @returns undefined when no bundle was made yet, as in the live preview
 */
export function shippedPackages(root: string): Shipped[] | undefined {
  const file = join(root, BUNDLED_FILE);
  if (!existsSync(file)) return undefined;
  const folders = z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  const roles = new Map(EMBEDDED);
  const embedded = EMBEDDED.map(([name]) => join('node_modules', name));
  const notices = [...new Set([...folders, ...embedded])].map((folder) => noticeOf(join(root, folder)));
  return notices
    .map((notice) => ({ ...notice, role: roles.get(notice.name) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** All notices in one text, as the licences ask. */
export function noticesText(packages: readonly Notice[]): string {
  const rule = '='.repeat(80);
  return packages
    .map(({ name, version, licence, home, text }) =>
      [rule, `${name} ${version} (${licence})`, ...(home ? [home] : []), '', text, ''].join('\n'),
    )
    .join('\n');
}
