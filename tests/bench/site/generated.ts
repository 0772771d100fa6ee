/** Copies of the site with more sections than it has, to measure how costs grow. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const SECTIONS_A_LESSON = 20;
const root = resolve('.');

/** Copies what a build reads, without the lessons: `content/aulas` is filled by `fill`. */
function prepare(folder: string, fill: (lessons: string) => void): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of ['src', 'kernels', 'public', 'astro.config.mjs', 'tsconfig.json', 'package.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  for (const part of readdirSync(join(root, 'content')).filter((name) => name !== 'aulas')) {
    cpSync(join(root, 'content', part), join(folder, 'content', part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  fill(join(folder, 'content/aulas'));
}

/** The real sections, then the same again and again under new names, in lessons of twenty. */
function repeat(lessons: string, wanted: number): void {
  const sources = globSync('content/aulas/*/*.mdx').sort();
  const sheet = readFileSync(globSync('content/aulas/*/aula.yaml')[0] ?? '', 'utf8');
  cpSync(join(root, 'content/aulas'), lessons, { recursive: true });
  for (let made = 0; made < wanted - sources.length; made++) {
    const number = 100 + Math.floor(made / SECTIONS_A_LESSON);
    const folder = join(lessons, `${number}-gerada`);
    const source = sources[made % sources.length] ?? '';
    if (made % SECTIONS_A_LESSON === 0) {
      // Sections of any lesson come to stand in this one.
      for (const figures of globSync('content/aulas/*/figuras')) {
        cpSync(figures, join(folder, 'figuras'), { recursive: true });
      }
      writeFileSync(
        join(folder, 'aula.yaml'),
        sheet.replace(/^numero:.*$/m, `numero: ${number}`).replace(/^ordem:.*$/m, `ordem: ${number}`),
      );
    }
    const order = (made % SECTIONS_A_LESSON) + 1;
    // Only the real lesson has an inventory to cover.
    const text = readFileSync(source, 'utf8')
      .replace(/^ordem:.*$/m, `ordem: ${order}`)
      .replace(/^<Cobre [^>]*\/>\n/gm, '');
    writeFileSync(join(folder, `${basename(source, '.mdx')}-${made}.mdx`), text);
  }
}

export interface Build {
  readonly seconds: number;
  readonly sections: number;
  readonly pages: number;
  /** Largest resident memory of the process that builds, in MB. */
  readonly peakMegabytes: number;
}

/** Builds a copy into its `dist`. */
export function build(folder: string): Build {
  const peak = join(folder, 'peak-memory.txt');
  const start = performance.now();
  const { status, stderr } = spawnSync('astro', ['build'], {
    cwd: folder,
    env: {
      ...process.env,
      ASTRO_TELEMETRY_DISABLED: '1',
      OUT_DIR: './dist',
      CACHE_DIR: './.astro-cache',
      NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'peak-memory.mjs'))}`,
      PEAK_MEMORY_FILE: peak,
    },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`A construção de ${folder} falhou:\n${stderr}`);
  return {
    seconds: (performance.now() - start) / 1000,
    sections: globSync('content/aulas/*/*.mdx', { cwd: folder }).length,
    pages: globSync('dist/**/*.html', { cwd: folder }).length,
    peakMegabytes: Number(readFileSync(peak, 'utf8')) / 1000,
  };
}

/** A copy of the site as it is. */
export function copySite(folder: string): void {
  prepare(folder, (lessons) => cpSync(join(root, 'content/aulas'), lessons, { recursive: true }));
}

/** A copy with so many sections in all, and never fewer than the real ones. */
export function generateSite(folder: string, sections: number): void {
  prepare(folder, (lessons) => repeat(lessons, sections));
}
