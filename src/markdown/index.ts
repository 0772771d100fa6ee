/** The Markdown pipeline of the site: maths, links, headings, figures, code. */
import { unified } from '@astrojs/markdown-remark';
import type { AstroUserConfig } from 'astro';
import remarkMath from 'remark-math';
import { remarkHeadingIds } from './headings.ts';
import { remarkBasePath } from './links.ts';
import { fenceTransformer, rehypeCode } from './rehype-code.ts';
import { remarkCatalogue } from './remark-catalogue.ts';
import { remarkComponents } from './remark-components.ts';
import { remarkMaths, remarkScrollableTables } from './remark-maths.ts';

/**
 * `markdown` option of Astro for the MDX files.
 * @param base the deployment's base path
 */
export function markdown(base: string): NonNullable<AstroUserConfig['markdown']> {
  return {
    processor: unified({
      remarkPlugins: [
        remarkMath,
        remarkCatalogue,
        remarkHeadingIds,
        [remarkBasePath, base],
        remarkComponents,
        remarkScrollableTables,
        remarkMaths,
      ],
      rehypePlugins: [rehypeCode],
    }),
    syntaxHighlight: { type: 'shiki', excludeLangs: ['math'] },
    shikiConfig: {
      themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
      defaultColor: false,
      transformers: [fenceTransformer],
    },
  };
}
