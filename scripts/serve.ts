/**
 * A plain static host for built sites, like the real ones: compressed text, hashed files cached for good,
 * no directory without its slash, 404.html for the rest. Serves `npm start`, the browser tests and the benches.
 * Run: node scripts/serve.ts [folder] [base] [port]
 */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const MIME: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};
/** Compressed by nature, or read in place by offset: sent as they are. */
const NOT_COMPRESSED = /\.(?:woff2|png|webp|pf_\w+|pagefind|safetensors|onnx)$/;
const BROTLI_QUALITY = 5;
const HASHED = '/_astro/';

type Encoding = 'br' | 'gzip' | undefined;

function compress(body: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'gzip') return gzipSync(body);
  if (encoding === undefined) return body;
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
}

function acceptedEncoding(header: string | string[] | undefined, path: string): Encoding {
  if (NOT_COMPRESSED.test(path)) return undefined;
  const accepted = String(header ?? '');
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}

/** Path of the file that answers a site path; undefined when it would leave the folder. */
function fileOf(root: string, path: string): string | undefined {
  const file = normalize(join(root, path.endsWith('/') ? `${path}index.html` : path));
  return file.startsWith(normalize(root) + sep) ? file : undefined;
}

/** Path of a request, decoded; undefined for what is no address, such as `//` or `/%`. */
function pathOf(url: string | undefined): string | undefined {
  try {
    return decodeURIComponent(new URL(url ?? '/', 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}

/**
 * Serves `root` under the sub-path `base` ("/" or "/x/") on a local port.
 * @param headers sent with every answer, in place of its own, as a host may be told to
 * @returns the listening server; the caller closes it.
 */
export function serveFolder(
  root: string,
  base: string,
  port: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const read = (path: string | undefined) => {
    const file = path === undefined ? undefined : fileOf(root, path);
    return file === undefined ? undefined : readFile(file).catch(() => undefined);
  };
  /** Each file is compressed once, as real hosts do, until it changes. */
  const compressed = new Map<string, { readonly body: Buffer; readonly sent: Buffer }>();
  const bodyOf = (name: string, body: Buffer, encoding: Encoding): Buffer => {
    const key = `${encoding} ${name}`;
    const known = compressed.get(key);
    if (known?.body.equals(body)) return known.sent;
    const sent = compress(body, encoding);
    compressed.set(key, { body, sent });
    return sent;
  };
  const server = createServer(async (request, response) => {
    const pathname = pathOf(request.url);
    const path = pathname?.startsWith(base) ? `/${pathname.slice(base.length)}` : undefined;
    const found = await read(path);
    const body = found ?? (await read('/404.html')) ?? Buffer.alloc(0);
    const asked = found && path ? path : '/404.html';
    const name = asked.endsWith('/') ? `${asked}index.html` : asked;
    const encoding = acceptedEncoding(request.headers['accept-encoding'], name);
    response.writeHead(found ? 200 : 404, {
      'Content-Type': MIME[extname(name)] ?? 'application/octet-stream',
      'Cache-Control': name.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(encoding && { 'Content-Encoding': encoding }),
      Vary: 'Accept-Encoding',
      ...headers,
    });
    response.end(bodyOf(name, body, encoding));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => resolve(server));
  });
}

if (import.meta.main) {
  const [root = 'dist', base = process.env['BASE'] ?? '/', port = '4321'] = process.argv.slice(2);
  try {
    await serveFolder(root, base, Number(port));
    console.log(`\nAjuste Fino: http://localhost:${port}${base === '/' ? '' : base}\n(Ctrl+C para parar)`);
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    console.error(`A porta ${port} já está em uso: pare o outro servidor e tente de novo.`);
    process.exitCode = 1;
  }
}
