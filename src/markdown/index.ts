/** The Markdown pipeline of the site: maths, links, headings, checks. */
import { unified } from '@astrojs/markdown-remark';
import type { AstroUserConfig } from 'astro';
import remarkMath from 'remark-math';

/** `markdown` option of Astro, shared by .md and .mdx files. */
export const markdown: NonNullable<AstroUserConfig['markdown']> = {
  processor: unified({ remarkPlugins: [remarkMath], rehypePlugins: [] }),
  syntaxHighlight: { type: 'shiki', excludeLangs: ['math'] },
  shikiConfig: { themes: { light: 'github-light', dark: 'github-dark' }, defaultColor: false },
};
