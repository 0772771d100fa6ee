/** The real `astro build` stops at faulty content and says why. */
import { execFile } from 'node:child_process';
import { rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { FRONT_MATTER, makeProject, SECTION } from './content-fixture.ts';

const PROJECT = resolve(import.meta.dirname, '../../..');
let root = '';
afterEach(() => rm(root, { recursive: true }));

function build(): Promise<{ code: number; output: string }> {
  const astro = join(PROJECT, 'node_modules/.bin/astro');
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
  return new Promise((done) => {
    execFile(astro, ['build', '--root', root], { env, cwd: root }, (error, stdout, stderr) => {
      done({ code: error ? 1 : 0, output: stdout + stderr });
    });
  });
}

test('every fault is listed and nothing is built', async () => {
  root = await makeProject({
    [SECTION]: `${FRONT_MATTER.replace('minutos', 'minuto')}\n<Notta>\nTexto $\\fraq$.\n</Notta>\n`,
  });
  await symlink(join(PROJECT, 'node_modules'), join(root, 'node_modules'));
  await symlink(join(PROJECT, 'src'), join(root, 'src'));
  const integration = join(PROJECT, 'src/content/integration.ts');
  await writeFile(
    join(root, 'astro.config.mjs'),
    `import { content } from ${JSON.stringify(integration)};\nexport default { integrations: [content()] };\n`,
  );
  const { code, output } = await build();
  expect(code).toBe(1);
  expect(output).toContain('4 erros no conteúdo');
  expect(output).toContain(
    `${SECTION}:6:1  A chave “minuto” não existe na seção. Você quis dizer “minutos”?`,
  );
  expect(output).toContain(`${SECTION}:12:1  Componente desconhecido <Notta>. Você quis dizer <Nota>?`);
  expect(output).toContain(
    `${SECTION}:13:8  Fórmula com erro: o comando \\fraq não existe em TeX. Você quis dizer \\frac?`,
  );
  expect(output).not.toContain('page(s) built');
});
