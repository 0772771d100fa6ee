/**
 * Tells the worker the size and the hash of every file that it fetches, so that progress is known beforehand and a
 * damaged file is seen. Runs at build time.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The module that the worker imports. */
const ID = 'virtual:runtime-files';
const RESOLVED = `\0${ID}`;

const require = createRequire(import.meta.url);

const WASM = { wasm: 'ort-wasm-simd-threaded.wasm', webgpu: 'ort-wasm-simd-threaded.jspi.wasm' } as const;

function factsOf(file: string) {
  const bytes = readFileSync(file);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** @param publicDir folder of the files that are served as they are */
export function runtimeFiles(publicDir: string): Plugin {
  return {
    name: 'runtime-files',
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    load(id) {
      if (id !== RESOLVED) return undefined;
      const runtimes = Object.entries(WASM).map(([kind, name]) => [
        kind,
        factsOf(require.resolve(`onnxruntime-web/${name}`)),
      ]);
      const folder = join(publicDir, 'modelos');
      const models = existsSync(folder)
        ? globSync('**/*.{json,safetensors}', { cwd: folder }).map((name) => [
            name.replaceAll('\\', '/'),
            factsOf(join(folder, name)),
          ])
        : [];
      return [
        `export const RUNTIME_FILES = ${JSON.stringify(Object.fromEntries(runtimes))};`,
        `export const MODEL_FILES = ${JSON.stringify(Object.fromEntries(models))};`,
      ].join('\n');
    },
  };
}
