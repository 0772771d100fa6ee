/**
 * TeX to SVG with MathJax. Glyphs are drawn once a page: a formula only refers to them by id, and
 * `glyphDefinitions` gives the outlines that the page as a whole needs.
 */
import MathJax, { type MathJaxObject } from 'mathjax';

/** MathJax refused the TeX; `id` is its error code and `message` its English text. */
export class TexError extends Error {
  readonly id: string;

  constructor(id: string, message: string) {
    super(message);
    this.name = 'TexError';
    this.id = id;
  }
}

interface Engine {
  mathjax: Promise<MathJaxObject> | undefined;
  formulas: Map<string, Promise<string>>;
  outlines: Map<string, string>;
}

declare global {
  /** Shared on purpose: Astro's configuration and its pages are two module graphs in one process. */
  var ajusteFinoMaths: Engine | undefined;
}

globalThis.ajusteFinoMaths ??= { mathjax: undefined, formulas: new Map(), outlines: new Map() };
const engine: Engine = globalThis.ajusteFinoMaths;

const CONFIG = {
  loader: { load: ['input/tex', 'output/svg', 'adaptors/liteDOM', 'a11y/assistive-mml', '[tex]/mathtools'] },
  tex: {
    // Without these two an unknown command would be typeset in red and the build would pass.
    packages: { '[-]': ['noundefined', 'noerrors', 'require', 'autoload'], '[+]': ['mathtools'] },
    formatError: (_jax: unknown, error: unknown) => {
      throw error;
    },
  },
  svg: { fontCache: 'global' },
  startup: { typeset: false },
};

/** Attributes that help MathJax's own interactive tools only. */
const UNUSED_ATTRIBUTES =
  / (?:data-[a-z-]+|xmlns(?::xlink)?|jax|overflow|role|focusable|unselectable|class)="[^"]*"/g;

/** Narrower than this, a formula in the text is not worth breaking at its signs. */
const SHORT_EX = 16;

function widthOf(html: string): number {
  return Array.from(html.matchAll(/<svg[^>]* width="([\d.]+)ex"/g), ([, width]) => Number(width)).reduce(
    (a, b) => a + b,
    0,
  );
}

function compact(html: string): string {
  const short = widthOf(html) < SHORT_EX;
  return html
    .replace(UNUSED_ATTRIBUTES, '')
    .replace(' style="position: relative;"', '')
    .replace('<mjx-container', short ? '<mjx-container class="curta"' : '<mjx-container')
    .replaceAll(' xlink:href=', ' href=')
    .replaceAll('></use>', '/>')
    .replaceAll('></rect>', '/>');
}

function hasTexId(error: unknown): error is { id: string; message: string } {
  return typeof error === 'object' && error !== null && 'id' in error && 'message' in error;
}

async function convert(tex: string, display: boolean): Promise<string> {
  engine.mathjax ??= MathJax.init(CONFIG);
  const mathjax = await engine.mathjax;
  try {
    const node = await mathjax.tex2svgPromise(tex, { display });
    return compact(mathjax.startup.adaptor.outerHTML(node));
  } catch (error) {
    if (hasTexId(error)) throw new TexError(String(error.id), String(error.message));
    throw error;
  }
}

/**
 * A formula as HTML: SVG for the eye, MathML for assistive technology. Each distinct formula is converted once a process.
 * @throws TexError when MathJax does not accept the TeX.
 */
export function renderTex(tex: string, display: boolean): Promise<string> {
  const key = `${display ? 'D' : 'I'}${tex}`;
  const known = engine.formulas.get(key);
  if (known) return known;
  const rendered = convert(tex, display);
  engine.formulas.set(key, rendered);
  return rendered;
}

/** A formula with the signs that touch it, so that no line starts with a comma nor ends with a parenthesis. */
export function glue(html: string, before: string, after: string): string {
  return html
    .replace(/^<mjx-container[^>]*>/, (tag) => tag + before)
    .replace('<mjx-assistive-mml', `${after}<mjx-assistive-mml`);
}

async function learnOutlines(): Promise<void> {
  const mathjax = await engine.mathjax;
  if (!mathjax) return;
  const { adaptor, document } = mathjax.startup;
  const cache = adaptor.outerHTML(document.outputJax.fontCache.getCache());
  for (const [, id = '', outline = ''] of cache.matchAll(/<path id="([^"]+)" d="([^"]*)"/g)) {
    engine.outlines.set(id, outline);
  }
}

/** The hidden drawing that a page with formulas needs once; empty for a page without formulas. */
export async function glyphDefinitions(page: string): Promise<string> {
  const ids = [...new Set(Array.from(page.matchAll(/href="#(MJX-[^"]+)"/g), ([, id = '']) => id))].sort();
  if (ids.length === 0) return '';
  if (ids.some((id) => !engine.outlines.has(id))) await learnOutlines();
  const paths = ids.map((id) => `<path id="${id}" d="${engine.outlines.get(id) ?? ''}"/>`);
  return `<svg class="glifos" aria-hidden="true"><defs>${paths.join('')}</defs></svg>`;
}
