import { createHash } from 'node:crypto';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { THEME_BOOT } from './src/client/theme.ts';
import { content } from './src/content/integration.ts';
import { licences } from './src/licences/integration.ts';
import { markdown } from './src/markdown/index.ts';
import { offline } from './src/offline/integration.ts';
import { runtimeFiles } from './src/runtime/files/manifest-plugin.ts';
import { searchIndex } from './src/search/integration.ts';
import { labStyles } from './src/styles/lab-styles.ts';

const themeBootHash = `sha256-${createHash('sha256').update(THEME_BOOT).digest('base64')}`;

const base = process.env.BASE ?? '/';
const SMALL_SHEET_BYTES = 6000;

export default defineConfig({
  site: process.env.SITE ?? 'http://localhost:4321',
  base,
  outDir: process.env.OUT_DIR ?? './dist',
  cacheDir: process.env.CACHE_DIR ?? './node_modules/.astro',
  trailingSlash: 'always',
  integrations: [content(), mdx(), preact(), licences(), labStyles(), searchIndex(), offline()],
  markdown: markdown(base),
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
      ],
      // WebAssembly (search, labs) needs its own permission; scripts come from the site's files only.
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"], hashes: [themeBootHash] },
      // MathJax and Shiki write style attributes; style elements and sheets stay under 'self' and hashes.
      styleDirective: { resources: [{ resource: "'unsafe-inline'", kind: 'attribute' }] },
    },
  },
  vite: {
    worker: { format: 'es', plugins: () => [runtimeFiles('./public')] },
    build: {
      // Only small style sheets go inside the page (hashed in the CSP): one request less each before the first paint.
      assetsInlineLimit: (file, content) => file.endsWith('.css') && content.length < SMALL_SHEET_BYTES,
      modulePreload: { polyfill: false },
      rolldownOptions: { checks: { moduleLevelDirective: false } },
    },
    optimizeDeps: { exclude: ['onnxruntime-web'] },
  },
});
