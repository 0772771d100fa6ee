/** Licence, version and notice of a package, from its own files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export interface Notice {
  name: string;
  version: string;
  /** SPDX expression. */
  licence: string;
  /** Where the package is kept, when it says so. */
  home: string | undefined;
  /** The licence and the notices that travel with the package; for a package without such a file, what its manifest says. */
  text: string;
}

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  author: z
    .union([z.string(), z.object({ name: z.string() })])
    .optional()
    .catch(undefined),
  homepage: z.url().optional().catch(undefined),
});

/** Terms that let the site carry the package with a notice and nothing more. */
const ALLOWED = new Set(['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'OFL-1.1']);

const NOTICE_FILE = /^(?:licen[cs]e|notice|copying)(?:-[\w.]+)?(?:\.(?:md|txt))?$/i;

/** `(Apache-2.0 AND BSD-3-Clause)`: every part must be allowed; a choice (`OR`) is left for a person to make. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' AND ')
    .every((part) => ALLOWED.has(part));
}

function textOf(folder: string): string | undefined {
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && NOTICE_FILE.test(entry.name),
  );
  const texts = files.map(({ name }) => readFileSync(join(folder, name), 'utf8').trim());
  return texts.length > 0 ? texts.join('\n\n') : undefined;
}

/**
 * Reads what the package in `folder` says of itself.
 * @throws Error when it has no licence, or one whose terms were not examined
 */
export function noticeOf(folder: string): Notice {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) throw new Error(`${folder} não tem package.json: sem ele não se sabe a licença.`);
  const found = manifest.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!found.success) throw new Error(`${file} não diz nome, versão e licença.`);
  const { name, version, license, author, homepage } = found.data;
  if (!isAllowed(license)) {
    throw new Error(
      `O pacote ${name} chega ao leitor sob “${license}”, que ainda não foi examinada. Leia os termos e, se servirem, acrescente-a a ALLOWED em src/licences/notices.ts.`,
    );
  }
  const holder = typeof author === 'string' ? author : author?.name;
  const declared = `${holder ? `Copyright (c) ${holder}\n` : ''}https://spdx.org/licenses/ (${license})`;
  return { name, version, licence: license, home: homepage, text: textOf(folder) ?? declared };
}
