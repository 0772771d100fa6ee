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

export const SITES = {
  root: { folder: 'dist', base: '/', port: 4331, origin: 'http://localhost:4331' },
  subPath: { folder: '.cache/dist-base', base: '/ajuste-fino/', port: 4332, origin: 'http://localhost:4332' },
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
