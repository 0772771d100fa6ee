/**
 * Astro gives every section the styles of all labs, because one route writes them all and any of them may hold a lab.
 * This takes them out of the pages where nothing wears them: less to fetch before the first paint.
 */
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Every lab's styles hang on the frame that all labs share. */
const OF_A_LAB = /\.lab(?![\w-])/;
const SHEET = /<link rel="stylesheet" href="([^"]+)">|<style[^>]*>([\s\S]*?)<\/style>/g;

/** Class names that the selectors of a style sheet mention. */
export function classesOf(css: string): Set<string> {
  const selectors = css.replace(/\{[^{}]*\}/g, '{}').replace(/url\([^)]*\)/g, '');
  return new Set(Array.from(selectors.matchAll(/\.([a-z_][\w-]*)/gi), ([, name = '']) => name));
}

/** Class names that a page wears. */
export function classesWorn(html: string): Set<string> {
  return new Set(
    Array.from(html.matchAll(/\sclass="([^"]*)"/g), ([, names = '']) => names.split(/\s+/)).flat(),
  );
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
  let kept = html;
  for (const [element, address, inline] of html.matchAll(SHEET)) {
    const css = address ? await readSheet(address) : (inline ?? '');
    if (OF_A_LAB.test(css) && ![...classesOf(css)].some((name) => worn.has(name)))
      kept = kept.replace(element, '');
  }
  return kept;
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
