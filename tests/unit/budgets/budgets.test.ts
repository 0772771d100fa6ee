/** Weight of the built pages, as a compressing host sends them (brotli, kB of 1000 bytes). */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

const DIST = 'dist';
const KB = 1000;
const CSS_BUDGET = 12 * KB;
const SCRIPT_BUDGET = 6 * KB;
const TEXT_PAGE_BUDGET = 20 * KB;
/** With a lab's controls and first figures in the page itself. */
const LAB_PAGE_BUDGET = 30 * KB;

const sizes = new Map<string, number>();

function compressedSize(file: string): number {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const size = brotliCompressSync(readFileSync(file)).length;
  sizes.set(file, size);
  return size;
}

/** Files that a browser fetches by itself: scripts with what they import statically (dynamic imports wait for a click). */
function withImports(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g)) {
    if (path) withImports(join(dirname(file), path), seen);
  }
  return seen;
}

function localFiles(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, path = '']) => join(DIST, path));
}

/** Style sheets that travel inside the page. */
function inlineStyles(html: string): string {
  return [...html.matchAll(/<style[^>]*>([^<]*)<\/style>/g)].map(([, text = '']) => text).join('');
}

function compressedText(text: string): number {
  return text ? brotliCompressSync(text).length : 0;
}

interface Weight {
  /** Linked and inline style sheets. */
  css: number;
  script: number;
  /** All that a first visit fetches, typefaces and pictures aside. */
  total: number;
  hasMaths: boolean;
  hasLab: boolean;
}

function weigh(page: string): Weight {
  const html = readFileSync(page, 'utf8');
  const sheets = localFiles(html, /<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g);
  const scripts = localFiles(html, /<script[^>]+src="([^"]+)"/g);
  const fetched = new Set(scripts.flatMap((script) => [...withImports(script)]));
  const sum = (files: Iterable<string>) =>
    [...files].reduce((total, file) => total + compressedSize(file), 0);
  const linked = sum(sheets);
  const script = sum(fetched);
  return {
    css: linked + compressedText(inlineStyles(html)),
    script,
    total: compressedSize(page) + linked + script,
    hasMaths: html.includes('<mjx-container'),
    hasLab: html.includes('<astro-island'),
  };
}

const pages = existsSync(DIST) ? globSync(`${DIST}/**/*.html`) : [];

describe('weight of the built pages', () => {
  test('the site is built', () => {
    expect(pages.length, 'rode "npm run build" antes').toBeGreaterThan(5);
  });

  test.each(pages)('%s', (page) => {
    const { css, script, total, hasMaths, hasLab } = weigh(page);
    expect(css, 'CSS').toBeLessThanOrEqual(CSS_BUDGET);
    expect(script, 'JavaScript').toBeLessThanOrEqual(SCRIPT_BUDGET);
    const budget = hasLab ? LAB_PAGE_BUDGET : TEXT_PAGE_BUDGET;
    if (!hasMaths) expect(total, 'HTML + CSS + JavaScript').toBeLessThanOrEqual(budget);
  });
});
