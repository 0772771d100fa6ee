/** Ids that an MDX file mentions must exist. */
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { visit } from 'unist-util-visit';
import { anchorsOf, attributeOf, type Component, isComponent, type Library } from '../library.ts';
import { nearest } from '../nearest.ts';
import type { Report } from '../problems.ts';
import type { Page } from './page.ts';

export type Place = { line: number; column: number } | undefined;

interface Kind {
  name: string;
  known: (library: Library) => ReadonlySet<string>;
  where: (id: string) => string;
}

const KINDS = {
  obra: { name: 'A obra', known: ({ works }) => works, where: (id) => `content/referencias/${id}.yaml` },
  termo: { name: 'O termo', known: ({ terms }) => terms, where: (id) => `content/glossario/${id}.mdx` },
  questao: {
    name: 'A questão',
    known: ({ questions }) => questions,
    where: (id) => `content/questoes/<aula>/${id}.yaml`,
  },
  laboratorio: { name: 'O laboratório', known: ({ labs }) => labs, where: () => 'src/labs/registry.ts' },
} as const satisfies Record<string, Kind>;

/** Reports an id that no file has. */
export function checkId(
  kind: keyof typeof KINDS,
  id: string,
  library: Library,
  report: Report,
  at: Place,
): void {
  const { name, known, where }: Kind = KINDS[kind];
  const ids = known(library);
  if (ids.has(id)) return;
  const suggestion = nearest(id, ids, (other) => `“${other}”`);
  report(at, `${name} “${id}” não existe.`, suggestion || `Crie ${where(id)} ou corrija o id.`);
}

/** Reports a place such as `19-peft/lora#eq-lora` that no section has. */
export function checkPlaceReference(reference: string, library: Library, report: Report, at: Place): void {
  const [id = '', anchor] = reference.split('#');
  const anchors = library.sections.get(id);
  if (!anchors) {
    const suggestion = nearest(id, library.sections.keys(), (other) => `“${other}”`);
    report(
      at,
      `A seção “${id}” não existe.`,
      suggestion || `Crie content/aulas/${id}.mdx ou corrija a referência.`,
    );
  } else if (anchor && !anchors.has(anchor)) {
    const suggestion = nearest(anchor, anchors, (other) => `“#${other}”`);
    report(
      at,
      `A seção “${id}” não tem a âncora “#${anchor}”.`,
      suggestion || 'Confira os ids dos títulos, fórmulas e definições.',
    );
  }
}

function checkComponent(node: Component, { library, report }: Page): void {
  const at = node.position?.start;
  const id = attributeOf(node, 'id');
  if (node.name === 'Termo' && id) checkId('termo', id, library, report, at);
  if (node.name === 'Cite' && id) checkId('obra', id, library, report, at);
  const question = attributeOf(node, 'questao');
  if (node.name === 'Verifique' && question) checkId('questao', question, library, report, at);
  const sources = attributeOf(node, 'fonte');
  if (node.name === 'Precisao' && sources) {
    for (const source of sources.split(',')) checkId('obra', source.trim(), library, report, at);
  }
}

const PAGES_FOLDER = fileURLToPath(new URL('../../pages/', import.meta.url));

/** Pages that do not come from the content: each is a file of its own in `src/pages`. */
const FIXED_PAGES = globSync('**/*.astro', { cwd: PAGES_FOLDER })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.includes('[') && file !== '404.astro')
  .map((file) => `/${file.replace(/(?:index)?\.astro$/, '')}/`.replace(/\/+$/, '/'));

/** Every page of the site, with the ids inside those whose ids are known. */
function pagesOf(library: Library): Map<string, ReadonlySet<string> | undefined> {
  return new Map([
    ...FIXED_PAGES.map((path) => [path, undefined] as const),
    ['/referencias/', library.works] as const,
    ['/questoes/', library.questions] as const,
    ...[...library.lessons].flatMap((id) => [
      [`/aulas/${id}/`, undefined] as const,
      [`/aulas/${id}/imprimir/`, undefined] as const,
    ]),
    ...[...library.sections].map(([id, anchors]) => [`/aulas/${id}/`, anchors] as const),
    ...[...library.pages].map((id) => [`/${id}/`, undefined] as const),
    ...[...library.terms].map((id) => [`/glossario/${id}/`, undefined] as const),
  ]);
}

function checkLink(
  url: string,
  page: Page,
  own: ReadonlySet<string>,
  pages: ReturnType<typeof pagesOf>,
  at: Place,
) {
  const { report, root } = page;
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return;
  const [path = '', fragment] = url.split('#');
  if (path !== '' && !path.startsWith('/')) {
    report(
      at,
      `O link “${url}” é relativo.`,
      'Escreva-o a partir da raiz do site, como em /glossario/posto/.',
    );
    return;
  }
  const anchors = path === '' ? own : pages.get(path);
  if (path !== '' && !pages.has(path)) {
    if (/\.\w+$/.test(path) && existsSync(join(root, 'public', path))) return;
    const suggestion = nearest(path, pages.keys(), (other) => `“${other}”`);
    report(
      at,
      `O link “${url}” não leva a nenhuma página.`,
      suggestion || 'Confira o endereço; ele termina em barra.',
    );
  } else if (fragment && anchors && !anchors.has(fragment)) {
    const suggestion = nearest(fragment, anchors, (other) => `“#${other}”`);
    report(
      at,
      `O link “${url}” leva a uma âncora que não existe.`,
      suggestion || 'Confira os ids da página de destino.',
    );
  }
}

export function checkReferences(page: Page): void {
  const own = new Set(anchorsOf(page.tree).map(({ id }) => id));
  const pages = pagesOf(page.library);
  visit(page.tree, (node) => {
    if (isComponent(node)) checkComponent(node, page);
    if (node.type === 'link' || node.type === 'definition') {
      checkLink(node.url, page, own, pages, node.position?.start);
    }
  });
}
