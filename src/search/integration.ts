/** Builds the search index from the built pages, and serves the last one in the live preview. */
import { createReadStream, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { addAsked, readAsked } from './asked.ts';
import { compile } from './compile.ts';
import type { SearchRecord } from './records.ts';
import { siteRecords } from './site-records.ts';
import { textFiles } from './texts.ts';

/** Must be lower case: Pagefind would file "pt-BR" records under a second language that is never searched. */
const LANGUAGE = 'pt-br';
/** Formulas are indexed by name and spoken form; their drawing and its MathML would only add noise. */
const NOT_TEXT = ['mjx-container', 'svg', '.permalink', 'button', 'script'];
/** Pagefind's own interfaces: the site has its own. */
const UNUSED = /(-ui\.(css|js)|highlight\.js|wasm\.unknown\.pagefind)$/;
/** What the preview takes from the last build. */
const SERVED = ['pagefind/', 'busca/indice.json', 'busca/textos/'];
const MIME: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json' };

function failOn(errors: readonly string[], doing: string): void {
  if (errors.length > 0) throw new Error(`A busca não pôde ser indexada (${doing}): ${errors.join('; ')}`);
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

/** `/busca/indice.json`, and the texts that results are quoted from. */
async function writeAnswers(records: readonly SearchRecord[], root: string): Promise<void> {
  const write = async (path: string, content: unknown) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), JSON.stringify(content));
  };
  await write('busca/indice.json', compile(records));
  for (const [path, texts] of textFiles(records)) await write(path, Object.fromEntries(texts));
}

/** Astro integration: the index of answers and `/pagefind/` in the build, and from the last build in `astro dev`. */
export function searchIndex(): AstroIntegration {
  let projectFolder = '';
  let builtFolder = '';
  return {
    name: 'busca',
    hooks: {
      'astro:config:done': ({ config }) => {
        projectFolder = fileURLToPath(config.root);
        builtFolder = fileURLToPath(config.outDir);
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const { pathname } = new URL(request.url ?? '/', 'http://x');
          const asked = normalize(join(builtFolder, pathname));
          const isIndex = SERVED.some((folder) => asked.startsWith(join(builtFolder, folder)));
          if (!isIndex || !statSync(asked, { throwIfNoEntry: false })?.isFile()) return next();
          response.setHeader('Content-Type', MIME[extname(asked)] ?? 'application/octet-stream');
          createReadStream(asked).pipe(response);
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const { index, errors } = await createIndex({ excludeSelectors: NOT_TEXT, forceLanguage: LANGUAGE });
        failOn(errors, 'início');
        if (!index) throw new Error('A busca não pôde ser indexada: o Pagefind não devolveu um índice.');
        const records = await siteRecords(root, async (content, url) => {
          if (!content.includes('data-pagefind-body')) return;
          failOn((await index.addHTMLFile({ url, content })).errors, url);
        });
        addAsked(records, await readAsked(projectFolder));
        await writeIndex(index, join(root, 'pagefind'));
        await close();
        await writeAnswers(records, root);
        logger.info(`${records.length} registros no índice`);
      },
    },
  };
}
