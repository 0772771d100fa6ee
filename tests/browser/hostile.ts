/** Unkind conditions that several journeys share. */
import { open } from 'node:fs/promises';
import type { Page } from '@playwright/test';

export interface Room {
  /** From now on every write of the pages to their database is refused, after reloads too. */
  fill(): Promise<void>;
  /** The same, and what they keep beside it as well. */
  fillAll(): Promise<void>;
  free(): Promise<void>;
}

/**
 * Gives a hand on the room that the pages have to keep what a reader does. (Chromium takes no quota for a private profile.) Before the
 * page is opened.
 */
export async function limitRoom(page: Page): Promise<Room> {
  await page.context().addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: [unknown, IDBValidKey?]) {
      if (localStorage.getItem('teste-cheio')) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, args);
    };
    const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = function (this: Storage, key: string, value: string) {
      if (key.startsWith('ajuste-fino') && localStorage.getItem('teste-cheio') === 'tudo')
        throw new DOMException('full', 'QuotaExceededError');
      setItem.call(this, key, value);
    };
  });
  return {
    fill: () => page.evaluate(() => localStorage.setItem('teste-cheio', 'banco')),
    fillAll: () => page.evaluate(() => localStorage.setItem('teste-cheio', 'tudo')),
    free: () => page.evaluate(() => localStorage.removeItem('teste-cheio')),
  };
}

/** Makes a file of 100 MB, which takes no room on the disk. @returns its path */
export async function hugeFile(path: string): Promise<string> {
  const file = await open(path, 'w');
  await file.truncate(100e6);
  await file.close();
  return path;
}

/** Notes every way in which the page's scripts read a file. Before the page is opened. */
export async function watchReads(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const reads: string[] = [];
    Object.assign(globalThis, { reads });
    for (const name of ['arrayBuffer', 'text', 'bytes', 'slice', 'stream'] as const) {
      const read: unknown = Reflect.get(Blob.prototype, name);
      if (typeof read !== 'function') continue;
      Reflect.set(Blob.prototype, name, function (this: Blob, ...args: unknown[]) {
        reads.push(name);
        return Reflect.apply(read, this, args);
      });
    }
    Reflect.set(FileReader.prototype, 'readAsArrayBuffer', () => reads.push('FileReader'));
    Reflect.set(FileReader.prototype, 'readAsText', () => reads.push('FileReader'));
  });
}

export function readsOf(page: Page): Promise<unknown> {
  return page.evaluate(() => Reflect.get(globalThis, 'reads'));
}
