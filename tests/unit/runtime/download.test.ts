/** Files come whole or not at all, whatever the caches and the network do. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type FileStore, fetchFile, type SiteFile } from '../../../src/runtime/files/download.ts';
import { Progress } from '../../../src/runtime/files/progress.ts';

const CONTENT = new TextEncoder().encode('pesos do modelo, '.repeat(1000));
const FILE: SiteFile = {
  url: 'http://localhost/modelos/base/model.safetensors',
  bytes: CONTENT.length,
  sha256: createHash('sha256').update(CONTENT).digest('hex'),
};

function damaged(): Uint8Array<ArrayBuffer> {
  const copy = CONTENT.slice();
  copy[100] = 0;
  return copy;
}

interface Log {
  readonly asked: RequestCache[];
  readonly kept: Map<string, Uint8Array<ArrayBuffer>>;
  readonly progress: [loaded: number, total: number][];
}

/** Fetches the file from a site that answers with each of `answers` in turn. */
async function load(
  answers: readonly (Uint8Array<ArrayBuffer> | 'interrupted' | 'missing')[],
  { kept, abort = new AbortController() }: { kept?: Uint8Array<ArrayBuffer>; abort?: AbortController } = {},
) {
  const log: Log = { asked: [], kept: new Map(kept && [[FILE.url, kept]]), progress: [] };
  const store: FileStore = {
    get: async ({ url }) => log.kept.get(url),
    put: async ({ url }, bytes) => void log.kept.set(url, bytes),
    remove: async ({ url }) => void log.kept.delete(url),
  };
  const queue = [...answers];
  const get: typeof fetch = async (_url, init) => {
    log.asked.push(init?.cache ?? 'default');
    const answer = queue.shift() ?? 'missing';
    if (answer === 'missing') return new Response('', { status: 404 });
    return new Response(answer === 'interrupted' ? interrupted() : answer);
  };
  const progress = new Progress((loaded, total) => log.progress.push([loaded, total]));
  const result = fetchFile(FILE, { store, progress, signal: abort.signal, fetch: get });
  return { log, bytes: await result.catch((error: unknown) => error) };
}

function interrupted(): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(CONTENT.slice(0, 5000));
      controller.error(new TypeError('network error'));
    },
  });
}

describe('a file', () => {
  it('is fetched once, verified and kept', async () => {
    const { log, bytes } = await load([CONTENT]);
    expect(bytes).toEqual(CONTENT);
    expect(log.kept.get(FILE.url)).toEqual(CONTENT);
    expect(log.progress.at(-1)?.[1]).toBe(FILE.bytes);
  });

  it('that is kept is not fetched', async () => {
    const { log, bytes } = await load([], { kept: CONTENT });
    expect(bytes).toEqual(CONTENT);
    expect(log.asked).toEqual([]);
    expect(log.progress).toEqual([]);
  });

  it('that was damaged where it is kept is thrown away and fetched anew', async () => {
    const { log, bytes } = await load([CONTENT], { kept: damaged() });
    expect(bytes).toEqual(CONTENT);
    expect(log.kept.get(FILE.url)).toEqual(CONTENT);
  });

  it('that comes damaged is asked for again, past every cache', async () => {
    const { log, bytes } = await load([damaged(), CONTENT]);
    expect(bytes).toEqual(CONTENT);
    expect(log.asked).toEqual(['default', 'reload']);
  });

  it.each([
    ['shorter', CONTENT.slice(1)],
    ['longer', new Uint8Array([...CONTENT, 0])],
    ['another', damaged()],
  ])('that is %s twice is refused in Portuguese, and not kept', async (_name, wrong) => {
    const { log, bytes } = await load([wrong, wrong]);
    expect(bytes).toMatchObject({
      what: 'O arquivo model.safetensors chegou diferente do que o site publicou.',
      remedy: expect.stringContaining('Recarregue a página'),
    });
    expect(log.kept.size).toBe(0);
  });

  it('whose download breaks off says how far it came', async () => {
    const { log, bytes } = await load(['interrupted']);
    expect(bytes).toMatchObject({
      what: expect.stringMatching(/model\.safetensors foi interrompido \(.* MB de .* MB\)/),
    });
    expect(log.kept.size).toBe(0);
  });

  it('that the site does not have is a problem, not a file', async () => {
    expect((await load(['missing'])).bytes).toMatchObject({ what: expect.stringContaining('interrompido') });
  });

  it('is given up when the reader cancels', async () => {
    const abort = new AbortController();
    abort.abort(new Error('cancelled by the reader'));
    expect((await load([CONTENT], { abort })).bytes).toMatchObject({ message: 'cancelled by the reader' });
  });
});
