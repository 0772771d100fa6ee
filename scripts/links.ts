/** Links of a built site: every address inside it leads to a file, every fragment to an id, every id is unique. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';

interface Page {
  /** Inside the build: `aulas/19-peft/index.html`. */
  file: string;
  /** As visited, under the base: `/curso/aulas/19-peft/`. */
  path: string;
  ids: Set<string>;
  repeated: Set<string>;
  links: Set<string>;
}

const ADDRESS_PROPERTIES = ['href', 'xLinkHref', 'src', 'action', 'poster'] as const;

/** Site addresses are compared on this stand-in host; anything else is outside and is not visited. */
const ORIGIN = 'http://site';

function addressesOf(node: Element): string[] {
  const found = ADDRESS_PROPERTIES.map((name) => node.properties[name]).filter(
    (value) => typeof value === 'string',
  );
  const sources = node.properties['srcSet'];
  const candidates =
    typeof sources === 'string' ? sources.split(/,\s+/) : Array.isArray(sources) ? sources : [];
  return [...found, ...candidates.map((candidate) => String(candidate).trim().split(/\s+/)[0] ?? '')];
}

function readPage(folder: string, base: string, file: string): Page {
  const path = `${base}${file.replace(/(^|\/)index\.html$/, '$1')}`;
  const page: Page = { file, path, ids: new Set(), repeated: new Set(), links: new Set() };
  const tree: Root = fromHtml(readFileSync(join(folder, file), 'utf8'));
  visit(tree, 'element', (node) => {
    const id = node.properties['id'];
    if (typeof id === 'string') {
      if (page.ids.has(id)) page.repeated.add(id);
      page.ids.add(id);
    }
    for (const address of addressesOf(node)) page.links.add(address);
  });
  return page;
}

/** File of the build behind a site path; undefined when there is none. */
function fileAt(folder: string, inside: string): string | undefined {
  const file = inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside;
  const absolute = join(folder, file);
  return existsSync(absolute) && statSync(absolute).isFile() ? file : undefined;
}

function faultOf(
  link: string,
  page: Page,
  folder: string,
  base: string,
  pages: Map<string, Page>,
): string | undefined {
  const url = URL.parse(link, ORIGIN + page.path);
  if (!url) return 'o endereço não se entende';
  if (url.origin !== ORIGIN) return undefined;
  const path = decodeURIComponent(url.pathname);
  if (!path.startsWith(base))
    return `o endereço está fora de ${base}; escreva-o a partir da raiz do site, sem o nome do servidor`;
  const file = fileAt(folder, path.slice(base.length));
  if (!file) {
    const withSlash = fileAt(folder, `${path.slice(base.length)}/`);
    return withSlash ? 'falta a barra no fim do endereço' : 'a página ou o arquivo não existe';
  }
  const fragment = decodeURIComponent(url.hash.slice(1));
  const target = pages.get(file);
  if (fragment === '' || !target || target.ids.has(fragment)) return undefined;
  return `a página existe, e não tem a âncora “#${fragment}”`;
}

/**
 * Checks every page of a build.
 * @param folder the build's folder
 * @param base the path under which it is served, with both slashes
 * @returns one line a fault, in Portuguese; empty when all is well
 */
export function checkLinks(folder: string, base: string): string[] {
  const files = globSync('**/*.html', { cwd: folder })
    .map((file) => file.split(sep).join('/'))
    .sort();
  if (files.length === 0) return [`${folder}  não há páginas: construa o site antes (npm run build)`];
  const pages = new Map(files.map((file) => [file, readPage(folder, base, file)]));
  return [...pages.values()].flatMap((page) => [
    ...[...page.repeated].map((id) => `${page.file}  o id “${id}” aparece mais de uma vez na página`),
    ...[...page.links].flatMap((link) => {
      const fault = faultOf(link, page, folder, base, pages);
      return fault ? [`${page.file}  ${link}: ${fault}`] : [];
    }),
  ]);
}
