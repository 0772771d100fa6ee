/** Fetches files whose size and hash are known, with progress, and keeps them for the next visit. */
import { RuntimeProblem } from '../problem.ts';
import type { Progress } from './progress.ts';

export interface SiteFile {
  readonly url: string;
  /** Size, decompressed. */
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
}

/** Where verified files are kept between visits. Never fails: without storage it keeps nothing. */
export interface FileStore {
  get(file: SiteFile): Promise<Uint8Array<ArrayBuffer> | undefined>;
  put(file: SiteFile, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Throws away every version of the file. */
  remove(file: SiteFile): Promise<void>;
}

export interface DownloadOptions {
  readonly store: FileStore;
  readonly signal: AbortSignal;
  /** What is fetched over the network is counted here; what was kept is not. */
  readonly progress: Progress;
  readonly fetch?: typeof fetch;
}

/**
 * The bytes of a file, whole and verified: from the store, else from the site. A damaged copy, wherever it was, is
 * fetched anew.
 * @throws RuntimeProblem if the site does not give the file; the signal's reason if the download is called off
 */
export async function fetchFile(file: SiteFile, options: DownloadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { store, progress, signal } = options;
  const kept = await store.get(file);
  signal.throwIfAborted();
  if (kept && (await isWhole(file, kept))) return kept;
  if (kept) await store.remove(file);
  progress.expect(file.bytes);
  // The second time no cache on the way is asked.
  for (const cache of ['default', 'reload'] as const) {
    const bytes = await fetchOnce(file, cache, options);
    if (await isWhole(file, bytes)) {
      await store.put(file, bytes);
      return bytes;
    }
    progress.add(-bytes.length);
    await store.remove(file);
  }
  progress.giveUp(file.bytes, 0);
  throw new RuntimeProblem({
    what: `O arquivo ${nameOf(file)} chegou diferente do que o site publicou.`,
    remedy: 'Recarregue a página, que pode ter mudado de versão, e tente de novo.',
  });
}

async function fetchOnce(
  file: SiteFile,
  cache: 'default' | 'reload',
  { progress, signal, fetch: get = fetch }: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  let loaded = 0;
  try {
    const response = await get(file.url, { cache, signal });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    // As large as announced; whatever comes on top makes the file a wrong one.
    const bytes = new Uint8Array(file.bytes + 1);
    for await (const chunk of chunksOf(response.body)) {
      bytes.set(chunk.subarray(0, bytes.length - loaded), loaded);
      const counted = Math.min(chunk.length, bytes.length - loaded);
      loaded += counted;
      progress.add(counted);
      if (loaded > file.bytes) break;
    }
    return bytes.subarray(0, loaded);
  } catch (cause) {
    progress.giveUp(file.bytes, loaded);
    signal.throwIfAborted();
    throw new RuntimeProblem(
      {
        what: `O download de ${nameOf(file)} foi interrompido (${megabytes(loaded)} de ${megabytes(file.bytes)}).`,
        remedy: 'Confira a conexão e tente de novo; o que já chegou inteiro não é baixado outra vez.',
      },
      cause,
    );
  }
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Compares size and hash; pages without a secure context have no hashing, and are content with the size. */
async function isWhole(file: SiteFile, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  if (bytes.length !== file.bytes) return false;
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return true;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === file.sha256;
}

function nameOf({ url }: SiteFile): string {
  return url.replace(/[?#].*$/, '').replace(/^.*\//, '');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('pt-BR', { maximumFractionDigits: 1 })} MB`;
}
