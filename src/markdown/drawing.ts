/** Puts an SVG file inside the page, so that it follows the theme's colours. */

export interface Drawing {
  /** File name: prefix of the drawing's own ids, so that two figures of a page do not share one. */
  name: string;
  alt: string;
  /** Largest width in CSS pixels; the drawing's own by default. */
  width: number | undefined;
}

/** Width and height of the drawing's `viewBox`, in its own units; zeros when there is none. */
export function drawingSize(svg: string): [width: number, height: number] {
  const [, , width = 0, height = 0] = (/viewBox="([^"]+)"/.exec(svg)?.[1] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return [width, height];
}

/** Markup of the drawing with its alternative text and a fixed ratio (nothing moves while the page loads). */
export function inlineDrawing(svg: string, { name, alt, width }: Drawing): string {
  const [naturalWidth, naturalHeight] = drawingSize(svg);
  const shown = width ?? naturalWidth;
  const height = naturalWidth > 0 ? Math.round((shown * naturalHeight) / naturalWidth) : 0;
  const label = alt.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return svg
    .slice(svg.indexOf('<svg'))
    .trim()
    .replace(/\sid="([^"]+)"/g, ` id="${name}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${name}-$1)`)
    .replace(/href="#([^"]+)"/g, `href="#${name}-$1"`)
    .replace(/^<svg([^>]*)>/, (_, attributes: string) => {
      const kept = attributes.replace(/\s(?:width|height|role|aria-label|xmlns)="[^"]*"/g, '');
      return `<svg${kept} width="${shown}" height="${height}" role="img" aria-label="${label}">`;
    });
}
