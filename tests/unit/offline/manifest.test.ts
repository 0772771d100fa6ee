import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { manifestOf } from '../../../src/offline/integration.ts';
import { addressOf, keepingOf, offlineManifest } from '../../../src/offline/manifest.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
/** What the reading part may weigh on its first visit, compressed as hosts do it, in bytes. */
const READING_BUDGET = 3_000_000;

describe('addressOf', () => {
  it.each([
    ['index.html', ''],
    ['aulas/index.html', 'aulas/'],
    ['_astro/a.css', '_astro/a.css'],
    ['404.html', '404.html'],
  ])('%s is asked for as "%s"', (file, address) => expect(addressOf(file)).toBe(address));
});

describe('keepingOf', () => {
  it.each([
    ['aulas/19-peft/custo/', 30_000, 'always'],
    ['_astro/Base.css', 9000, 'always'],
    ['_astro/panel.js', 9000, 'always'],
    ['_astro/memory-lab.js', 90_000, 'always'],
    ['_astro/worker.js', 390_000, 'once-used'],
    ['_astro/ort.wasm', 12_000_000, undefined],
    ['modelos/base/tokenizer.json', 40_000, undefined],
    ['modelos/adaptadores/triagem/adapter_config.json', 400, 'once-used'],
    ['aulas/19-peft/imprimir/', 900_000, 'once-used'],
    ['pagefind/fragment/pt-br_1.pf_fragment', 900, 'always'],
    ['sw.js', 30_000, undefined],
    ['404.html', 3000, undefined],
  ])('%s of %i bytes: %s', (address, bytes, keeping) => expect(keepingOf(address, bytes)).toBe(keeping));
});

describe('offlineManifest', () => {
  const files = [
    ['', text('início')],
    ['modelos/adaptadores/a/adapter_model.safetensors', text('pesos')],
  ] as const;

  it('hashes what is kept, as Subresource Integrity writes it', () => {
    const manifest = offlineManifest('/x/', [['a/', text('abc')]]);
    expect(manifest.always).toEqual({ 'a/': 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=' });
  });

  it('is another version as soon as a kept file, its address or the base changes', () => {
    const { version } = offlineManifest('/', files);
    expect(offlineManifest('/', [...files].reverse()).version).toBe(version);
    expect(offlineManifest('/', [...files, ['404.html', text('erro')]]).version).toBe(version);
    expect(offlineManifest('/x/', files).version).not.toBe(version);
    expect(offlineManifest('/', [...files, ['b/', text('')]]).version).not.toBe(version);
    expect(offlineManifest('/', [files[0], [files[1][0], text('outros')]]).version).not.toBe(version);
  });
});

describe('the built site', () => {
  it('keeps at most 3 MB for reading offline, every page of a lesson among it', async () => {
    if (!existsSync('dist/sw.js')) throw new Error('Não há site construído em "dist": rode "npm test".');
    const { always, onceUsed } = await manifestOf('dist', '/');
    const weight = Object.keys(always).reduce((sum, address) => {
      const file = `dist/${address}${address === '' || address.endsWith('/') ? 'index.html' : ''}`;
      // The quality that hosts use on the fly.
      const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
      return sum + brotliCompressSync(readFileSync(file), { params }).length;
    }, 0);
    expect(weight).toBeLessThanOrEqual(READING_BUDGET);
    const kept = Object.keys(always);
    expect(kept).toContain('aulas/19-peft/lora-matematica/');
    expect(kept).toContain('glossario/lora/');
    expect(kept).toContain('sem-conexao/');
    expect(Object.keys(onceUsed)).toContain('modelos/adaptadores/triagem/adapter_model.safetensors');
  });
});
