/**
 * The service worker: the site without a network, one whole version at a time.
 *
 * Every kept file is stored under its address and its hash, in one cache. A version is the list of hashes in `MANIFEST`,
 * which is written in front of this script. Installing fetches what the cache does not yet hold and checks every byte
 * against its hash: if the host already serves another version, or the browser has no room, installing fails and the old
 * version stays whole. Installing gives way to the reader: nothing more is fetched while keys or the pointer are in use.
 * Until the reader accepts a new version (or closes every page of the site) the old one goes on answering from its own
 * files.
 */
/// <reference lib="webworker" />
import type { OfflineManifest } from './manifest.ts';
import type { ToPage, ToWorker } from './messages.ts';

declare const MANIFEST: OfflineManifest;
declare const self: ServiceWorkerGlobalScope;

const CACHE = `ajuste-fino ${MANIFEST.base}`;
const FALLBACK = 'sem-conexao/';
const NO_ROOM: ToPage = 'sem-espaco';
/** Files fetched side by side while installing. */
const LANES = 6;
/** Installing rests so long after the page has come, and after each sign of the reader… */
const REST_MS = 3000;
/** …but has no endless patience: a browser gives up on what takes some minutes. */
const MOST_REST_MS = 60_000;

const root = new URL(MANIFEST.base, self.location.origin);

interface KeptFile {
  readonly address: string;
  readonly integrity: string;
}

/** The kept file that answers an address; undefined for anything else. */
function keptFile(url: URL): KeptFile | undefined {
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return undefined;
  const path = url.pathname.slice(root.pathname.length);
  let address: string;
  try {
    address = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const lists = [MANIFEST.always, MANIFEST.onceUsed];
  const integrity = lists.find((list) => Object.hasOwn(list, address))?.[address];
  return integrity === undefined ? undefined : { address, integrity };
}

function urlOf(address: string): string {
  return new URL(address.split('/').map(encodeURIComponent).join('/'), root).href;
}

/** Where a version of a file lies in the cache. */
function keyOf({ address, integrity }: KeptFile): string {
  return `${urlOf(address)}?${new URLSearchParams({ v: integrity })}`;
}

/** Fetches a file of this version. @throws TypeError without a network, or if the host has another version */
async function fetchFile({ address, integrity }: KeptFile, cacheMode: RequestCache): Promise<Response> {
  const response = await fetch(urlOf(address), { integrity, cache: cacheMode, credentials: 'same-origin' });
  if (!response.ok) throw new TypeError(`${address}: ${response.status}`);
  return response;
}

/** Fetches a file and keeps it if there is room. */
async function fetchAndKeep(cache: Cache, file: KeptFile): Promise<Response> {
  const response = await fetchFile(file, 'default');
  try {
    await cache.put(keyOf(file), response.clone());
  } catch {
    // Storage is full: the reader still gets the file, only not offline.
  }
  return response;
}

/** Keeps the scripts of the laboratories: a first training may have fetched them before this worker was there. */
async function keepLabs(): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const [address, integrity] of Object.entries(MANIFEST.onceUsed)) {
    const file = { address, integrity };
    if (!address.endsWith('.js') || (await cache.match(keyOf(file)))) continue;
    await fetchAndKeep(cache, file).catch(() => {
      // Without a network now; the next training asks again.
    });
  }
}

const started = Date.now();
let restUntil = started + REST_MS;

/** Waits while the reader is busy. */
async function giveWay(): Promise<void> {
  for (;;) {
    const left = Math.min(restUntil, started + MOST_REST_MS) - Date.now();
    if (left <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, left));
  }
}

/**
 * Keeps every file of the reading part.
 * @throws when one cannot be had or kept: nothing of this version is used then, and the browser tries again later
 */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  const queue = Object.entries(MANIFEST.always).map(([address, integrity]) => ({ address, integrity }));
  const added: string[] = [];
  let full = false;
  const lane = async (): Promise<void> => {
    for (let file = queue.pop(); file; file = queue.pop()) {
      const key = keyOf(file);
      if (await cache.match(key)) continue;
      await giveWay();
      const response = await fetchFile(file, 'no-cache');
      added.push(key);
      await cache.put(key, response).catch((error: unknown) => {
        full = true;
        throw error;
      });
    }
  };
  const lanes = Array.from({ length: LANES }, () =>
    lane().catch((error: unknown) => {
      // One file missing is a version missing: the other lanes need not go on.
      queue.length = 0;
      throw error;
    }),
  );
  const failed = (await Promise.allSettled(lanes)).find(({ status }) => status === 'rejected');
  if (failed?.status !== 'rejected') return;
  if (full) {
    // Half a version is of no use, and takes the room of what is; a broken download goes on where it was.
    await Promise.all(added.map((key) => cache.delete(key)));
    for (const client of await self.clients.matchAll({ includeUncontrolled: true }))
      client.postMessage(NO_ROOM);
  }
  throw failed.reason;
}

/** Forgets the files of other versions, unless one of them is just coming. */
async function activate(): Promise<void> {
  if (!self.registration.installing) await forgetOthers();
  await self.clients.claim();
}

async function forgetOthers(): Promise<void> {
  const cache = await caches.open(CACHE);
  const entries = [...Object.entries(MANIFEST.always), ...Object.entries(MANIFEST.onceUsed)];
  const current = new Set(entries.map(([address, integrity]) => keyOf({ address, integrity })));
  const requests = await cache.keys();
  await Promise.all(requests.filter(({ url }) => !current.has(url)).map((request) => cache.delete(request)));
}

async function answer(request: Request, file: KeptFile): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(keyOf(file));
  if (kept) return kept;
  try {
    return await fetchAndKeep(cache, file);
  } catch {
    return unkept(request);
  }
}

/** What the network says; for a page, without a network, the page that explains it. */
async function unkept(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const file = request.mode === 'navigate' ? keptFile(new URL(urlOf(FALLBACK))) : undefined;
    const page = file && (await (await caches.open(CACHE)).match(keyOf(file)));
    if (page) return page;
    throw error;
  }
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  const message: ToWorker = event.data;
  if (message === 'assumir') void self.skipWaiting();
  if (message === 'dar-vez') restUntil = Date.now() + REST_MS;
  if (message === 'guardar-laboratorios') event.waitUntil(keepLabs());
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || request.headers.has('range')) return;
  const file = keptFile(new URL(request.url));
  if (file) event.respondWith(answer(request, file));
  else if (request.mode === 'navigate') event.respondWith(unkept(request));
});
