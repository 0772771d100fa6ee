/** The local host answers whatever it is asked, and goes on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveFolder } from '../../../scripts/serve.ts';

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ajuste-fino-serve-'));
  writeFileSync(join(folder, 'index.html'), 'início');
  writeFileSync(join(folder, '404.html'), 'não há');
  server = await serveFolder(folder, '/', 0);
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Asks for a path as it is: `fetch` would mend it. */
function ask(path: string): Promise<{ status: number | undefined; text: string }> {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return new Promise((resolve, reject) => {
    get({ host: 'localhost', port, path }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode, text }));
    }).on('error', reject);
  });
}

test.each(['//', '/%', '/%00', '/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/nada'])(
  '%s: no such page, and the next one comes',
  async (path) => {
    expect(await ask(path)).toEqual({ status: 404, text: 'não há' });
    expect(await ask('/')).toEqual({ status: 200, text: 'início' });
  },
);
