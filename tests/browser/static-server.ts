/** A plain static host for built sites, as strict as real ones: no directory without its slash, 404.html for the rest. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const MIME: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

async function fileFor(root: string, path: string): Promise<string | undefined> {
  const file = normalize(join(root, path.endsWith('/') ? `${path}index.html` : path));
  if (!file.startsWith(normalize(root) + sep)) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? file : undefined;
}

/**
 * Serves `root` under the sub-path `base` ("/" or "/x/") on a local port.
 * @returns the listening server; the caller closes it.
 */
export function serveFolder(root: string, base: string, port: number): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inside = pathname.startsWith(base)
      ? `/${decodeURIComponent(pathname.slice(base.length))}`
      : undefined;
    const found = inside === undefined ? undefined : await fileFor(root, inside);
    const file = found ?? (await fileFor(root, '/404.html'));
    response.statusCode = found ? 200 : 404;
    if (!file) {
      response.end();
      return;
    }
    response.setHeader('Content-Type', MIME[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => resolve(server));
  });
}

if (import.meta.main) {
  const [root = 'dist', base = '/', port = '4331'] = process.argv.slice(2);
  await serveFolder(root, base, Number(port));
  console.log(`http://localhost:${port}${base}`);
}
