/** Which files of a build work offline, and how the service worker knows one version of a file from another. */
import { createHash } from 'node:crypto';

/** `always`: fetched when the reader first comes; `once-used`: kept from its first use on. */
export type Keeping = 'always' | 'once-used';

/** One version of the site, as its service worker knows it. */
export interface OfflineManifest {
  /** Digest of everything below: the name of the version. */
  readonly version: string;
  /** Sub-path of the site, with both slashes. */
  readonly base: string;
  /** Subresource-Integrity hash of each kept file, by path under the base (`aulas/`, `_astro/x.js`). */
  readonly always: Readonly<Record<string, string>>;
  readonly onceUsed: Readonly<Record<string, string>>;
}

/** The worker itself and what describes it: the browser looks after these. */
const UNANSWERED = /^(?:sw\.js|404\.html|cobertura\.json|_headers)$/;
/**
 * The laboratories' runtime and base model: their own worker keeps and verifies them. An answer that is verified here
 * would come whole or not at all, and the reader would see no progress.
 */
const KEPT_BY_LABS = /\.wasm$|^modelos\/base\//;
/** Large or rarely wanted: the adapters that the site ships, and the printable copies. */
const ONCE_USED = /\.(?:safetensors|onnx)$|^modelos\/|\/imprimir\/$/;
/** A script this large is the worker of the laboratories: it comes with the first training. */
const LARGE_SCRIPT_BYTES = 200_000;
const SCRIPT = /^_astro\/[^/]*\.js$/;

/** Address of a built file, as a reader asks for it. */
export function addressOf(file: string): string {
  return file === 'index.html' ? '' : file.replace(/\/index\.html$/, '/');
}

/**
 * How a file is kept; undefined: not at all.
 * @param address path under the base
 * @param bytes its length
 */
export function keepingOf(address: string, bytes: number): Keeping | undefined {
  if (UNANSWERED.test(address) || KEPT_BY_LABS.test(address)) return undefined;
  if (ONCE_USED.test(address)) return 'once-used';
  return SCRIPT.test(address) && bytes > LARGE_SCRIPT_BYTES ? 'once-used' : 'always';
}

/** @param files contents of the build by address */
export function offlineManifest(
  base: string,
  files: Iterable<readonly [address: string, content: Uint8Array]>,
): OfflineManifest {
  const kept = { always: new Map<string, string>(), onceUsed: new Map<string, string>() };
  const all = createHash('sha256').update(base);
  for (const [address, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const keeping = keepingOf(address, content.length);
    if (!keeping) continue;
    const integrity = `sha256-${createHash('sha256').update(content).digest('base64')}`;
    kept[keeping === 'always' ? 'always' : 'onceUsed'].set(address, integrity);
    all.update(address).update(keeping).update(integrity);
  }
  return {
    version: all.digest('hex').slice(0, 16),
    base,
    always: Object.fromEntries(kept.always),
    onceUsed: Object.fromEntries(kept.onceUsed),
  };
}
