import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { markdown } from './src/markdown/index.ts';

export default defineConfig({
  site: process.env.SITE ?? 'http://localhost:4321',
  base: process.env.BASE ?? '/',
  trailingSlash: 'always',
  integrations: [mdx(), preact()],
  markdown,
  vite: {
    worker: { format: 'es' },
    build: { assetsInlineLimit: 0, rolldownOptions: { checks: { moduleLevelDirective: false } } },
    optimizeDeps: { exclude: ['onnxruntime-web'] },
  },
});
