/** The content folder as a list of files, each with its kind and id. */
import { glob, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Problem } from './problems.ts';
import { ID_PATTERN } from './schemas.ts';

export type FileKind =
  | 'aula'
  | 'inventario'
  | 'secao'
  | 'pagina'
  | 'termo'
  | 'obra'
  | 'questao'
  | 'perguntas';

export interface ContentFile {
  /** From the project's root, with `/`. */
  path: string;
  kind: FileKind;
  /** As other files refer to it: `19-peft`, `19-peft/introducao`, `posto`, `hu-2021-lora`, `lora-b-zero`. */
  id: string;
  text: string;
}

const PLACES: readonly [FileKind, RegExp][] = [
  ['aula', /^aulas\/([^/]+)\/aula\.yaml$/],
  ['inventario', /^aulas\/([^/]+)\/inventario\.yaml$/],
  ['secao', /^aulas\/([^/]+\/[^/]+)\.mdx$/],
  ['pagina', /^paginas\/([^/]+)\.mdx$/],
  ['termo', /^glossario\/([^/]+)\.mdx$/],
  ['obra', /^referencias\/([^/]+)\.yaml$/],
  ['questao', /^questoes\/[^/]+\/([^/]+)\.yaml$/],
  ['perguntas', /^busca\/([^/]+)\.yaml$/],
];

/** Figures may lie beside the sections. */
const ASSET = /^aulas\/[^/]+\/figuras\/[^/]+\.(?:svg|png|jpe?g|webp|avif)$/;

const EXPECTED =
  'Os lugares são: aulas/<aula>/aula.yaml, aulas/<aula>/inventario.yaml, aulas/<aula>/<secao>.mdx, aulas/<aula>/figuras/, paginas/<id>.mdx, glossario/<id>.mdx, referencias/<id>.yaml, questoes/<aula>/<id>.yaml e busca/<id>.yaml.';

function classify(path: string): Pick<ContentFile, 'kind' | 'id'> | undefined {
  for (const [kind, pattern] of PLACES) {
    const id = pattern.exec(path)?.[1];
    if (id) return { kind, id };
  }
  return undefined;
}

/**
 * Reads every file under `<root>/content`.
 * @param root the project's folder
 */
export async function readContent(root: string): Promise<{ files: ContentFile[]; problems: Problem[] }> {
  const folder = join(root, 'content');
  const files: ContentFile[] = [];
  const problems: Problem[] = [];
  for await (const entry of glob('**/*', { cwd: folder, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const absolute = join(entry.parentPath, entry.name);
    const inside = absolute
      .slice(folder.length + 1)
      .split(sep)
      .join('/');
    const path = `content/${inside}`;
    const found = classify(inside);
    const at = { file: path, line: 1, column: 1 };
    if (!found) {
      if (!ASSET.test(inside)) problems.push({ ...at, cause: 'Arquivo fora do lugar.', mend: EXPECTED });
      continue;
    }
    if (!found.id.split('/').every((part) => ID_PATTERN.test(part))) {
      problems.push({
        ...at,
        cause: 'Nome de arquivo que não serve de endereço.',
        mend: 'Use letras minúsculas sem acento, algarismos e hifens.',
      });
    }
    files.push({ path, ...found, text: await readFile(absolute, 'utf8') });
  }
  files.sort((a, b) => a.path.localeCompare(b.path));
  return { files, problems };
}
