/** What the browser keeps of a file outlives whatever its next version meets. */
import { afterEach, expect, it, vi } from 'vitest';
import { openFileStore } from '../../../src/runtime/files/cache-storage.ts';

const URL_OF_FILE = 'http://localhost/modelos/base/model.safetensors';
const versionOf = (sha256: string) => ({ url: URL_OF_FILE, bytes: 1, sha256 });

/** A Cache Storage in memory, as far as the store uses it. */
function cacheInMemory() {
  const kept = new Map<string, Response>();
  const room = { left: Number.POSITIVE_INFINITY };
  const bare = (address: string): string => address.replace(/\?.*$/, '');
  const cache = {
    match: async (key: string) => kept.get(key)?.clone(),
    put: async (key: string, response: Response) => {
      if (room.left-- <= 0) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, response);
    },
    keys: async (url: string) =>
      [...kept.keys()].filter((key) => bare(key) === url).map((key) => ({ url: key })),
    delete: async ({ url }: { url: string }) => kept.delete(url),
  };
  vi.stubGlobal('caches', { open: async () => cache });
  return room;
}

afterEach(() => vi.unstubAllGlobals());

it('a new version takes the place of the old one', async () => {
  cacheInMemory();
  const store = await openFileStore();
  await store.put(versionOf('a'), Uint8Array.of(1));
  await store.put(versionOf('b'), Uint8Array.of(2));
  expect(await store.get(versionOf('b'))).toEqual(Uint8Array.of(2));
  expect(await store.get(versionOf('a'))).toBeUndefined();
});

it('a new version for which there is no room leaves the old one alone', async () => {
  const room = cacheInMemory();
  const store = await openFileStore();
  await store.put(versionOf('a'), Uint8Array.of(1));
  room.left = 0;
  await store.put(versionOf('b'), Uint8Array.of(2));
  expect(await store.get(versionOf('b'))).toBeUndefined();
  expect(await store.get(versionOf('a'))).toEqual(Uint8Array.of(1));
});
