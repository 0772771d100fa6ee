/** Astro integration: checks the content before a build and while the author writes; publishes what the lessons cover. */
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger, HookParameters } from 'astro';
import { checkContent } from './check.ts';
import type { Coverage } from './coverage.ts';
import { ContentError, formatProblem, type Problem } from './problems.ts';

type DevServer = HookParameters<'astro:server:setup'>['server'];

const SETTLE_MS = 150;

/** Tells the faults in the terminal and over the page that the author is looking at. */
function show(
  problems: readonly Problem[],
  root: string,
  server: DevServer,
  logger: AstroIntegrationLogger,
): void {
  const [first] = problems;
  if (!first) return;
  logger.error(new ContentError(problems).message);
  server.ws.send({
    type: 'error',
    err: {
      message: problems.map(formatProblem).join('\n'),
      stack: '',
      plugin: 'conteúdo',
      loc: { file: join(root, first.file), line: first.line, column: first.column },
    },
  });
}

function watch(root: string, server: DevServer, logger: AstroIntegrationLogger): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = async () => show((await checkContent(root)).problems, root, server, logger);
  server.watcher.on('all', (_event, path) => {
    if (!relative(root, path).startsWith('content')) return;
    clearTimeout(timer);
    timer = setTimeout(run, SETTLE_MS);
  });
  void run();
}

/** Stops a build with every fault of the content; in the live preview, shows them and goes on. */
export function content(): AstroIntegration {
  let root = '';
  let coverage: Coverage = {};
  return {
    name: 'conteudo',
    hooks: {
      'astro:config:setup': async ({ config, command }) => {
        root = fileURLToPath(config.root);
        if (command !== 'build' && command !== 'sync') return;
        const result = await checkContent(root);
        if (result.problems.length > 0) throw new ContentError(result.problems);
        coverage = result.coverage;
      },
      'astro:server:setup': ({ server, logger }) => watch(root, server, logger),
      'astro:build:done': async ({ dir }) => {
        await writeFile(new URL('cobertura.json', dir), `${JSON.stringify(coverage, null, 2)}\n`);
      },
    },
  };
}
