/** Astro integration: notes which packages the bundles hold, and publishes their notices. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { packageOf } from './package-of.ts';
import { BUNDLED_FILE, noticesText, shippedPackages } from './shipped.ts';

/** Adds the packages of each bundle that a browser loads: those of the client, and every worker's. */
function collector(folders: Set<string>, root: () => string, kind: 'page' | 'worker'): Plugin {
  return {
    name: 'pacotes-publicados',
    generateBundle(_options, bundle) {
      if (kind === 'page' && this.environment.name !== 'client') return;
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const id of chunk.moduleIds) {
          const found = packageOf(id);
          if (found) folders.add(relative(root(), found.folder).split(sep).join('/'));
        }
      }
      const file = join(root(), BUNDLED_FILE);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify([...folders].sort())}\n`);
    },
  };
}

export function licences(): AstroIntegration {
  const folders = new Set<string>();
  let root = '';
  return {
    name: 'licencas',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        root = fileURLToPath(config.root);
        updateConfig({
          vite: {
            plugins: [collector(folders, () => root, 'page')],
            worker: { plugins: () => [collector(folders, () => root, 'worker')] },
          },
        });
      },
      'astro:build:done': ({ dir }) => {
        const packages = shippedPackages(root);
        if (packages) writeFileSync(new URL('licencas.txt', dir), noticesText(packages));
      },
    },
  };
}
