/**
 * Does the cost of a page stay flat as the site grows? Builds the real site and a generated one of 300 sections
 * (the real sections repeated over lessons of 20), and prints seconds and milliseconds a page.
 * Run: npm run bench:build [-- 300]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const SECTIONS_A_LESSON = 20;
const wanted = Number(process.argv[2] ?? 300);
const root = resolve('.');
const work = resolve('.cache/bench-build');

/** Copies what a build reads, without the lesson: `content/aulas` is filled by `fill`. */
function prepare(folder: string, fill: (lessons: string) => void): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of ['src', 'kernels', 'public', 'astro.config.mjs', 'tsconfig.json', 'package.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  for (const part of ['glossario', 'referencias', 'questoes']) {
    cpSync(join(root, 'content', part), join(folder, 'content', part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  fill(join(folder, 'content/aulas'));
}

/** The real sections again and again, under new names, in lessons of twenty. */
function generate(lessons: string): void {
  const sources = globSync('content/aulas/*/*.mdx').sort();
  const sheet = readFileSync(globSync('content/aulas/*/aula.yaml')[0] ?? '', 'utf8');
  cpSync(join(root, 'content/aulas'), lessons, { recursive: true });
  for (let made = 0; made < wanted - sources.length; made++) {
    const number = 100 + Math.floor(made / SECTIONS_A_LESSON);
    const folder = join(lessons, `${number}-gerada`);
    const source = sources[made % sources.length] ?? '';
    if (made % SECTIONS_A_LESSON === 0) {
      cpSync(join(dirname(source), 'figuras'), join(folder, 'figuras'), { recursive: true });
      writeFileSync(
        join(folder, 'aula.yaml'),
        sheet.replace(/^numero:.*$/m, `numero: ${number}`).replace(/^ordem:.*$/m, `ordem: ${number}`),
      );
    }
    const order = (made % SECTIONS_A_LESSON) + 1;
    const text = readFileSync(source, 'utf8').replace(/^ordem:.*$/m, `ordem: ${order}`);
    writeFileSync(join(folder, `${basename(source, '.mdx')}-${made}.mdx`), text);
  }
}

function build(folder: string): { seconds: number; pages: number } {
  const start = performance.now();
  const { status, stderr } = spawnSync('astro', ['build'], {
    cwd: folder,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', OUT_DIR: './dist', CACHE_DIR: './.astro-cache' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`A construção de ${folder} falhou:\n${stderr}`);
  return {
    seconds: (performance.now() - start) / 1000,
    pages: globSync('dist/**/*.html', { cwd: folder }).length,
  };
}

function report(name: string, folder: string): { seconds: number; pages: number } {
  const result = build(folder);
  const { seconds, pages } = result;
  console.log(
    `${name}: ${pages} páginas em ${seconds.toFixed(1)} s, ${((seconds * 1000) / pages).toFixed(0)} ms por página`,
  );
  return result;
}

prepare(join(work, 'real'), (lessons) => cpSync(join(root, 'content/aulas'), lessons, { recursive: true }));
prepare(join(work, 'gerado'), generate);
const real = report('site real', join(work, 'real'));
const generated = report(`site gerado (${wanted} seções)`, join(work, 'gerado'));
const marginal = ((generated.seconds - real.seconds) * 1000) / (generated.pages - real.pages);
console.log(`cada página a mais: ${marginal.toFixed(0)} ms`);
rmSync(work, { recursive: true, force: true });
