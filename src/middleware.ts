/** Adds to each page the outlines of the glyphs that its formulas use, once. */
import { defineMiddleware } from 'astro:middleware';
import { glyphDefinitions } from './markdown/maths.ts';

export const onRequest = defineMiddleware(async (_context, next) => {
  const response = await next();
  if (!response.headers.get('content-type')?.includes('text/html')) return response;
  const page = await response.text();
  const glyphs = await glyphDefinitions(page);
  return new Response(glyphs ? page.replace('</body>', () => `${glyphs}</body>`) : page, response);
});
