/**
 * The service worker: the site without a network, one whole version at a time.
 *
 * Every kept file is stored under its address and its hash, in one cache. A version is the list of hashes in `MANIFEST`,
 * which is written in front of this script. Installing fetches what the cache does not yet hold and checks every byte
 * against its hash: if the host already serves another version, installing fails and the old version stays whole. Until
 * the reader accepts a new version (or closes every page of the site) the old one goes on answering from its own files.
 */
/// <reference lib="webworker" />
import type { OfflineManifest } from './manifest.ts';

declare const MANIFEST: OfflineManifest;
declare const self: ServiceWorkerGlobalScope;

const CACHE = `ajuste-fino ${MANIFEST.base}`;
const FALLBACK = 'sem-conexao/';
/** Files fetched side by side while installing. */
const LANES = 6;

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

/** Fetches a file and keeps it. @throws TypeError without a network, or if the host has another version */
async function fetchAndKeep(cache: Cache, file: KeptFile, cacheMode: RequestCache): Promise<Response> {
  const { integrity } = file;
  const response = await fetch(urlOf(file.address), {
    integrity,
    cache: cacheMode,
    credentials: 'same-origin',
  });
  if (!response.ok) throw new TypeError(`${file.address}: ${response.status}`);
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
    await fetchAndKeep(cache, file, 'default').catch(() => {
      // Without a network now; the next training asks again.
    });
  }
}

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  const queue = Object.entries(MANIFEST.always).map(([address, integrity]) => ({ address, integrity }));
  const lane = async (): Promise<void> => {
    for (let file = queue.pop(); file; file = queue.pop()) {
      if (!(await cache.match(keyOf(file)))) await fetchAndKeep(cache, file, 'no-cache');
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Forgets the files of other versions. */
async function activate(): Promise<void> {
  const cache = await caches.open(CACHE);
  const entries = [...Object.entries(MANIFEST.always), ...Object.entries(MANIFEST.onceUsed)];
  const current = new Set(entries.map(([address, integrity]) => keyOf({ address, integrity })));
  const requests = await cache.keys();
  await Promise.all(requests.filter(({ url }) => !current.has(url)).map((request) => cache.delete(request)));
  await self.clients.claim();
}

async function answer(request: Request, file: KeptFile): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(keyOf(file));
  if (kept) return kept;
  try {
    return await fetchAndKeep(cache, file, 'default');
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
  const { data } = event;
  if (data === 'assumir') void self.skipWaiting();
  if (data === 'guardar-laboratorios') event.waitUntil(keepLabs());
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || request.headers.has('range')) return;
  const file = keptFile(new URL(request.url));
  if (file) event.respondWith(answer(request, file));
  else if (request.mode === 'navigate') event.respondWith(unkept(request));
});
