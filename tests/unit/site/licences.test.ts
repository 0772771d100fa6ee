import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { noticeOf } from '../../../src/licences/notices.ts';
import { packageOf } from '../../../src/licences/package-of.ts';
import { BUNDLED_FILE, noticesText, shippedPackages } from '../../../src/licences/shipped.ts';

test.each([
  ['/p/node_modules/preact/dist/preact.mjs', 'preact'],
  ['/p/node_modules/@preact/signals/dist/s.mjs?v=12', '@preact/signals'],
  ['\0/p/node_modules/a/node_modules/b/i.js', 'b'],
  ['C:\\p\\node_modules\\d3-scale\\src\\i.js', 'd3-scale'],
])('%s is of %s', (id, name) => {
  expect(packageOf(id)?.name).toBe(name);
});

test.each(['/p/src/labs/lab.tsx', '\0vite/preload-helper', '/p/node_modules/.vite/deps/x.js'])(
  '%s is of no package',
  (id) => {
    expect(packageOf(id)).toBeUndefined();
  },
);

describe('a notice', () => {
  let root = '';
  afterEach(() => rmSync(root, { recursive: true }));

  function makePackage(manifest: object, files: Record<string, string> = {}): string {
    root = mkdtempSync(join(tmpdir(), 'pacote-'));
    writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
    mkdirSync(join(root, 'licenses'));
    return root;
  }

  test('joins the texts that travel with the package', () => {
    const folder = makePackage(
      { name: 'a', version: '1.2.3', license: '(Apache-2.0 AND BSD-3-Clause)' },
      { LICENSE: 'Terms\n', 'NOTICE.txt': 'Notice\n', 'license.js': 'code' },
    );
    const { licence, text } = noticeOf(folder);
    expect(licence).toBe('(Apache-2.0 AND BSD-3-Clause)');
    expect(text).toBe('Terms\n\nNotice');
  });

  test('names the holder when the package ships no text', () => {
    const folder = makePackage({ name: 'a', version: '1.0.0', license: 'MIT', author: { name: 'Ana' } });
    expect(noticeOf(folder).text).toContain('Copyright (c) Ana');
  });

  test.each(['GPL-3.0', 'MIT OR GPL-3.0', 'SEE LICENSE IN x'])('refuses %s', (license) => {
    const folder = makePackage({ name: 'a', version: '1.0.0', license });
    expect(() => noticeOf(folder)).toThrow(/ainda não foi examinada/);
  });

  test('refuses a package that names no licence', () => {
    expect(() => noticeOf(makePackage({ name: 'a', version: '1.0.0' }))).toThrow(
      /não diz nome, versão e licença/,
    );
  });
});

describe('the built site', () => {
  const ROOT = join(import.meta.dirname, '../../..');

  test('lists every package of its bundles, and carries each notice', () => {
    expect(existsSync(join(ROOT, 'dist/licencas.txt')), 'rode "npm run build" antes').toBe(true);
    const packages = shippedPackages(ROOT) ?? [];
    const names = packages.map(({ name }) => name);
    const bundled: string[] = JSON.parse(readFileSync(join(ROOT, BUNDLED_FILE), 'utf8'));
    for (const folder of bundled) expect(names).toContain(folder.replace(/^.*node_modules\//, ''));
    expect(names).toEqual(expect.arrayContaining(['preact', 'pagefind', 'mathjax']));
    const page = readFileSync(join(ROOT, 'dist/licencas/index.html'), 'utf8');
    for (const name of names) expect(page).toContain(name);
    expect(readFileSync(join(ROOT, 'dist/licencas.txt'), 'utf8')).toBe(noticesText(packages));
  });
});
