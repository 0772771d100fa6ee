/** Builds the search index from the built pages, and serves the last one in the live preview. */
import { createReadStream, existsSync } from 'node:fs';
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { recordsOf } from './records.ts';

/** Must be lower case: Pagefind would file "pt-BR" records under a second language that is never searched. */
const LANGUAGE = 'pt-br';
/** Formulas are indexed by name and spoken form; their drawing and its MathML would only add noise. */
const NOT_TEXT = ['mjx-container', 'svg', '.permalink', 'button', 'script'];
/** Pagefind's own interfaces: the site has its own. */
const UNUSED = /(-ui\.(css|js)|highlight\.js|wasm\.unknown\.pagefind)$/;
const MIME: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json' };

function failOn(errors: readonly string[], doing: string): void {
  if (errors.length > 0) throw new Error(`A busca não pôde ser indexada (${doing}): ${errors.join('; ')}`);
}

async function addPages(index: PagefindIndex, root: string): Promise<number> {
  let records = 0;
  for await (const file of glob('**/*.html', { cwd: root })) {
    const path = `/${file.split(sep).join('/')}`.replace(/index\.html$/, '');
    const content = await readFile(join(root, file), 'utf8');
    if (content.includes('data-pagefind-body')) {
      failOn((await index.addHTMLFile({ url: path, content })).errors, path);
      records++;
    }
    for (const record of recordsOf(content, path)) {
      const url = `${path}#${record.id}`;
      const added = await index.addCustomRecord({
        url,
        content: `${record.title}. ${record.text}`,
        language: LANGUAGE,
        meta: { title: record.title },
        filters: { tipo: [record.kind], ...(record.lesson ? { aula: [record.lesson] } : {}) },
      });
      failOn(added.errors, url);
      records++;
    }
  }
  return records;
}

async function writeIndex(index: PagefindIndex, folder: string): Promise<void> {
  const { files, errors } = await index.getFiles();
  failOn(errors, 'gravação');
  for (const { path, content } of files) {
    if (UNUSED.test(path)) continue;
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

/** Astro integration: `/pagefind/` in the build, and from the last build in `astro dev`. */
export function searchIndex(): AstroIntegration {
  let builtFolder = '';
  return {
    name: 'busca',
    hooks: {
      'astro:config:done': ({ config }) => {
        builtFolder = join(fileURLToPath(config.outDir), 'pagefind');
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use('/pagefind/', (request, response, next) => {
          const asked = normalize(join(builtFolder, new URL(request.url ?? '/', 'http://x').pathname));
          if (!asked.startsWith(builtFolder + sep) || !existsSync(asked)) return next();
          response.setHeader('Content-Type', MIME[extname(asked)] ?? 'application/octet-stream');
          createReadStream(asked).pipe(response);
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const { index, errors } = await createIndex({ excludeSelectors: NOT_TEXT, forceLanguage: LANGUAGE });
        failOn(errors, 'início');
        if (!index) throw new Error('A busca não pôde ser indexada: o Pagefind não devolveu um índice.');
        const records = await addPages(index, root);
        await writeIndex(index, join(root, 'pagefind'));
        await close();
        logger.info(`${records} registros no índice`);
      },
    },
  };
}
