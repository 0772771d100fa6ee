/** The two builds under test: at the root, and under a sub-path as on a project page. */
import { existsSync, globSync } from 'node:fs';
import { sep } from 'node:path';

export interface BuiltSite {
  /** Folder of the build, relative to the repository. */
  folder: string;
  /** Sub-path, with both slashes. */
  base: string;
  port: number;
  origin: string;
}

/** The first of two neighbouring ports; another one lets two working copies be tested at once. */
const PORT = Number(process.env.TEST_PORT ?? 4331);

export const SITES = {
  root: { folder: 'dist', base: '/', port: PORT, origin: `http://localhost:${PORT}` },
  subPath: {
    folder: '.cache/dist-base',
    base: '/ajuste-fino/',
    port: PORT + 1,
    origin: `http://localhost:${PORT + 1}`,
  },
} as const satisfies Record<string, BuiltSite>;

/**
 * Site paths of all pages of a build, sorted: `/`, `/404.html`, `/aulas/`, …
 * @throws Error when the build does not exist.
 */
export function builtPages({ folder }: BuiltSite): string[] {
  if (!existsSync(folder)) {
    throw new Error(`Não há site construído em "${folder}": rode "npm test", que constrói antes de testar.`);
  }
  return globSync('**/*.html', { cwd: folder })
    .map((file) => `/${file.split(sep).join('/')}`.replace(/index\.html$/, ''))
    .sort();
}
