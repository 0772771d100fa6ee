/** The browser's Cache Storage as a place for verified files. */
import type { FileStore, SiteFile } from './download.ts';

const CACHE = 'ajuste-fino-runtime';

/** The hash in the address keeps the versions of a file apart. */
function keyOf({ url, sha256 }: SiteFile): string {
  return `${url}?sha256=${sha256}`;
}

/**
 * Opens the store. Without Cache Storage (private windows, pages without a secure context) it keeps nothing, and the
 * browser's HTTP cache is what is left.
 */
export async function openFileStore(): Promise<FileStore> {
  const cache = await openCache();
  return {
    async get(file) {
      try {
        const kept = await cache?.match(keyOf(file));
        return kept && new Uint8Array(await kept.arrayBuffer());
      } catch {
        return undefined;
      }
    },
    async put(file, bytes) {
      try {
        // First: where there is no room for this one, a tab of the older version still finds its own.
        await cache?.put(keyOf(file), new Response(bytes));
        await removeOthers(cache, file);
      } catch {
        // Full or blocked storage: the file is fetched again on the next visit.
      }
    },
    async remove({ url }) {
      try {
        await cache?.delete(url, { ignoreSearch: true });
      } catch {
        // Nothing can be kept here, so nothing has to be removed.
      }
    },
  };
}

async function openCache(): Promise<Cache | undefined> {
  try {
    return await globalThis.caches?.open(CACHE);
  } catch {
    return undefined;
  }
}

/** Throws away the other versions of a file. */
async function removeOthers(cache: Cache | undefined, file: SiteFile): Promise<void> {
  const kept = new Request(keyOf(file)).url;
  for (const request of (await cache?.keys(file.url, { ignoreSearch: true })) ?? []) {
    if (request.url !== kept) await cache?.delete(request);
  }
}
