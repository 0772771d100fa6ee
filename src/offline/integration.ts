/** Astro integration: writes the service worker once everything else of the build is in place. */
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import ts from 'typescript';
import { addressOf, type OfflineManifest, offlineManifest } from './manifest.ts';

const SOURCE = new URL('./worker.ts', import.meta.url);

/** The manifest of a built folder. */
export async function manifestOf(folder: string, base: string): Promise<OfflineManifest> {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
  const contents = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const relative = path.slice(join(folder, sep).length).split(sep).join('/');
    return [addressOf(relative), await readFile(path)] as const;
  });
  return offlineManifest(base, await Promise.all(contents));
}

/** Source text of the service worker for a version of the site. */
export async function workerScript(manifest: OfflineManifest): Promise<string> {
  const { outputText } = ts.transpileModule(await readFile(SOURCE, 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, removeComments: true },
  });
  // A classic script, which every browser with service workers runs: nothing is imported, so nothing is exported.
  const body = outputText.replace(/^export \{\};?$/m, '');
  return `'use strict';\nconst MANIFEST = ${JSON.stringify(manifest)};\n${body}`;
}

/** Must come last: it lists what the other integrations wrote. */
export function offline(): AstroIntegration {
  let base = '/';
  return {
    name: 'offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.endsWith('/') ? config.base : `${config.base}/`;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const manifest = await manifestOf(folder, base);
        await writeFile(join(folder, 'sw.js'), await workerScript(manifest));
        const [always, onceUsed] = [manifest.always, manifest.onceUsed].map(
          (list) => Object.keys(list).length,
        );
        logger.info(
          `versão ${manifest.version}: ${always} arquivos sempre, ${onceUsed} depois do primeiro uso`,
        );
      },
    },
  };
}
