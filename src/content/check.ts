/**
 * Checks the whole content in one go, so that an author sees every fault at once: YAML and front matter, components,
 * formulas, headings, figures, code blocks, links and ids. The build, the live preview and the tests call this one function.
 */
import type { z } from 'zod';
import { checkCollisions } from './checks/collisions.ts';
import { checkComponents, checkNoCode } from './checks/components.ts';
import { checkCoverage } from './checks/coverage.ts';
import { checkDeclarations, checkYamlReferences } from './checks/front-matter.ts';
import { checkDuplicateIds, checkHeadings } from './checks/headings.ts';
import { checkMaths } from './checks/maths.ts';
import { checkCode, checkMedia } from './checks/media.ts';
import type { Page } from './checks/page.ts';
import type { Parsed } from './checks/parsed.ts';
import { checkReferences } from './checks/references.ts';
import { checkShortTexts } from './checks/short-texts.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { type ContentFile, type FileKind, readContent } from './files.ts';
import type { Subject } from './issues.ts';
import { anchorsOf, type Library, labIds } from './library.ts';
import { parseMdx, splitFrontMatter } from './mdx.ts';
import { type Problem, type Report, sortProblems } from './problems.ts';
import * as schemas from './schemas.ts';
import { checkYaml } from './yaml.ts';

export interface CheckResult {
  problems: Problem[];
  coverage: Coverage;
}

const SUBJECTS: Record<FileKind, Subject> = {
  aula: { noun: 'chave', owner: 'na aula' },
  inventario: { noun: 'chave', owner: 'no inventário' },
  secao: { noun: 'chave', owner: 'na seção' },
  pagina: { noun: 'chave', owner: 'na página' },
  termo: { noun: 'chave', owner: 'no termo' },
  obra: { noun: 'chave', owner: 'na obra' },
  questao: { noun: 'chave', owner: 'na questão' },
  perguntas: { noun: 'chave', owner: 'nas perguntas da busca' },
};

const SCHEMAS: Record<FileKind, z.ZodType> = schemas;

function parseFile(file: ContentFile, report: Report): Parsed {
  const { kind, text } = file;
  const schema = SCHEMAS[kind];
  if (!file.path.endsWith('.mdx')) {
    return { file, yaml: checkYaml(text, schema, SUBJECTS[kind], report), tree: undefined, body: '', report };
  }
  const { yaml, body } = splitFrontMatter(text);
  if (yaml === undefined) {
    report(
      undefined,
      'Faltam os dados do começo do arquivo.',
      'Comece com --- na primeira linha, as chaves, e --- outra vez.',
    );
  }
  return {
    file,
    yaml: checkYaml(yaml ?? '', schema, SUBJECTS[kind], yaml === undefined ? () => {} : report, 2),
    tree: parseMdx(body, report),
    body,
    report,
  };
}

function buildLibrary(parsed: readonly Parsed[]): Library {
  const idsOf = (kind: FileKind) =>
    new Set(parsed.filter(({ file }) => file.kind === kind).map(({ file }) => file.id));
  const sections = parsed.filter(({ file }) => file.kind === 'secao');
  return {
    lessons: idsOf('aula'),
    sections: new Map(
      sections.map(({ file, tree }) => [file.id, new Set(tree ? anchorsOf(tree).map(({ id }) => id) : [])]),
    ),
    pages: idsOf('pagina'),
    terms: idsOf('termo'),
    works: idsOf('obra'),
    questions: idsOf('questao'),
    labs: labIds,
  };
}

async function checkPage(page: Page): Promise<void> {
  checkNoCode(page);
  checkComponents(page);
  checkHeadings(page);
  checkDuplicateIds(page);
  checkMedia(page);
  checkCode(page);
  checkReferences(page);
  await checkMaths(page.tree, page.body, page.report);
}

/**
 * Checks `<root>/content`.
 * @param root the project's folder
 */
export async function checkContent(root: string): Promise<CheckResult> {
  const { files, problems } = await readContent(root);
  const reportFor =
    (file: ContentFile): Report =>
    (at, cause, mend) => {
      problems.push({ file: file.path, line: at?.line ?? 1, column: at?.column ?? 1, cause, mend });
    };
  const parsed = files.map((file) => parseFile(file, reportFor(file)));
  const library = buildLibrary(parsed);
  checkCollisions(parsed, library);
  checkCoverage(parsed);
  for (const item of parsed) {
    const { file, tree, body, report } = item;
    checkYamlReferences(item, library);
    checkDeclarations(item, library);
    await checkShortTexts(item);
    if (tree) await checkPage({ path: file.path, root, body, tree, library, report });
  }
  const pages = parsed.flatMap(({ file, tree }) =>
    file.kind === 'secao' && tree ? [{ path: `/aulas/${file.id}/` as const, tree }] : [],
  );
  return { problems: sortProblems(problems), coverage: coverageOf(pages) };
}
