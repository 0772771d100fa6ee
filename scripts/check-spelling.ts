/**
 * `node scripts/check-spelling.ts content|interface|pages`: Portuguese spelling of what authors wrote, of what the modules
 * of the site say, or of the built pages.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { visibleText } from './visible-text.ts';

const CONFIGS: Record<string, string> = {
  content: 'cspell.config.yaml',
  interface: 'spelling/interface.config.yaml',
  pages: 'spelling/pages.config.yaml',
};
const TEMPLATE =
  '$filename:$row:$col  Palavra desconhecida: “$text”. Você quis dizer $suggestions? Se está certa, acrescente-a a spelling/palavras.txt.';

/** Where the texts of the modules are copied to, at the same lines and columns. */
const TEXTS = '.cache/spelling';

function copyTexts(): void {
  rmSync(TEXTS, { recursive: true, force: true });
  for (const module of globSync('src/**/*.{ts,tsx}')) {
    const copy = join(TEXTS, module);
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, visibleText(module, readFileSync(module, 'utf8')));
  }
}

const what = process.argv[2] ?? 'content';
const config = CONFIGS[what];
if (!config) throw new Error('Uso: node scripts/check-spelling.ts content|interface|pages');
if (what === 'interface') copyTexts();
const { status } = spawnSync(
  'cspell',
  [
    'lint',
    '--config',
    config,
    '--no-progress',
    '--show-suggestions',
    '--relative',
    ...(what === 'interface' ? ['--root', TEXTS] : []),
    '--issue-template',
    TEMPLATE,
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
