/**
 * Astro gives every section the styles of all labs, because one route writes them all and any of them may hold a lab.
 * This takes their rules out of the pages where nothing wears them: less to fetch before the first paint.
 */
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Every lab's styles hang on the frame that all labs share. */
const OF_A_LAB = /\.lab(?![\w-])/;
const SHEET = /<link rel="stylesheet" href="([^"]+)">|(<style[^>]*>)([\s\S]*?)<\/style>/g;

/** Class names that the selectors of a style sheet mention. */
export function classesOf(css: string): Set<string> {
  const selectors = css.replace(/\{[^{}]*\}/g, '{}').replace(/url\([^)]*\)/g, '');
  return new Set(Array.from(selectors.matchAll(/\.([a-z_][\w-]*)/gi), ([, name = '']) => name));
}

/** Class names that a page wears. */
function classesWorn(html: string): Set<string> {
  return new Set(
    Array.from(html.matchAll(/\sclass="([^"]*)"/g), ([, names = '']) => names.split(/\s+/)).flat(),
  );
}

/** The rules of a style sheet, outermost only: `.a{…}`, `@media …{…}`. */
export function rulesOf(css: string): string[] {
  const rules: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < css.length; at++) {
    if (css[at] === '{') depth++;
    else if (css[at] === '}') depth--;
    else if (css[at] !== ';') continue;
    if (depth === 0) {
      rules.push(css.slice(start, at + 1));
      start = at + 1;
    }
  }
  return [...rules, css.slice(start)].filter((rule) => rule.trim() !== '');
}

/** The rules that may matter to a page: those of a class that it wears, and those of no class. */
function rulesWorn(css: string, worn: ReadonlySet<string>): string[] {
  return rulesOf(css).filter((rule) => {
    const classes = [...classesOf(rule)];
    return classes.length === 0 || classes.some((name) => worn.has(name));
  });
}

/** As the Content-Security-Policy of the page names an inline style. */
function hashOf(css: string): string {
  return createHash('sha256').update(css).digest('base64');
}

/**
 * The page without the lab styles that none of its elements wears. A page with an island keeps all: it draws more later.
 * @param readSheet text of a linked style sheet, by its address
 */
export async function withoutLabStyles(
  html: string,
  readSheet: (address: string) => Promise<string>,
): Promise<string> {
  if (html.includes('<astro-island')) return html;
  const worn = classesWorn(html);
  let page = html;
  for (const [element, address, open = '', inline = ''] of html.matchAll(SHEET)) {
    const css = address ? await readSheet(address) : inline;
    if (!OF_A_LAB.test(css)) continue;
    const rules = rulesWorn(css, worn);
    if (rules.every((rule) => classesOf(rule).size === 0)) page = page.replace(element, '');
    else if (!address) {
      const kept = rules.join('');
      page = page.replace(element, () => `${open}${kept}</style>`).replaceAll(hashOf(css), hashOf(kept));
    }
  }
  return page;
}

/** Astro integration; stands before those that read or hash the finished pages. */
export function labStyles(): AstroIntegration {
  let base = '/';
  return {
    name: 'estilos-dos-laboratorios',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        const sheets = new Map<string, Promise<string>>();
        const readSheet = (address: string): Promise<string> => {
          const known = sheets.get(address) ?? readFile(join(root, address.slice(base.length)), 'utf8');
          sheets.set(address, known);
          return known;
        };
        for await (const file of glob('**/*.html', { cwd: root })) {
          const path = join(root, file);
          const html = await readFile(path, 'utf8');
          const lighter = await withoutLabStyles(html, readSheet);
          if (lighter !== html) await writeFile(path, lighter);
        }
      },
    },
  };
}
